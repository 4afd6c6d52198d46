package io.aloft.vrrp.runtime;

import io.aloft.model.ConfigImage;
import io.aloft.model.vrrp.VirtualAddress;
import io.aloft.model.vrrp.VirtualRouterSpec;
import io.aloft.netlink.exchange.NetlinkException;
import io.aloft.netlink.monitor.EntryMonitor;
import io.aloft.netlink.monitor.LinkEvent;
import io.aloft.vrrp.device.Fitting;
import io.aloft.vrrp.device.VirtualDevices;
import io.aloft.vrrp.firewall.Firewall;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What works for the VRRP loop on threads of its own, each started only when a configuration needs it: the making of
 * interfaces, the firewall, and whatever observes this host. Owned by the VRRP loop; none of its methods waits.
 */
final class HostServices implements TrafficControl {

    private static final Logger LOG = LoggerFactory.getLogger(HostServices.class);

    private final Consumer<LoopInput> report;
    private final Function<String, OptionalInt> interfaceGroups;
    private final Function<String, OptionalInt> interfaceIndex;
    private @Nullable VirtualDevices devices;
    private @Nullable EntryMonitor entries;
    private @Nullable Firewall firewall;

    /**
     * @param report takes what they find out, from any thread
     * @param interfaceGroups number of an interface group by its name
     * @param interfaceIndex number of an interface now
     */
    HostServices(
            Consumer<LoopInput> report,
            Function<String, OptionalInt> interfaceGroups,
            Function<String, OptionalInt> interfaceIndex) {
        this.report = report;
        this.interfaceGroups = interfaceGroups;
        this.interfaceIndex = interfaceIndex;
    }

    /** Makes the interfaces that the routers of {@code image} need; the answer is a {@link LoopInput.Fitted}. */
    void fit(ConfigImage image) {
        if (devices == null && needsDevices(image)) {
            devices = startDevices();
        }
        if (devices == null) {
            report.accept(new LoopInput.Fitted(new Fitting(image.virtualRouters(), Map.of(), List.of())));
        } else {
            devices.fit(image.virtualRouters(), image.global().vrrp());
        }
    }

    private static boolean needsDevices(ConfigImage image) {
        return image.global().vrrp().disableLocalIgmp()
                || image.virtualRouters().stream().anyMatch(HostServices::needsDevice);
    }

    private static boolean needsDevice(VirtualRouterSpec router) {
        return router.options().link().virtualInterface() != null
                || router.options().link().vmacForAddresses()
                || router.options().link().promoteSecondaries()
                || router.allAddresses().stream().anyMatch(VirtualAddress::onVmac);
    }

    private @Nullable VirtualDevices startDevices() {
        try {
            return VirtualDevices.start(interfaceGroups, fitting -> report.accept(new LoopInput.Fitted(fitting)));
        } catch (NetlinkException e) {
            LOG.error("VMACs and ipvlans cannot be made: {}", e.getMessage());
            return null;
        }
    }

    /** Something happened to an interface; one that was made here may have to be made anew. */
    void notice(LinkEvent event) {
        if (devices != null) {
            devices.notice(event);
        }
    }

    /**
     * Begins, or goes on, to observe what {@code image} looks at.
     *
     * @param entriesWatched whether the loss of a route or rule concerns anybody
     */
    void watch(ConfigImage image, boolean entriesWatched) {
        if (entriesWatched && entries == null) {
            try {
                entries = EntryMonitor.start(event -> report.accept(new LoopInput.EntryNews(event)));
            } catch (NetlinkException e) {
                LOG.error("routes and rules that somebody removes will not be put back: {}", e.getMessage());
            }
        } else if (!entriesWatched && entries != null) {
            entries.close();
            entries = null;
        }
    }

    /** Has the packet filter that these routers and their VMACs need; nothing for most. */
    void filter(ConfigImage image, Fitting fitting) {
        boolean needed =
                !fitting.vmacs().isEmpty() || fitting.routers().stream().anyMatch(Firewall::refuses);
        if (firewall == null && needed) {
            firewall = Firewall.start(image.global().firewall());
        }
        if (firewall != null) {
            firewall.prepare(
                    fitting.routers(), fitting.vmacs(), !image.global().vrrp().disableLocalIgmp());
        }
    }

    @Override
    public void refuse(VirtualRouterSpec router, List<VirtualAddress> addresses) {
        if (firewall != null) {
            firewall.refuse(router, addresses, interfaceIndex);
        }
    }

    /**
     * Ends them all.
     *
     * @param release whether what was made is removed
     */
    void close(boolean release) {
        if (entries != null) {
            entries.close();
        }
        if (firewall != null && release) {
            firewall.close();
        }
        if (devices != null && release) {
            devices.close();
        }
    }
}
