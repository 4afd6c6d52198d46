package io.aloft.config.resolve;

import io.aloft.config.bind.ConfigDraft;
import io.aloft.config.bind.InstanceDraft;
import io.aloft.config.diagnostic.Code;
import io.aloft.config.diagnostic.Diagnostics;
import io.aloft.config.diagnostic.StatusClass;
import io.aloft.config.host.HostFacts;
import io.aloft.model.global.FirewallSettings;
import io.aloft.model.vrrp.InterfaceSettings;
import io.aloft.model.vrrp.InterfaceSettings.Delay;
import io.aloft.model.vrrp.VirtualAddress;
import io.aloft.model.vrrp.VirtualInterface;
import io.aloft.model.vrrp.VirtualRouterSpec;
import java.time.Duration;
import java.util.List;

/** What the routers of an image ask of interfaces, and whether the interfaces and what is said about them allow it. */
final class LinkRules {

    private final ConfigDraft config;
    private final HostFacts host;
    private final Diagnostics diagnostics;

    LinkRules(ConfigDraft config, HostFacts host, Diagnostics diagnostics) {
        this.config = config;
        this.host = host;
        this.diagnostics = diagnostics;
    }

    /** Reports what does not fit, and gives the settings of interfaces with delays that do. */
    InterfaceSettings check(List<VirtualRouterSpec> routers) {
        routers.forEach(this::checkLink);
        tellFirewall(routers);
        InterfaceSettings written = config.interfaces();
        List<Delay> delays =
                written.delays().stream().map(delay -> limited(delay, routers)).toList();
        return new InterfaceSettings(written.polled(), delays, written.garpGroups());
    }

    private void checkLink(VirtualRouterSpec router) {
        HostFacts.LinkFacts link = router.interfaceName().isEmpty() ? null : host.link(router.interfaceName());
        InstanceDraft draft = config.instances().get(router.name());
        if (link == null || draft == null) {
            return;
        }
        VirtualInterface virtual = router.options().link().virtualInterface();
        String unfit = virtual != null && Boolean.FALSE.equals(link.ethernet())
                ? " is no Ethernet, so no VMAC or ipvlan can lie on it"
                : !router.isUnicast() && Boolean.FALSE.equals(link.multicast())
                        ? " cannot do multicast; name the routers in unicast_peer"
                        : null;
        if (unfit != null) {
            diagnostics.error(
                    Code.LINK_UNSUITABLE,
                    draft.location(),
                    StatusClass.OK,
                    "interface " + router.interfaceName() + unfit + "; the instance stays in FAULT; " + draft.label());
        }
        if (router.options().conduct().strict() && router.isUnicast() && Boolean.TRUE.equals(link.multicast())) {
            diagnostics.warning(
                    Code.STRICT_MODE_VALUE,
                    draft.location(),
                    StatusClass.OK,
                    "in strict mode there is no unicast on an interface that can do multicast; it is used all the same,"
                            + " and keepalived 2.4 does not start with it; " + draft.label());
        }
    }

    /** Said once, as keepalived does. */
    private void tellFirewall(List<VirtualRouterSpec> routers) {
        FirewallSettings firewall = config.global().firewall.settings();
        if (firewall.nftablesTable() != null || !firewall.iptablesChains().isEmpty()) {
            return;
        }
        for (VirtualRouterSpec router : routers) {
            InstanceDraft draft = config.instances().get(router.name());
            if (draft != null && needsFirewall(router)) {
                diagnostics.notice(
                        Code.NO_FIREWALL,
                        draft.location(),
                        "use_vmac or no_accept/strict specified, but no firewall configured - using nftables; "
                                + draft.label());
                return;
            }
        }
    }

    private static boolean needsFirewall(VirtualRouterSpec router) {
        return router.options().link().virtualInterface() instanceof VirtualInterface.Vmac
                || router.allAddresses().stream().anyMatch(VirtualAddress::onVmac)
                || !router.options().conduct().accept() && !router.isOwner();
    }

    /** A router that hears of its interface too late would not have left before another takes over. */
    private Delay limited(Delay delay, List<VirtualRouterSpec> routers) {
        Delay used = delay;
        for (VirtualRouterSpec router : routers) {
            InstanceDraft draft = config.instances().get(router.name());
            Duration limit = router.interfaceName().equals(delay.name()) ? longest(router) : null;
            if (draft != null && limit != null && isLonger(used, limit)) {
                used = new Delay(used.name(), shorter(used.down(), limit), shorter(used.up(), limit));
                diagnostics.warning(
                        Code.DELAY_TOO_LONG,
                        draft.location(),
                        StatusClass.OK,
                        "interface " + delay.name() + " debounce timer(s) not less than "
                                + (router.downTimerAdverts() - 1) + " * advert_int - resetting to "
                                + limit.toMillis() + " ms; " + draft.label());
            }
        }
        return used;
    }

    private static Duration longest(VirtualRouterSpec router) {
        Duration interval = router.advertInterval();
        return interval.multipliedBy(router.downTimerAdverts() - 1L).minus(interval.dividedBy(256));
    }

    private static boolean isLonger(Delay delay, Duration limit) {
        return delay.down().compareTo(limit) > 0 || delay.up().compareTo(limit) > 0;
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
