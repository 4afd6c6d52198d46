package io.aloft.vrrp.device.plan;

import io.aloft.model.vrrp.LinkOptions;
import io.aloft.model.vrrp.VirtualAddress;
import io.aloft.model.vrrp.VirtualInterface;
import io.aloft.model.vrrp.VirtualRouterSpec;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Virtual routers with the names that their interfaces have on this host, instead of those they should have had. */
final class FittedRouters {

    private final Map<DeviceIdentity, String> names;

    FittedRouters(Map<DeviceIdentity, String> names) {
        this.names = names;
    }

    /** The router with the true name in its virtual interface and in its addresses. */
    VirtualRouterSpec fit(VirtualRouterSpec router) {
        VirtualInterface own = router.options().link().virtualInterface();
        String name = own == null ? null : names.getOrDefault(identity(router, own), own.name());
        List<VirtualAddress> addresses = addresses(router, router.addresses(), own, name);
        List<VirtualAddress> excluded = addresses(router, router.excludedAddresses(), own, name);
        boolean same = addresses.equals(router.addresses())
                && excluded.equals(router.excludedAddresses())
                && (own == null || own.name().equals(name));
        if (same) {
            return router;
        }
        LinkOptions link = router.options().link().withVirtualInterface(named(own, name));
        return router.withOptions(router.options().withLink(link)).withAddresses(addresses, excluded);
    }

    private static DeviceIdentity identity(VirtualRouterSpec router, VirtualInterface own) {
        return switch (own) {
            case VirtualInterface.Vmac vmac -> DeviceWishes.identity(router, vmac);
            case VirtualInterface.Ipvlan ipvlan -> DeviceWishes.identity(router, ipvlan);
        };
    }

    private List<VirtualAddress> addresses(
            VirtualRouterSpec router,
            List<VirtualAddress> addresses,
            @Nullable VirtualInterface own,
            @Nullable String ownName) {
        return addresses.stream()
                .map(address -> {
                    String device = DeviceWishes.addressIdentity(router, address)
                            .map(names::get)
                            .orElse(address.device());
                    return address.withDevice(
                            own != null && ownName != null && own.name().equals(device) ? ownName : device);
                })
                .toList();
    }

    private static @Nullable VirtualInterface named(@Nullable VirtualInterface own, @Nullable String name) {
        if (own == null || name == null) {
            return own;
        }
        return switch (own) {
            case VirtualInterface.Vmac vmac ->
                new VirtualInterface.Vmac(name, vmac.mac(), vmac.group(), vmac.transmitOnBase(), vmac.notifyAddress());
            case VirtualInterface.Ipvlan ipvlan ->
                new VirtualInterface.Ipvlan(
                        name, ipvlan.group(), ipvlan.address(), ipvlan.prefixLength(), ipvlan.mode());
        };
    }
}
