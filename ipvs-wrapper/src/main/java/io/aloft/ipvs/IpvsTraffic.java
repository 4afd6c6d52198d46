package io.aloft.ipvs;

/**
 * What was carried, as the kernel counts it in 64 bits without sign; it refreshes its sums every two seconds.
 *
 * @param total since the beginning, or since the counters were set to zero
 * @param rate per second, averaged by the kernel
 */
public record IpvsTraffic(Count total, Count rate) {

    /** Nothing yet. */
    public static final IpvsTraffic NONE = new IpvsTraffic(Count.NONE, Count.NONE);

    /**
     * One set of numbers. In is towards the destinations; answers that do not pass this machine are not counted.
     *
     * @param connections scheduled
     * @param inPackets from clients
     * @param outPackets from destinations
     * @param inBytes from clients
     * @param outBytes from destinations
     */
    public record Count(long connections, long inPackets, long outPackets, long inBytes, long outBytes) {

        /** All zero. */
        public static final Count NONE = new Count(0, 0, 0, 0, 0);
    }
}
