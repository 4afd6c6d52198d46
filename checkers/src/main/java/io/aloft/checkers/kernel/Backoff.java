package io.aloft.checkers.kernel;

import java.util.concurrent.TimeUnit;

/** When to try again: after 1 s at first, then twice as long each time, at most {@value #LONGEST_SECONDS} s. */
final class Backoff {

    static final long LONGEST_SECONDS = 30;

    private static final long SHORTEST = TimeUnit.SECONDS.toNanos(1);
    private static final long LONGEST = TimeUnit.SECONDS.toNanos(LONGEST_SECONDS);

    private long delay = SHORTEST;
    private long at = Long.MIN_VALUE;

    /** The moment before which nothing is to be tried, monotonic nanoseconds; in the past when nothing failed. */
    long at() {
        return at;
    }

    void fail(long now) {
        at = now + delay;
        delay = Math.min(2 * delay, LONGEST);
    }

    void reset() {
        delay = SHORTEST;
        at = Long.MIN_VALUE;
    }
}
