package io.aloft.checkers;

import io.aloft.checkers.health.CheckResult;
import java.util.function.Consumer;

/** Makes single checks. When to check, how often to retry and what a result means is decided elsewhere. */
public interface HealthChecker {

    /**
     * Starts one check. The result is reported exactly once, on the thread of the check loop, however the server
     * behaves; every wait is bounded.
     *
     * @param target which of the checker's targets to check: the index of a url, 0 where there is only one
     */
    void check(int target, Consumer<CheckResult> report);

    /** Gives up a check that may be under way, and what is kept open between checks. Called once, on the check loop. */
    default void close() {}
}
