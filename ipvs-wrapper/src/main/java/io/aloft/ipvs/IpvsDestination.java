package io.aloft.ipvs;

import io.aloft.model.net.Endpoint;

/**
 * A destination of a service.
 *
 * @param endpoint identity within its service; the port is 0 for a service on a mark
 * @param attributes everything that can change while it lives
 */
public record IpvsDestination(Endpoint endpoint, Attributes attributes) {

    /** {@link Attributes#forwarding()} of an IP-in-IP tunnel. */
    public static final int TUNNEL = 2;

    /**
     * How a destination gets packets.
     *
     * @param forwarding kernel number: 0 masquerading, 1 local, 2 tunnel, 3 direct routing, 4 bypass
     * @param weight 0..2147483647; 0 gets no new connections
     * @param upperThreshold connections above which it gets no new ones, 0..4294967295; 0 for no limit
     * @param lowerThreshold connections below which it gets new ones again; not above the upper one
     */
    public record Attributes(int forwarding, int weight, long upperThreshold, long lowerThreshold) {}
}
