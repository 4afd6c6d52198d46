package io.aloft.lab.process;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for conditions that nobody announces. */
public final class Await {
    private static final long FIRST_POLL_MILLIS = 5;

    /** A question may cost a process, so the longer it takes the less often it is asked. */
    private static final long LAST_POLL_MILLIS = 200;

    private Await() {}

    /**
     * Returns as soon as the condition holds.
     *
     * @throws AssertionError when it does not hold within the limit, with what was waited for
     */
    public static void until(String what, Duration limit, BooleanSupplier condition) {
        until(() -> what, limit, condition);
    }

    /** Like {@link #until(String, Duration, BooleanSupplier)}, for a message that shows the state at the end. */
    public static void until(Supplier<String> what, Duration limit, BooleanSupplier condition) {
        long deadline = System.nanoTime() + limit.toNanos();
        long poll = FIRST_POLL_MILLIS;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError("not within " + limit.toMillis() + " ms: " + what.get());
            }
            try {
                Thread.sleep(poll);
                poll = Math.min(LAST_POLL_MILLIS, poll + poll / 2);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while waiting for " + what.get(), e);
            }
        }
    }
}
