package io.aloft.vrrp.device.plan;

import io.aloft.model.vrrp.VirtualInterface;
import io.aloft.model.vrrp.VirtualRouterSpec;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which interface a virtual router uses for what. Where its addresses are each {@link io.aloft.model.vrrp.VirtualAddress}
 * says itself: on the VMAC by default, on the base of an ipvlan.
 *
 * <pre>
 *                      advertisements leave by   come in by   source address of   down means FAULT
 *   no interface of its own      base               base            base          base
 *   use_vmac                     VMAC               base            base          base, VMAC
 *   use_vmac, vmac_xmit_base     base               base            base          base, VMAC
 *   use_vmac, unicast            base               base            base          base, VMAC
 *   use_vmac_addr                base               base            base          base
 *   use_ipvlan                   ipvlan             base            ipvlan        base, ipvlan
 * </pre>
 *
 * @param base the interface of the instance; empty for unicast that the kernel routes
 * @param own the VMAC or ipvlan made for the instance; null for none
 * @param sendsOn by which advertisements leave
 * @param receivesOn by which they come in
 * @param sourceOn whose first address they come from, where the configuration gives none
 */
public record RouterInterfaces(String base, @Nullable String own, String sendsOn, String receivesOn, String sourceOn) {

    /** Those of a router as {@link DevicePlan#routers()} has it, so that the names are the true ones. */
    public static RouterInterfaces of(VirtualRouterSpec router) {
        String base = router.interfaceName();
        VirtualInterface own = router.options().link().virtualInterface();
        return switch (own) {
            case null -> new RouterInterfaces(base, null, base, base, base);
            case VirtualInterface.Vmac vmac ->
                new RouterInterfaces(base, vmac.name(), vmac.transmitOnBase() ? base : vmac.name(), base, base);
            case VirtualInterface.Ipvlan ipvlan ->
                new RouterInterfaces(base, ipvlan.name(), ipvlan.name(), base, ipvlan.name());
        };
    }

    /** Those without which it cannot work. */
    public List<String> needed() {
        return Stream.of(base, own == null ? "" : own)
                .filter(name -> !name.isEmpty())
                .toList();
    }
}
