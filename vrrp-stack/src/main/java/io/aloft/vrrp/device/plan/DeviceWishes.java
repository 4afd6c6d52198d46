package io.aloft.vrrp.device.plan;

import io.aloft.model.global.VrrpGlobals;
import io.aloft.model.net.AddressFamily;
import io.aloft.model.net.MacAddress;
import io.aloft.model.vrrp.VirtualAddress;
import io.aloft.model.vrrp.VirtualInterface;
import io.aloft.model.vrrp.VirtualRouterSpec;
import io.aloft.netlink.route.LinkShape;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The interfaces that all virtual routers need, in the order in which they are made: those of an instance, first its own,
 * then those of its addresses.
 */
final class DeviceWishes {

    /** RFC 5798 section 7.3: the VRID is the last octet. */
    private static final long VIRTUAL_MAC_V4 = 0x0000_5e00_0100L;

    private static final long VIRTUAL_MAC_V6 = 0x0000_5e00_0200L;
    private static final int LINK_LOCAL_PREFIX_LENGTH = 64;

    private final VrrpGlobals globals;
    private final Map<DeviceIdentity, WantedDevice> wanted = new LinkedHashMap<>();
    private final Map<DeviceIdentity, String> users = new LinkedHashMap<>();
    private final Map<String, String> disabled = new LinkedHashMap<>();

    DeviceWishes(List<VirtualRouterSpec> routers, VrrpGlobals globals) {
        this.globals = globals;
        routers.forEach(this::addRouter);
    }

    /** What is needed, each once. */
    List<WantedDevice> wanted() {
        return List.copyOf(wanted.values());
    }

    /**
     * Instances that cannot run because another one uses their virtual MAC address on the same interface, with the reason:
     * the address can be in one place of the LAN only, and the two may be Master in different ones.
     */
    Map<String, String> disabled() {
        return Map.copyOf(disabled);
    }

    private void addRouter(VirtualRouterSpec router) {
        VirtualInterface own = router.options().link().virtualInterface();
        if (own != null) {
            add(router, ownDevice(router, own), "");
        }
        for (VirtualAddress address : router.allAddresses()) {
            addressIdentity(router, address)
                    .ifPresent(identity ->
                            add(router, addressDevice(router, address, identity), " VIP/eVIP " + address.address()));
        }
    }

    private void add(VirtualRouterSpec router, WantedDevice device, String of) {
        WantedDevice earlier = wanted.putIfAbsent(device.identity(), device);
        String user = users.putIfAbsent(device.identity(), of);
        if (earlier != null && !earlier.owner().equals(router.name())) {
            disabled.putIfAbsent(
                    router.name(),
                    "(" + earlier.owner() + ")" + user + " uses same VMAC as VRRP instance " + router.name() + of
                            + ", disabling " + router.name());
        }
    }

    private WantedDevice ownDevice(VirtualRouterSpec router, VirtualInterface own) {
        AddressFamily family = router.family();
        boolean written = !own.name().equals(globals.vmacPrefix() + "." + router.vrid());
        return switch (own) {
            case VirtualInterface.Vmac vmac ->
                new WantedDevice(
                        router.name(),
                        identity(router, vmac),
                        globals.vmacPrefix(),
                        router.vrid(),
                        vmac.name(),
                        written,
                        vmac.group(),
                        family,
                        family == AddressFamily.INET6 || hasIpv6Address(router),
                        // Advertisements of VRRP for IPv6 come from a link-local address (RFC 5798 section 5.1.2.2).
                        family == AddressFamily.INET6 && !vmac.transmitOnBase() && router.sourceAddress() == null,
                        family == AddressFamily.INET6 && !vmac.transmitOnBase() ? router.sourceAddress() : null,
                        LINK_LOCAL_PREFIX_LENGTH);
            case VirtualInterface.Ipvlan ipvlan ->
                new WantedDevice(
                        router.name(),
                        identity(router, ipvlan),
                        globals.vmacPrefix(),
                        router.vrid(),
                        ipvlan.name(),
                        written,
                        ipvlan.group(),
                        family,
                        true,
                        false,
                        ipvlan.address(),
                        ipvlan.prefixLength());
        };
    }

    private WantedDevice addressDevice(VirtualRouterSpec router, VirtualAddress address, DeviceIdentity identity) {
        AddressFamily family = address.address().family();
        String prefix = globals.vmacAddressPrefix();
        boolean ipv6 = family == AddressFamily.INET6;
        return new WantedDevice(
                router.name(),
                identity,
                prefix,
                router.vrid(),
                prefix + "." + router.vrid(),
                false,
                null,
                family,
                ipv6,
                ipv6,
                null,
                0);
    }

    /** An IPv6 address that has no VMAC of its own may be put on that of the instance. */
    private static boolean hasIpv6Address(VirtualRouterSpec router) {
        return router.allAddresses().stream()
                .anyMatch(address -> !address.address().isIpv4() && !wantsVmac(router, address));
    }

    private static boolean wantsVmac(VirtualRouterSpec router, VirtualAddress address) {
        return address.onVmac() || router.options().link().vmacForAddresses();
    }

    /** What the VMAC of an instance has to be. */
    static DeviceIdentity identity(VirtualRouterSpec router, VirtualInterface.Vmac vmac) {
        return new DeviceIdentity(router.interfaceName(), LinkShape.MACVLAN_PRIVATE, vmac.mac(), "");
    }

    /** What the ipvlan of an instance has to be. */
    static DeviceIdentity identity(VirtualRouterSpec router, VirtualInterface.Ipvlan ipvlan) {
        return new DeviceIdentity(router.interfaceName(), shape(ipvlan.mode()), null, ipvlan.name());
    }

    /**
     * What the VMAC has to be that carries an address; empty for an address that asks for none.
     *
     * <p>It is the instance's own one where that has the same base and family.
     */
    static Optional<DeviceIdentity> addressIdentity(VirtualRouterSpec router, VirtualAddress address) {
        if (!wantsVmac(router, address)) {
            return Optional.empty();
        }
        VirtualInterface own = router.options().link().virtualInterface();
        boolean onOwn = own != null && own.name().equals(address.device());
        String base = onOwn ? router.interfaceName() : address.device();
        AddressFamily family = address.address().family();
        if (own instanceof VirtualInterface.Vmac vmac
                && base.equals(router.interfaceName())
                && family == router.family()) {
            return Optional.of(identity(router, vmac));
        }
        long mac = (family == AddressFamily.INET ? VIRTUAL_MAC_V4 : VIRTUAL_MAC_V6) | router.vrid();
        return Optional.of(new DeviceIdentity(base, LinkShape.MACVLAN_PRIVATE, new MacAddress(mac), ""));
    }

    private static LinkShape shape(VirtualInterface.Mode mode) {
        return switch (mode) {
            case BRIDGE -> LinkShape.IPVLAN_BRIDGE;
            case PRIVATE -> LinkShape.IPVLAN_PRIVATE;
            case VEPA -> LinkShape.IPVLAN_VEPA;
        };
    }
}
