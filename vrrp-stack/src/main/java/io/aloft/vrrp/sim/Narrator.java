package io.aloft.vrrp.sim;

import io.aloft.model.event.StateChange;
import io.aloft.model.vrrp.VirtualAddress;
import io.aloft.model.vrrp.VirtualRouterSpec;
import io.aloft.model.vrrp.VrrpState;
import io.aloft.vrrp.fsm.RouterAction;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes down for a person who was Master when and why, and sums it up at the end. */
public final class Narrator implements NetworkObserver {

    private static final double SECOND = 1e9;
    private static final String INDENT = " ".repeat(14);

    /** Something that is wrong, and where it is to be told if it lasts. */
    private record Trouble(int place, long sinceNanos, String line) {}

    private record ServiceKey(int vrid, boolean ipv4) {}

    private final List<String> lines = new ArrayList<>();
    private final Map<ServiceKey, ServiceRecord> services = new LinkedHashMap<>();
    private final Map<SimulatedRouter, Integer> priorities = new IdentityHashMap<>();
    private final Map<ServiceRecord, Trouble> troubles = new IdentityHashMap<>();
    private final Map<Incident.What, String> words;

    /**
     * @param words how each incident is called; one that is not here is not mentioned
     */
    public Narrator(Map<Incident.What, String> words) {
        this.words = new IdentityHashMap<>(words);
    }

    /** What happened so far. */
    public List<String> lines() {
        return lines.stream().filter(line -> !line.isEmpty()).toList();
    }

    private void say(long nanos, String text) {
        lines.add(line(nanos, text));
    }

    private static String line(long nanos, String text) {
        return String.format(Locale.ROOT, "%10.3f s  %s", nanos / SECOND, text);
    }

    @Override
    public void befalls(Incident.What what, long nowNanos) {
        String word = words.get(what);
        if (word != null) {
            say(nowNanos, "-- " + word);
        }
    }

    @Override
    public void stepped(Step step) {
        Integer before = priorities.put(step.router(), step.router().priority());
        if (before != null && before != step.router().priority() && step.after() != VrrpState.INIT) {
            say(
                    step.nowNanos(),
                    step.who() + " changes its priority from " + before + " to "
                            + step.router().priority());
        }
        for (RouterAction action : step.transition().actions()) {
            if (action instanceof RouterAction.Report report) {
                report(step, report.change());
            }
        }
    }

    private void report(Step step, StateChange change) {
        String priority = change.to() == VrrpState.MASTER ? " with priority " + change.priority() : "";
        say(step.nowNanos(), step.who() + " " + change.word() + priority + ": " + change.cause());
        change.facts().forEach(fact -> lines.add(INDENT + "  " + fact));
    }

    @Override
    public void groupChanged(SimulatedHost host, StateChange change, long nowNanos) {
        say(nowNanos, host.plan().name() + " group " + change.instance() + " " + change.word() + ": " + change.cause());
    }

    @Override
    public void leaseEnded(SimulatedHost host, List<VirtualAddress> gone, long nowNanos) {
        String addresses =
                gone.stream().map(address -> address.address().toString()).collect(Collectors.joining(", "));
        say(nowNanos, "the kernel of " + host.plan().name() + " removes " + addresses + ": nobody refreshed the lease");
    }

    @Override
    public void momentIsOver(SimulatedNetwork network) {
        Map<ServiceKey, List<String>> masters = new LinkedHashMap<>();
        for (SimulatedHost host : network.hosts()) {
            SimulatedDirector director = host.director();
            if (director != null) {
                for (SimulatedRouter router : director.routers()) {
                    note(host, router, masters);
                }
            }
        }
        services.forEach((key, service) -> {
            List<String> now = masters.getOrDefault(key, List.of());
            if (service.masters(now, network.nowNanos())) {
                settle(service, network.nowNanos());
            }
        });
    }

    /** Keeps a place for what is wrong now, and fills or drops the place of what was wrong before. */
    private void settle(ServiceRecord service, long nowNanos) {
        tell(troubles.remove(service), nowNanos);
        if (!service.trouble().isEmpty()) {
            troubles.put(service, new Trouble(lines.size(), nowNanos, line(nowNanos, "   " + service.trouble())));
            lines.add("");
        }
    }

    private void tell(@Nullable Trouble trouble, long nowNanos) {
        if (trouble != null && nowNanos - trouble.sinceNanos() >= ServiceRecord.HANDOVER_NANOS) {
            lines.set(trouble.place(), trouble.line());
        }
    }

    private void note(SimulatedHost host, SimulatedRouter router, Map<ServiceKey, List<String>> masters) {
        VirtualRouterSpec spec = router.spec();
        var key = new ServiceKey(spec.vrid(), spec.family().addressBytes() == 4);
        services.computeIfAbsent(key, first -> new ServiceRecord(title(spec)));
        if (router.state() == VrrpState.MASTER) {
            masters.computeIfAbsent(key, first -> new ArrayList<>())
                    .add(host.plan().name());
        }
    }

    private static String title(VirtualRouterSpec spec) {
        String addresses = spec.allAddresses().stream()
                .map(address -> address.address().toString())
                .collect(Collectors.joining(", "));
        return spec.name() + " (VRID " + spec.vrid() + (addresses.isEmpty() ? "" : ", " + addresses) + ")";
    }

    /** Whether each virtual router has exactly one Master now. */
    public boolean served() {
        return services.values().stream().allMatch(ServiceRecord::served);
    }

    /** Who holds what at the end, how long nobody did, and what is where it should not be. Ends the time line too. */
    public List<String> summary(SimulatedNetwork network, long endNanos) {
        List<String> summary = new ArrayList<>();
        troubles.values().forEach(trouble -> tell(trouble, endNanos));
        troubles.clear();
        services.values().forEach(service -> summary.addAll(service.summary(endNanos)));
        for (SimulatedHost host : network.hosts()) {
            List<String> stale = host.held().stream()
                    .filter(address -> !isMasterOf(host, address))
                    .map(address -> address.address().toString())
                    .toList();
            if (!stale.isEmpty()) {
                summary.add(host.plan().name() + " still has " + String.join(", ", stale)
                        + " on its interfaces, though it is not Master");
            }
        }
        return summary;
    }

    private static boolean isMasterOf(SimulatedHost host, VirtualAddress address) {
        SimulatedDirector director = host.director();
        return director != null
                && director.routers().stream()
                        .anyMatch(router -> router.state() == VrrpState.MASTER
                                && router.spec().allAddresses().contains(address));
    }
}
