package io.aloft.vrrp.track;

import io.aloft.model.net.AddressFamily;
import io.aloft.model.net.IpAddress;
import io.aloft.model.vrrp.VirtualInterface;
import io.aloft.model.vrrp.VirtualRouterSpec;
import io.aloft.vrrp.track.HostFacts.LinkFacts;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** From which address a virtual router speaks. */
public final class SourceAddress {

    private SourceAddress() {}

    /**
     * The configured source ({@code mcast_src_ip}, {@code unicast_src_ip}, the address of an ipvlan), else the first address
     * of the interface that is not virtual. Empty when there is none. Only an owner may speak from a virtual address: it
     * is its own.
     *
     * @param links by interface name
     */
    public static Optional<IpAddress> of(VirtualRouterSpec spec, Map<String, LinkFacts> links) {
        if (spec.sourceAddress() != null) {
            return Optional.of(spec.sourceAddress());
        }
        if (spec.options().link().virtualInterface() instanceof VirtualInterface.Ipvlan ipvlan) {
            return ofIpvlan(spec, ipvlan, links);
        }
        // A VMAC speaks with the address of the interface below: its own would be virtual.
        return first(spec, links.get(spec.interfaceName()));
    }

    private static Optional<IpAddress> ofIpvlan(
            VirtualRouterSpec spec, VirtualInterface.Ipvlan ipvlan, Map<String, LinkFacts> links) {
        IpAddress written = ipvlan.address();
        if (written != null && written.family() == spec.family()) {
            return Optional.of(written);
        }
        // Without an address it waits for the link-local one that the kernel makes.
        return first(spec, links.get(ipvlan.name()));
    }

    /** An interface may have some thousand addresses of other routers behind the one that is looked for. */
    private static Optional<IpAddress> first(VirtualRouterSpec spec, @Nullable LinkFacts link) {
        return link == null
                ? Optional.empty()
                : link.addresses().stream()
                        .filter(a -> a.family() == spec.family()
                                && mayAdvertise(spec, a)
                                && (spec.isOwner() || !isVirtual(spec, a)))
                        .findFirst();
    }

    /** Advertisements over IPv6 come from a link-local address (RFC 5798 section 5.1.2.1). */
    private static boolean mayAdvertise(VirtualRouterSpec spec, IpAddress address) {
        return spec.family() == AddressFamily.INET || address.isLinkLocal();
    }

    private static boolean isVirtual(VirtualRouterSpec spec, IpAddress address) {
        return spec.allAddresses().stream().anyMatch(a -> a.address().equals(address));
    }
}
