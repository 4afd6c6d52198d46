package io.aloft.checkers.health;

import io.aloft.checkers.health.CheckerStep.Report;
import io.aloft.model.lvs.CheckTiming;
import io.aloft.model.lvs.CheckerSpec;
import java.util.List;

/**
 * {@code SMTP_CHECK}. Unlike other checkers it retries at process start and while down, too: every cycle of {@code 1 +
 * retry} tries comes to a verdict of its own.
 *
 * @param server what it checks
 * @param spec what is configured
 * @param timing its delays as they count
 * @param standing what it remembers; failures are those of the present cycle
 */
public record SmtpState(CheckedServer server, CheckerSpec.SmtpCheck spec, CheckTiming timing, Standing standing)
        implements CheckerState.Polling {

    static SmtpState starting(CheckedServer server, CheckerSpec.SmtpCheck spec, HealthContext context) {
        CheckTiming timing = context.timing(spec.timing());
        return new SmtpState(server, spec, timing, new Standing(!timing.alpha(), false, 0, null));
    }

    @Override
    public CheckerStep on(CheckResult result, long startedAt, long now) {
        return switch (result) {
            case CheckResult.Passed _ -> passed(now);
            case CheckResult.Failed(String reason) -> failed(reason, now);
            case CheckResult.NotChecked(String line) ->
                new CheckerStep(with(standing.prevented(line)), standing.linesFor(line), Report.NONE, loop(now));
            case CheckResult.OfProgram _, CheckResult.FileValue _ -> throw CheckerState.unexpected(spec, result);
        };
    }

    private CheckerStep passed(long now) {
        SmtpState next = with(standing.tested(true, true, 0));
        return up() && hasRun()
                ? new CheckerStep(next, List.of(), Report.NONE, loop(now))
                : new CheckerStep(next, List.of(HealthPhrases.smtpSuccess(server)), Report.UP, loop(now));
    }

    private CheckerStep failed(String reason, long now) {
        boolean counts = up() || !hasRun();
        boolean last = standing.failures() >= timing.retry();
        List<String> lines =
                counts && (last || timing.logAllFailures()) ? List.of(HealthPhrases.smtpFailure(reason)) : List.of();
        if (!last) {
            SmtpState next = with(standing.tested(up(), hasRun(), standing.failures() + 1));
            return new CheckerStep(
                    next, lines, Report.NONE, now + timing.delayBeforeRetry().toNanos());
        }
        SmtpState next = with(standing.tested(false, true, 0));
        return new CheckerStep(next, lines, counts ? Report.DOWN : Report.NONE, loop(now));
    }

    @Override
    public CheckerState carriedTo(CheckerSpec changed, long weight, HealthContext context) {
        if (!(changed instanceof CheckerSpec.SmtpCheck smtp)) {
            throw CheckerIdentity.differs(spec, changed);
        }
        CheckTiming current = context.timing(smtp.timing());
        return new SmtpState(server, smtp, current, standing.carried(current));
    }

    @Override
    public CheckerState distrusted() {
        return with(new Standing(!timing.alpha(), false, 0, null));
    }

    @Override
    public CheckerState trusted() {
        return with(Standing.trusted());
    }

    private long loop(long now) {
        return now + timing.delayLoop().toNanos();
    }

    private SmtpState with(Standing next) {
        return next == standing ? this : new SmtpState(server, spec, timing, next);
    }
}
