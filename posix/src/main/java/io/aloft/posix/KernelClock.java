package io.aloft.posix;

import java.time.Instant;

/** Times of day that the kernel gave to packets. */
public final class KernelClock {

    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    /** No packet waits that long; the clock was stepped meanwhile. */
    private static final long OLDEST_BELIEVED_NANOS = NANOS_PER_SECOND;

    private KernelClock() {}

    /**
     * How long ago that was, in nanoseconds; zero when the clock cannot be believed, since it was stepped meanwhile.
     *
     * @param seconds since 1970
     * @param nanos within that second
     */
    public static long ageNanos(long seconds, long nanos) {
        Instant now = Instant.now();
        long age = (now.getEpochSecond() - seconds) * NANOS_PER_SECOND + now.getNano() - nanos;
        return age > 0 && age < OLDEST_BELIEVED_NANOS ? age : 0;
    }
}
