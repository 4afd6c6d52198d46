package io.aloft.model.vrrp;

import io.aloft.model.net.IpAddress;
import io.aloft.model.net.MacAddress;
import org.jspecify.annotations.Nullable;

/** An interface that is made for a virtual router. */
public sealed interface VirtualInterface {

    /** Name of the interface, 1..15 characters. */
    String name();

    /** Group of the interface, by name or number ({@code group}); null for that of the interface below. */
    @Nullable
    String group();

    /**
     * {@code use_vmac}: a macvlan interface with the virtual MAC address.
     *
     * @param mac of RFC 5798 section 7.3 unless one is written
     * @param transmitOnBase advertisements use the interface below ({@code vmac_xmit_base})
     * @param notifyAddress addresses are announced once more to the kernel's listeners ({@code netlink_notify_msg})
     */
    record Vmac(String name, MacAddress mac, @Nullable String group, boolean transmitOnBase, boolean notifyAddress)
            implements VirtualInterface {}

    /**
     * {@code use_ipvlan}: an ipvlan interface, which shares the MAC address of the one below.
     *
     * @param address of the interface, the source of advertisements too; null leaves it to the kernel (IPv6 only)
     * @param prefixLength of {@code address}
     */
    record Ipvlan(
            String name, @Nullable String group, @Nullable IpAddress address, int prefixLength, Mode mode)
            implements VirtualInterface {}

    /** How ipvlan interfaces of one base reach each other. */
    enum Mode {
        BRIDGE,
        PRIVATE,
        VEPA
    }
}
