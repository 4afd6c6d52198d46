package io.aloft.vrrp.device;

import io.aloft.model.global.VrrpGlobals;
import io.aloft.model.net.AddressFamily;
import io.aloft.model.vrrp.VirtualRouterSpec;
import io.aloft.netlink.exchange.NetlinkException;
import io.aloft.netlink.exchange.SocketNetlinkConnection;
import io.aloft.netlink.monitor.LinkEvent;
import io.aloft.vrrp.device.plan.DevicePlan;
import io.aloft.vrrp.device.plan.HostLinks;
import io.aloft.vrrp.device.plan.MadeDevices;
import io.aloft.vrrp.device.plan.PlannedDevice;
import io.aloft.vrrp.device.plan.Sysctl;
import io.aloft.vrrp.device.plan.SysctlPlan;
import io.aloft.vrrp.device.plan.VmacLink;
import io.aloft.vrrp.worker.Worker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the interfaces that virtual routers need, keeps them while they are needed, and removes them.
 *
 * <p>All of it happens on the thread {@code virtual-devices}, in the namespace of the thread that started it: making an
 * interface takes the kernel milliseconds, which the VRRP loop does not have.
 */
public final class VirtualDevices implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(VirtualDevices.class);

    /** After these times the settings of the kernel are read again: udev takes its time with a new interface. */
    private static final List<Duration> CHECKS = List.of(Duration.ofSeconds(1), Duration.ofSeconds(5));

    private final SocketNetlinkConnection connection;
    private final Consumer<Fitting> listener;
    private final Sysctls sysctls = new Sysctls();
    private final DeviceMaker maker;
    private final Worker worker = new Worker("virtual-devices", "the making of interfaces");
    private final AtomicBoolean refitWaits = new AtomicBoolean();
    private volatile DeviceWatch watch = DeviceWatch.NOTHING;

    // From here on owned by the worker.
    private List<VirtualRouterSpec> routers = List.of();
    private VrrpGlobals globals = VrrpGlobals.DEFAULT;
    private MadeDevices made = MadeDevices.NONE;
    private List<Sysctl> reversePathFilters = List.of();
    private List<Sysctl> wantedSysctls = List.of();
    private boolean ended;

    private VirtualDevices(
            SocketNetlinkConnection connection, Function<String, OptionalInt> groups, Consumer<Fitting> listener) {
        this.connection = connection;
        this.listener = listener;
        this.maker = new DeviceMaker(connection, sysctls, groups);
    }

    /**
     * Starts the thread in the namespace of the caller.
     *
     * @param groups number of an interface group by its name or number
     * @param listener hears on the thread {@code virtual-devices} how the host stands, after each {@link #fit} and whenever
     *     something was made anew; must not block
     * @throws NetlinkException when the kernel gives no netlink socket
     */
    public static VirtualDevices start(Function<String, OptionalInt> groups, Consumer<Fitting> listener)
            throws NetlinkException {
        return new VirtualDevices(SocketNetlinkConnection.openRoute(), groups, listener);
    }

    /** Makes what these virtual routers need and removes what only earlier ones needed; returns at once. */
    public void fit(List<VirtualRouterSpec> wanted, VrrpGlobals settings) {
        List<VirtualRouterSpec> copy = List.copyOf(wanted);
        worker.submit(() -> {
            routers = copy;
            globals = settings;
            refit();
        });
    }

    /**
     * Tells about a change of the host: what somebody has removed or renamed is made again, and what waits for an interface
     * below is made when that comes. Cheap enough for any thread.
     */
    public void notice(LinkEvent event) {
        if (watch.concerns(event) && refitWaits.compareAndSet(false, true)) {
            worker.submit(this::refit);
        }
    }

    private void refit() {
        refitWaits.set(false);
        if (ended) {
            return;
        }
        try {
            HostLinks before = maker.host();
            maker.forgetAllBut(before);
            DevicePlan plan = DevicePlan.of(routers, globals, before, made);
            plan.notes().forEach(LOG::error);
            plan.removals().forEach(maker::remove);
            setHost(plan, before);
            Map<Integer, MadeDevices.Made> owned = make(plan, before);
            boolean news = !owned.keySet().equals(made.owned().keySet());
            made = new MadeDevices(plan.names(), owned);
            HostLinks after = maker.host();
            watch = DeviceWatch.of(plan, after, owned);
            listener.accept(new Fitting(plan.routers(), plan.disabled(), vmacs(plan, after)));
            if (news) {
                CHECKS.forEach(delay -> worker.later(this::check, delay));
            }
            if (plan.devices().stream().anyMatch(device -> isMissing(device, after))) {
                worker.retry(this::refit);
            }
        } catch (NetlinkException e) {
            LOG.error("cannot read the interfaces, trying again: {}", e.getMessage());
            worker.retry(this::refit);
        } catch (RuntimeException e) {
            // Without an answer no virtual router would ever start.
            LOG.error("defect in the making of interfaces, please report it; trying again", e);
            worker.retry(this::refit);
        }
    }

    private static boolean isMissing(PlannedDevice device, HostLinks host) {
        return !(device.step() instanceof PlannedDevice.Step.Wait)
                && host.link(device.name()).isEmpty();
    }

    private Map<Integer, MadeDevices.Made> make(DevicePlan plan, HostLinks host) {
        Map<Integer, MadeDevices.Made> owned = new HashMap<>();
        for (PlannedDevice device : plan.devices()) {
            boolean ours = device.step() instanceof PlannedDevice.Step.Reuse reuse
                    && made.owned().containsKey(reuse.existing().link().index());
            maker.make(device, host, ours)
                    .ifPresent(index -> owned.put(
                            index, new MadeDevices.Made(device.wanted().owner(), device.name())));
        }
        return owned;
    }

    /** The settings of other interfaces, set before a VMAC comes up and put back when the last one is gone. */
    private void setHost(DevicePlan plan, HostLinks host) {
        if (!SysctlPlan.needsNoReversePathFilter(plan.devices())) {
            reversePathFilters = List.of();
        } else if (reversePathFilters.isEmpty()) {
            reversePathFilters = reversePathFilters(host);
        }
        List<Sysctl> ofHost = new ArrayList<>(SysctlPlan.ofHost(plan.devices(), plan.routers(), globals));
        ofHost.addAll(reversePathFilters);
        sysctls.keepOnly(ofHost);
        sysctls.set(ofHost);
        plan.devices().stream()
                .filter(device -> !(device.step() instanceof PlannedDevice.Step.Wait))
                .forEach(device -> ofHost.addAll(SysctlPlan.ofDevice(device)));
        wantedSysctls = List.copyOf(ofHost);
    }

    private List<Sysctl> reversePathFilters(HostLinks host) {
        Map<String, Integer> others = new TreeMap<>();
        sysctls.read(reversePathFilter(SysctlPlan.DEFAULT)).ifPresent(value -> others.put(SysctlPlan.DEFAULT, value));
        host.links().stream()
                .filter(known -> !known.link().loopback()
                        && !made.owned().containsKey(known.link().index()))
                .map(known -> known.link().name())
                .forEach(name -> sysctls.read(reversePathFilter(name)).ifPresent(value -> others.put(name, value)));
        return SysctlPlan.reversePathFilters(
                sysctls.read(reversePathFilter(SysctlPlan.ALL)).orElse(0), others);
    }

    private static String reversePathFilter(String name) {
        return "net/ipv4/conf/" + name + "/rp_filter";
    }

    private void check() {
        if (!ended && !sysctls.check(wantedSysctls)) {
            worker.later(this::check, CHECKS.getLast());
        }
    }

    private static List<VmacLink> vmacs(DevicePlan plan, HostLinks host) {
        List<VmacLink> vmacs = new ArrayList<>();
        for (PlannedDevice device : plan.devices()) {
            String base = device.wanted().identity().base();
            if (device.wanted().isVmac()) {
                host.link(device.name())
                        .ifPresent(link -> host.link(base)
                                .ifPresent(below -> vmacs.add(new VmacLink(
                                        device.name(),
                                        link.link().index(),
                                        base,
                                        below.link().index(),
                                        device.wanted().family() == AddressFamily.INET,
                                        device.wanted().ipv6(),
                                        DevicePlan.parentLinkLocal(device, host)
                                                .map(parent -> parent.address())
                                                .orElse(null)))));
            }
        }
        return vmacs;
    }

    /** Removes the interfaces and puts the kernel's settings back; to be called when no virtual address is on them. */
    @Override
    public void close() {
        worker.close(this::removeAll, "the interfaces of virtual routers were not removed");
        connection.close();
    }

    private void removeAll() {
        ended = true;
        sysctls.restoreAll();
        made.owned()
                .forEach((index, device) -> maker.remove(new DevicePlan.Removal(index, device.owner(), device.name())));
        made = MadeDevices.NONE;
    }
}
