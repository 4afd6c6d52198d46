package io.aloft.vrrp.address;

import io.aloft.model.route.NextHop;
import io.aloft.model.route.RouteSpec;
import io.aloft.model.route.RuleSpec;
import io.aloft.model.vrrp.StaticEntries;
import io.aloft.model.vrrp.StaticEntries.StaticAddress;
import io.aloft.model.vrrp.VirtualAddress;
import io.aloft.netlink.monitor.EntryEvent;
import io.aloft.netlink.route.InterfaceAddress;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps {@code static_ipaddress}, {@code static_routes} and {@code static_rules} in the kernel from start to stop,
 * whatever the virtual routers do. Owned by one thread.
 *
 * <p>What somebody else removes is put back, unless {@code no_track} is set; what the kernel refuses is tried again every
 * second. An entry that was put back less than a second ago waits too, so that two programs that disagree do not fight at
 * the speed of the machine.
 */
public final class StaticKeeper {

    private static final Logger LOG = LoggerFactory.getLogger(StaticKeeper.class);
    private static final long RETRY_NANOS = 1_000_000_000L;

    private final AddressKeeper addresses;
    private final EntryKeeper entries;
    private final Consumer<String> log;
    private StaticEntries current = StaticEntries.NONE;

    /** What is not there and shall be. */
    private final Set<VirtualAddress> missingAddresses = new LinkedHashSet<>();

    private final Set<RouteSpec> missingRoutes = new LinkedHashSet<>();
    private final Set<RuleSpec> missingRules = new LinkedHashSet<>();

    /** What was put back since the last retry was due. */
    private final Set<Object> restored = new LinkedHashSet<>();

    private long nextNanos = Long.MAX_VALUE;

    /**
     * @param addresses of its own, made by {@link AddressKeeper#ofStaticAddresses}
     * @param entries of its own too
     */
    public StaticKeeper(AddressKeeper addresses, EntryKeeper entries) {
        this(addresses, entries, LOG::info);
    }

    StaticKeeper(AddressKeeper addresses, EntryKeeper entries, Consumer<String> log) {
        this.addresses = addresses;
        this.entries = entries;
        this.log = log;
    }

    /** Removes what an earlier life left behind of them, and adds them. */
    public void start(StaticEntries wanted, long nowNanos) {
        current = wanted;
        remove(wanted);
        missingAddresses.addAll(addresses.add(plain(wanted.addresses())));
        note(entries.add(routing(wanted)));
        plan(nowNanos);
    }

    /** Adds what is new, removes what is not wanted any more, and leaves the rest alone. */
    public void reload(StaticEntries wanted, long nowNanos) {
        List<VirtualAddress> before = plain(current.addresses());
        List<VirtualAddress> after = plain(wanted.addresses());
        RoutingEntries old = routing(current);
        current = wanted;
        missingAddresses.clear();
        missingRoutes.clear();
        missingRules.clear();
        List<VirtualAddress> gone =
                before.stream().filter(address -> !after.contains(address)).toList();
        addresses.remove(gone);
        // Adding what is there is harmless, and brings what was missing.
        missingAddresses.addAll(addresses.add(after));
        note(entries.replace(old, routing(wanted)));
        note(entries.add(routing(wanted)));
        plan(nowNanos);
    }

    /** Removes everything. */
    public void stop() {
        remove(current);
        current = StaticEntries.NONE;
        missingAddresses.clear();
        missingRoutes.clear();
        missingRules.clear();
        nextNanos = Long.MAX_VALUE;
    }

    /** Whether somebody has to listen to what happens to routes and rules. */
    public boolean watchesEntries() {
        return routing(current).tracked();
    }

    /** The kernel says that an interface lost an address. */
    public void addressRemoved(String interfaceName, InterfaceAddress gone, long nowNanos) {
        for (StaticAddress entry : current.addresses()) {
            VirtualAddress address = entry.address();
            if (entry.tracking().tracked()
                    && address.device().equals(interfaceName)
                    && address.address().equals(gone.address())
                    && address.prefixLength() == gone.prefixLength()) {
                restore(address, nowNanos);
            }
        }
    }

    private void restore(VirtualAddress address, long nowNanos) {
        if (!restored.add(address)) {
            missingAddresses.add(address);
        } else {
            log.accept("Restoring deleted static address " + address);
            missingAddresses.addAll(addresses.add(List.of(address)));
        }
        plan(nowNanos);
    }

    /** The kernel says that a route or a rule is gone. */
    public void entryRemoved(EntryEvent event, long nowNanos) {
        RoutingEntries lost = entries.lost(event, routing(current));
        if (lost.isEmpty()) {
            return;
        }
        boolean told = !(event instanceof EntryEvent.MessagesLost);
        List<RouteSpec> routes = new ArrayList<>();
        for (RouteSpec route : lost.routes()) {
            if (restored.add(route)) {
                routes.add(route);
                say(told, "Restoring deleted static route " + route.describe());
            } else {
                missingRoutes.add(route);
            }
        }
        List<RuleSpec> rules = new ArrayList<>();
        for (RuleSpec rule : lost.rules()) {
            if (restored.add(rule)) {
                rules.add(rule);
                say(told, "Restoring deleted static rule " + rule.describe());
            } else {
                missingRules.add(rule);
            }
        }
        note(entries.add(new RoutingEntries(routes, rules)));
        plan(nowNanos);
    }

    private void say(boolean told, String line) {
        if (told) {
            log.accept(line);
        }
    }

    /**
     * An interface is up, perhaps after it was gone: the kernel has dropped its addresses and routes without a word. Routes
     * that name no interface may lead over it.
     */
    public void interfaceUp(String interfaceName, long nowNanos) {
        List<VirtualAddress> its = current.addresses().stream()
                .filter(entry ->
                        entry.tracking().tracked() && entry.address().device().equals(interfaceName))
                .map(StaticAddress::address)
                .toList();
        missingAddresses.addAll(addresses.add(its));
        List<RouteSpec> routes = current.routes().stream()
                .filter(route -> leadsOver(route, interfaceName))
                .toList();
        note(entries.add(new RoutingEntries(routes, List.of())));
        plan(nowNanos);
    }

    private static boolean leadsOver(RouteSpec route, String interfaceName) {
        return route.nextHops().stream()
                .map(NextHop::device)
                .anyMatch(device -> device == null || device.equals(interfaceName));
    }

    /** Tries again what is missing, when it is time. */
    public void timePassed(long nowNanos) {
        if (nextNanos > nowNanos) {
            return;
        }
        restored.clear();
        List<VirtualAddress> retried = List.copyOf(missingAddresses);
        RoutingEntries routing = new RoutingEntries(List.copyOf(missingRoutes), List.copyOf(missingRules));
        missingAddresses.clear();
        missingRoutes.clear();
        missingRules.clear();
        missingAddresses.addAll(addresses.add(retried));
        note(entries.add(routing));
        nextNanos = Long.MAX_VALUE;
        plan(nowNanos);
    }

    /** When {@link #timePassed} has something to do; {@link Long#MAX_VALUE} for nothing. */
    public long nextDeadlineNanos() {
        return nextNanos;
    }

    private void plan(long nowNanos) {
        boolean waiting = !missingAddresses.isEmpty()
                || !missingRoutes.isEmpty()
                || !missingRules.isEmpty()
                || !restored.isEmpty();
        if (waiting && nextNanos == Long.MAX_VALUE) {
            nextNanos = nowNanos + RETRY_NANOS;
        }
    }

    private void note(RoutingEntries missing) {
        missingRoutes.addAll(missing.routes());
        missingRules.addAll(missing.rules());
    }

    private void remove(StaticEntries unwanted) {
        entries.remove(routing(unwanted));
        addresses.remove(plain(unwanted.addresses()));
    }

    private static RoutingEntries routing(StaticEntries all) {
        return new RoutingEntries(all.routes(), all.rules());
    }

    private static List<VirtualAddress> plain(List<StaticAddress> addresses) {
        return addresses.stream().map(StaticAddress::address).toList();
    }
}
