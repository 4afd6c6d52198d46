package io.aloft.ipvs;

import io.aloft.model.net.AddressFamily;
import org.jspecify.annotations.Nullable;

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

    /** Bit of {@link Attributes#flags()}: every packet is scheduled by itself ({@code ops}). */
    public static final int ONE_PACKET = 0x04;

    /** First of the three bits that the scheduler reads: {@code flag-1}, {@code sh-fallback}, {@code mh-fallback}. */
    public static final int SCHEDULER_1 = 0x08;

    /** Second of them: {@code flag-2}, {@code sh-port}, {@code mh-port}. */
    public static final int SCHEDULER_2 = 0x10;

    /** Third of them: {@code flag-3}. */
    public static final int SCHEDULER_3 = 0x20;

    /**
     * How a service schedules.
     *
     * @param scheduler kernel module name without {@code ip_vs_}, at most 15 characters
     * @param flags IP_VS_SVC_F_* bits without {@link #HASHED}
     * @param persistenceSeconds 0 when not persistent
     * @param netmask granularity of persistence: the IPv4 mask in its 32 bits, or the IPv6 prefix length
     * @param persistenceEngine kernel module name without {@code ip_vs_pe_}, at most 15 characters; null for none
     */
    public record Attributes(
            String scheduler,
            int flags,
            int persistenceSeconds,
            int netmask,
            @Nullable String persistenceEngine) {

        /** Without a persistence engine. */
        public Attributes(String scheduler, int flags, int persistenceSeconds, int netmask) {
            this(scheduler, flags, persistenceSeconds, netmask, null);
        }
    }

    /** The granularity that tells every client apart: /32, or /128 for IPv6. */
    public static int hostMask(AddressFamily family) {
        return switch (family) {
            case INET -> 0xffffffff;
            case INET6 -> 128;
        };
    }
}
