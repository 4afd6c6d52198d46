package io.aloft.checkers.health;

import org.jspecify.annotations.Nullable;

/**
 * What an operator may want to know of a checker's past; immutable.
 *
 * @param latencyNanos how long the last check took; -1 before the first, and for a checker that does not ask itself
 * @param lastFailure null when none was seen; it stays when the server comes back
 */
public record CheckHistory(long latencyNanos, @Nullable Failure lastFailure) {

    /** Nothing has happened yet. */
    public static final CheckHistory NONE = new CheckHistory(-1, null);

    /**
     * A check that failed.
     *
     * @param reason in the words of its kind
     * @param latencyNanos how long it took; -1 for a checker that does not ask itself
     * @param at when it ended, monotonic nanoseconds
     */
    public record Failure(String reason, long latencyNanos, long at) {}

    /**
     * A check has ended.
     *
     * @param after the checker's state after it
     */
    public CheckHistory on(CheckResult result, CheckerState after, long startedAt, long now) {
        long latency = after instanceof CheckerState.Polling ? now - startedAt : -1;
        @Nullable String reason = reason(result, after);
        return new CheckHistory(latency, reason == null ? lastFailure : new Failure(reason, latency, now));
    }

    private static @Nullable String reason(CheckResult result, CheckerState after) {
        return switch (result) {
            case CheckResult.Failed(String reason) -> reason;
            case CheckResult.OfProgram end ->
                after instanceof MiscState misc && misc.passes(end) ? null : HealthPhrases.programEnd(end);
            case CheckResult.FileValue(long value) ->
                after instanceof FileState file && !file.up() ? HealthPhrases.fileFailure(file.spec(), value) : null;
            case CheckResult.Passed _, CheckResult.NotChecked _ -> null;
        };
    }
}
