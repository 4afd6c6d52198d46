package io.aloft.checkers.health;

import io.aloft.model.lvs.RealServerSpec;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A server that came up gets its weight little by little: from 1 in a straight line to all of it. Aloft's own.
 *
 * @param since when it came up, monotonic nanoseconds
 * @param length of the ramp, nanoseconds
 * @param steppedAt the moment that the weight is of
 */
public record SlowStart(long since, long length, long steppedAt) {

    /** The kernel is not told more often. */
    private static final long SHORTEST_STEP = Duration.ofSeconds(1).toNanos();

    /** The beginning of a ramp, or null when none is configured. */
    static @Nullable SlowStart beginning(RealServerSpec spec, long now) {
        Duration length = spec.slowStart();
        return length.isZero() ? null : new SlowStart(now, length.toNanos(), now);
    }

    /** What is due of the full weight; never 0 unless that is. */
    int weight(int full) {
        if (full <= 1) {
            return full;
        }
        double share = (double) (steppedAt - since) / length;
        return 1 + (int) ((full - 1) * share);
    }

    /** The next step is due, or more of them; null at the end of the ramp. */
    @Nullable
    SlowStart on(long now) {
        if (now < nextAt()) {
            return this;
        }
        return now - since >= length ? null : new SlowStart(since, length, now);
    }

    long nextAt() {
        return Math.min(steppedAt + SHORTEST_STEP, since + length);
    }
}
