package io.aloft.checkers.health;

import io.aloft.checkers.health.CheckerStep.Report;
import io.aloft.model.lvs.CheckTiming;
import io.aloft.model.lvs.CheckerSpec;
import java.util.List;

/**
 * {@code MISC_CHECK}: a program decides by its exit status, and with {@code misc_dynamic} sets the weight of the server,
 * too. The next run is counted from the start of the last one, so a slow program does not stretch the period.
 *
 * @param server what it checks
 * @param spec what is configured
 * @param timing its delays as they count
 * @param standing what it remembers
 * @param weight configured weight of the server
 * @param dynamicStatus exit status that sets the weight, 2..255; 0 when none does
 */
public record MiscState(
        CheckedServer server,
        CheckerSpec.MiscCheck spec,
        CheckTiming timing,
        Standing standing,
        long weight,
        int dynamicStatus)
        implements CheckerState.Polling {

    /** Statuses from here on are a weight, counted from 0. */
    private static final int FIRST_DYNAMIC_STATUS = 2;

    static MiscState starting(CheckedServer server, CheckerSpec.MiscCheck spec, long weight, HealthContext context) {
        CheckTiming timing = context.timing(spec.timing());
        return new MiscState(server, spec, timing, Standing.starting(timing), weight, 0);
    }

    /** With it the server's weight becomes exit status - 2, whatever is configured. */
    @Override
    public long contribution() {
        return dynamicStatus == 0 ? 0 : dynamicStatus - FIRST_DYNAMIC_STATUS - weight;
    }

    @Override
    public CheckerStep on(CheckResult result, long startedAt, long now) {
        return switch (result) {
            case CheckResult.ProgramExited(int status) when passes(status) -> passed(status, startedAt, now);
            case CheckResult.OfProgram failure -> failed(failure, startedAt, now);
            case CheckResult.NotChecked(String line) ->
                new CheckerStep(
                        with(standing.prevented(line), dynamicStatus),
                        standing.linesFor(line),
                        Report.NONE,
                        loop(startedAt, now));
            case CheckResult.Passed _, CheckResult.Failed _, CheckResult.FileValue _ ->
                throw CheckerState.unexpected(spec, result);
        };
    }

    /** Whether the server is well when the program ends so. */
    boolean passes(CheckResult.OfProgram end) {
        return end instanceof CheckResult.ProgramExited(int status) && passes(status);
    }

    private boolean passes(int status) {
        return status == 0 || (spec.dynamic() && status >= FIRST_DYNAMIC_STATUS);
    }

    private CheckerStep passed(int status, long startedAt, long now) {
        MiscState next = with(standing.tested(true, true, 0), status);
        return up() && hasRun()
                ? new CheckerStep(next, List.of(), Report.NONE, loop(startedAt, now))
                : new CheckerStep(
                        next, List.of(HealthPhrases.miscSuccess(server, spec)), Report.UP, loop(startedAt, now));
    }

    private CheckerStep failed(CheckResult.OfProgram failure, long startedAt, long now) {
        if (up() && standing.failures() < timing.retry()) {
            long counted = standing.failures() + 1;
            List<String> lines = timing.logAllFailures()
                    ? List.of(HealthPhrases.miscRetry(server, spec, failure, counted, timing.retry()))
                    : List.of();
            MiscState next = with(standing.tested(true, true, counted), dynamicStatus);
            return new CheckerStep(
                    next,
                    lines,
                    Report.NONE,
                    after(startedAt, timing.delayBeforeRetry().toNanos(), now));
        }
        MiscState next = with(standing.tested(false, true, 0), 0);
        if (up() || !hasRun()) {
            String line = HealthPhrases.miscFailed(server, spec, failure, timing.retry());
            return new CheckerStep(next, List.of(line), Report.DOWN, loop(startedAt, now));
        }
        return new CheckerStep(next, List.of(), Report.NONE, loop(startedAt, now));
    }

    /** The exit status counts against the new configured weight, so the resulting weight stays what it is. */
    @Override
    public CheckerState carriedTo(CheckerSpec changed, long newWeight, HealthContext context) {
        if (!(changed instanceof CheckerSpec.MiscCheck misc)) {
            throw CheckerIdentity.differs(spec, changed);
        }
        CheckTiming current = context.timing(misc.timing());
        return new MiscState(server, misc, current, standing.carried(current), newWeight, dynamicStatus);
    }

    @Override
    public CheckerState distrusted() {
        return with(Standing.starting(timing), dynamicStatus);
    }

    @Override
    public CheckerState trusted() {
        return with(Standing.trusted(), dynamicStatus);
    }

    private long loop(long startedAt, long now) {
        return after(startedAt, timing.delayLoop().toNanos(), now);
    }

    private static long after(long startedAt, long delay, long now) {
        return Math.max(now, startedAt + delay);
    }

    private MiscState with(Standing next, int status) {
        return next == standing && status == dynamicStatus
                ? this
                : new MiscState(server, spec, timing, next, weight, status);
    }
}
