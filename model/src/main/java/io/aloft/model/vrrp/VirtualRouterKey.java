package io.aloft.model.vrrp;

import io.aloft.model.net.AddressFamily;

/**
 * Identity of a virtual router on the wire: what makes two configurations, or two reloads, talk of the same one.
 *
 * @param interfaceName the interface its advertisements use
 * @param family of its virtual addresses
 * @param vrid 1..255
 */
public record VirtualRouterKey(String interfaceName, AddressFamily family, int vrid) {

    public VirtualRouterKey {
        if (vrid < 1 || vrid > 255) {
            throw new IllegalArgumentException("vrid: " + vrid + " (expected: 1..255)");
        }
    }
}
