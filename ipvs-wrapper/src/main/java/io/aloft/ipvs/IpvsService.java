package io.aloft.ipvs;

import io.aloft.model.net.AddressFamily;

/**
 * A service: what it is called, and how it schedules.
 *
 * @param key identity; two services never share one
 * @param attributes everything that can change while it lives
 */
public record IpvsService(ServiceKey key, Attributes attributes) {

    /** Bit of {@link Attributes#flags()}: connections of one client stay with one destination. */
    public static final int PERSISTENT = 0x01;

    /** Bit that the kernel sets in every reply and ignores in requests. */
    public static final int HASHED = 0x02;

    /**
     * How a service schedules.
     *
     * @param scheduler kernel module name without {@code ip_vs_}, at most 15 characters
     * @param flags IP_VS_SVC_F_* bits without {@link #HASHED}
     * @param persistenceSeconds 0 when not persistent
     * @param netmask granularity of persistence: the IPv4 mask in its 32 bits, or the IPv6 prefix length
     */
    public record Attributes(String scheduler, int flags, int persistenceSeconds, int netmask) {}

    /** The granularity that tells every client apart: /32, or /128 for IPv6. */
    public static int hostMask(AddressFamily family) {
        return switch (family) {
            case INET -> 0xffffffff;
            case INET6 -> 128;
        };
    }
}
