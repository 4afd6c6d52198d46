package io.aloft.notify.script;

import java.time.Duration;

/**
 * How long a script may run, and how it is ended then.
 *
 * @param after measured from the request to run it, more than zero
 * @param firstSignal what its process group gets first
 */
public record TimeLimit(Duration after, FirstSignal firstSignal) {

    /** What comes before the SIGKILLs. */
    public enum FirstSignal {
        /** SIGTERM, and SIGKILL 2 s later. */
        TERM,
        /** SIGKILL at once: there is no time left to be polite. */
        KILL
    }

    public TimeLimit {
        if (!after.isPositive()) {
            throw new IllegalArgumentException("time limit: " + after + " (expected: more than zero)");
        }
    }
}
