package io.aloft.model.vrrp;

import io.aloft.model.net.AddressFamily;
import io.aloft.model.net.IpAddress;
import org.jspecify.annotations.Nullable;

/**
 * Identity of a virtual router on the wire: what makes two configurations, or two reloads, talk of the same one.
 *
 * @param interfaceName the interface its advertisements use; empty for unicast that the kernel routes
 * @param family of its virtual addresses
 * @param vrid 1..255
 * @param via the multicast group, or for unicast the configured source address; null for unicast from the interface's own
 * @param vmac whether it has a VMAC of its own
 * @param occurrence 0, and more only for unicast routers that are alike in all of the above and differ in their peers
 */
public record VirtualRouterKey(
        String interfaceName,
        AddressFamily family,
        int vrid,
        @Nullable IpAddress via,
        boolean vmac,
        int occurrence) {

    public VirtualRouterKey {
        if (vrid < 1 || vrid > 255) {
            throw new IllegalArgumentException("vrid: " + vrid + " (expected: 1..255)");
        }
    }

    /** The same key for the next router that is alike in everything but its peers. */
    public VirtualRouterKey next() {
        return new VirtualRouterKey(interfaceName, family, vrid, via, vmac, occurrence + 1);
    }
}
