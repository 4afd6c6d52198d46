package io.aloft.model.vrrp;

import io.aloft.model.net.IpAddress;
import java.util.Set;
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
 * @param flags further flags of the address
 * @param preferredLifetimeSeconds 0..4294967295, the greatest for ever ({@code preferred_lft}); null for the kernel's
 *     default, which is 0 for an IPv6 address of full length
 * @param onVmac it is put on a VMAC of its interface ({@code use_vmac})
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
        Set<Flag> flags,
        @Nullable Long preferredLifetimeSeconds,
        boolean onVmac,
        boolean tracked) {

    public VirtualAddress {
        if (prefixLength < 0 || prefixLength > address.family().addressBits()) {
            throw new IllegalArgumentException("prefix length: " + prefixLength + " of " + address);
        }
        flags = Set.copyOf(flags);
    }

    /** A tracked address without any option. */
    public static VirtualAddress of(IpAddress address, int prefixLength, String device) {
        return new VirtualAddress(
                address, prefixLength, device, null, null, null, 0, false, Set.of(), null, false, true);
    }

    /** The same address on another interface. */
    public VirtualAddress withDevice(String other) {
        return other.equals(device)
                ? this
                : new VirtualAddress(
                        address,
                        prefixLength,
                        other,
                        label,
                        broadcast,
                        peer,
                        scope,
                        noPrefixRoute,
                        flags,
                        preferredLifetimeSeconds,
                        onVmac,
                        tracked);
    }

    /** Flags that an entry may set. */
    public enum Flag {
        /** Mobile IPv6 home address. */
        HOME,
        /** Duplicate address detection is done ({@code -nodad}). */
        DETECT_DUPLICATES,
        /** {@code mngtmpaddr}. */
        MANAGE_TEMPORARY,
        /** {@code autojoin}. */
        AUTOJOIN
    }

    @Override
    public String toString() {
        return address + "/" + prefixLength + " dev " + device + (label == null ? "" : " label " + label);
    }
}
