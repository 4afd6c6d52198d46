package io.aloft.vrrp.sim;

/**
 * What the simulated LAN does to frames. Two frames whose delays differ by more than their spacing change places.
 *
 * @param lossPermille frames of a thousand that never arrive
 * @param duplicatePermille frames of a thousand that arrive twice
 * @param leastDelayNanos the shortest way
 * @param mostDelayNanos the longest way
 */
public record Weather(int lossPermille, int duplicatePermille, long leastDelayNanos, long mostDelayNanos) {

    /** No frame of any weather is under way longer than this. */
    public static final long LONGEST_DELAY_NANOS = 1_500_000_000L;

    /**
     * A LAN as it should be. Its jitter stays below the smallest Skew_Time of a Backup (2/256 s at priority 254), for
     * beyond that even {@code down_timer_adverts 1} would be no fault of the router.
     */
    public static final Weather CALM = new Weather(0, 0, 50_000, 2_000_000);

    public Weather {
        if (mostDelayNanos > LONGEST_DELAY_NANOS || leastDelayNanos > mostDelayNanos) {
            throw new IllegalArgumentException("delay: %d..%d ns (expected: at most %d)"
                    .formatted(leastDelayNanos, mostDelayNanos, LONGEST_DELAY_NANOS));
        }
    }
}
