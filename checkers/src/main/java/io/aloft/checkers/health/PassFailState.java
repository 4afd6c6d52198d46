package io.aloft.checkers.health;

import io.aloft.checkers.health.CheckerStep.Report;
import io.aloft.model.lvs.CheckTiming;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A checker whose check either passes or fails: {@code TCP_CHECK}.
 *
 * <p>While up, {@code retry} failures in a row are tolerated, {@code delay_before_retry} apart; one more takes it down.
 * While down nothing is retried and the first pass brings it up.
 *
 * @param server what it checks
 * @param keyword of the configuration, for messages
 * @param timing its delays
 * @param up the verdict in force
 * @param hasRun whether a check has finished yet
 * @param failures tolerated so far; starts at {@code retry}, so the first check decides at once
 * @param obstacle why the last check could not be made, so that it is told once; null when it could
 */
public record PassFailState(
        CheckedServer server,
        String keyword,
        CheckTiming timing,
        boolean up,
        boolean hasRun,
        long failures,
        @Nullable String obstacle)
        implements CheckerState {

    static PassFailState starting(CheckedServer server, String keyword, CheckTiming timing) {
        return new PassFailState(server, keyword, timing, !timing.alpha(), false, timing.retry(), null);
    }

    @Override
    public int target() {
        return 0;
    }

    @Override
    public CheckerStep on(CheckResult result, long now) {
        return switch (result) {
            case CheckResult.Passed _ -> passed(now);
            case CheckResult.Failed _ -> failed(now);
            case CheckResult.OfProgram _, CheckResult.FileValue _ ->
                throw new IllegalArgumentException("unexpected: " + result);
            case CheckResult.NotChecked(String line) ->
                step(
                        new PassFailState(server, keyword, timing, up, hasRun, failures, line),
                        line.equals(obstacle) ? List.of() : List.of(line),
                        Report.NONE,
                        now + timing.delayLoop().toNanos());
        };
    }

    private CheckerStep passed(long now) {
        long next = now + timing.delayLoop().toNanos();
        if (up && hasRun) {
            return step(decided(true, 0), List.of(), Report.NONE, next);
        }
        return step(decided(true, 0), List.of(HealthPhrases.tcpSuccess(server)), Report.UP, next);
    }

    private CheckerStep failed(long now) {
        if (up && failures < timing.retry()) {
            return step(
                    decided(true, failures + 1),
                    List.of(),
                    Report.NONE,
                    now + timing.delayBeforeRetry().toNanos());
        }
        long next = now + timing.delayLoop().toNanos();
        if (up || !hasRun) {
            String line = HealthPhrases.checkFailed(keyword, server, hasRun ? timing.retry() : 0);
            return step(decided(false, 0), List.of(line), Report.DOWN, next);
        }
        return step(decided(false, failures), List.of(), Report.NONE, next);
    }

    /** The state after a check that was made; the same object when it changes nothing, as it does nearly always. */
    private PassFailState decided(boolean nowUp, long nowFailures) {
        return hasRun && up == nowUp && failures == nowFailures && obstacle == null
                ? this
                : new PassFailState(server, keyword, timing, nowUp, true, nowFailures, null);
    }

    private static CheckerStep step(PassFailState next, List<String> lines, Report report, long at) {
        return new CheckerStep(next, lines, report, at);
    }
}
