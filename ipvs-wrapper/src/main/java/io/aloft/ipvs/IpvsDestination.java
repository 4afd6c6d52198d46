package io.aloft.ipvs;

import io.aloft.model.net.Endpoint;

/**
 * A destination of a service.
 *
 * @param endpoint identity within its service; the port is 0 for a service on a mark
 * @param attributes everything that can change while it lives
 */
public record IpvsDestination(Endpoint endpoint, Attributes attributes) {

    /** {@link Attributes#forwarding()} of address translation ({@code NAT}). */
    public static final int MASQUERADE = 0;

    /** {@link Attributes#forwarding()} of a destination on this machine. */
    public static final int LOCAL = 1;

    /** {@link Attributes#forwarding()} of a tunnel ({@code TUN}). */
    public static final int TUNNEL = 2;

    /** {@link Attributes#forwarding()} of direct routing ({@code DR}). */
    public static final int DIRECT_ROUTE = 3;

    /** {@link Attributes#forwarding()} of what goes past the balancing, as transparent caches have it. */
    public static final int BYPASS = 4;

    /**
     * How a destination gets packets.
     *
     * @param forwarding kernel number: {@link #MASQUERADE}, {@link #LOCAL}, {@link #TUNNEL}, {@link #DIRECT_ROUTE} or
     *     {@link #BYPASS}
     * @param weight 0..2147483647; 0 gets no new connections
     * @param upperThreshold connections above which it gets no new ones, 0..4294967295; 0 for no limit
     * @param lowerThreshold connections below which it gets new ones again; not above the upper one
     * @param tunnel {@link Tunnel#IPIP} for everything that is no tunnel, too: so the kernel lists it
     */
    public record Attributes(int forwarding, int weight, long upperThreshold, long lowerThreshold, Tunnel tunnel) {

        /** Without a tunnel, or with one of IP in IP. */
        public Attributes(int forwarding, int weight, long upperThreshold, long lowerThreshold) {
            this(forwarding, weight, upperThreshold, lowerThreshold, Tunnel.IPIP);
        }
    }

    /**
     * How a tunnel wraps packets.
     *
     * @param type kernel number: {@link #TYPE_IPIP}, {@link #TYPE_GUE} or {@link #TYPE_GRE}; the kernel takes any
     * @param port UDP, 1..65535 of GUE; else 0
     * @param checksum kernel bits: {@link #NO_CHECKSUM}, {@link #CHECKSUM} or {@link #REMOTE_CHECKSUM}
     */
    public record Tunnel(int type, int port, int checksum) {

        /** IP in IP. */
        public static final int TYPE_IPIP = 0;

        /** Generic UDP encapsulation. */
        public static final int TYPE_GUE = 1;

        /** Generic routing encapsulation. */
        public static final int TYPE_GRE = 2;

        /** {@code nocsum}. */
        public static final int NO_CHECKSUM = 0;

        /** {@code csum}. */
        public static final int CHECKSUM = 1;

        /** {@code remcsum}. */
        public static final int REMOTE_CHECKSUM = 2;

        /** IP in IP, which has neither port nor checksum. */
        public static final Tunnel IPIP = new Tunnel(TYPE_IPIP, 0, NO_CHECKSUM);
    }
}
