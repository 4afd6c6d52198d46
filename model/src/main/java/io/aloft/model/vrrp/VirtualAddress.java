package io.aloft.model.vrrp;

import io.aloft.model.net.IpAddress;
import org.jspecify.annotations.Nullable;

/**
 * One entry of {@code virtual_ipaddress} or {@code virtual_ipaddress_excluded}.
 *
 * @param address the virtual address
 * @param prefixLength 0..32 or 0..128; keepalived's default is the full length
 * @param device the interface that carries it
 * @param label IPv4 label of at most 15 characters, such as {@code eth0:0}
 * @param broadcast IPv4 broadcast address; {@code brd +} and {@code brd -} are resolved by the loader
 * @param peer the far end of a point-to-point address
 * @param scope kernel number of the scope, 0 (global) unless configured
 * @param noPrefixRoute the kernel shall not add a route for the prefix
 * @param tracked the loss of this address or its interface concerns the router (false with {@code no_track})
 */
public record VirtualAddress(
        IpAddress address,
        int prefixLength,
        String device,
        @Nullable String label,
        @Nullable IpAddress broadcast,
        @Nullable IpAddress peer,
        int scope,
        boolean noPrefixRoute,
        boolean tracked) {

    public VirtualAddress {
        if (prefixLength < 0 || prefixLength > address.family().addressBits()) {
            throw new IllegalArgumentException("prefix length: " + prefixLength + " of " + address);
        }
    }

    /** A tracked address without any option. */
    public static VirtualAddress of(IpAddress address, int prefixLength, String device) {
        return new VirtualAddress(address, prefixLength, device, null, null, null, 0, false, true);
    }

    @Override
    public String toString() {
        return address + "/" + prefixLength + " dev " + device + (label == null ? "" : " label " + label);
    }
}
