package io.aloft.checkers.health;

import io.aloft.checkers.health.CheckerStep.Report;
import io.aloft.model.lvs.CheckTiming;
import io.aloft.model.lvs.CheckerSpec;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A checker whose check either passes or fails: {@code TCP_CHECK}, {@code UDP_CHECK}, {@code PING_CHECK}, {@code
 * DNS_CHECK}.
 *
 * <p>While up, {@code retry} failures in a row are tolerated, {@code delay_before_retry} apart; one more takes it down.
 * While down nothing is retried and the first pass brings it up.
 *
 * @param server what it checks
 * @param spec of one of these kinds
 * @param timing its delays as they count
 * @param standing what it remembers
 */
public record PassFailState(CheckedServer server, CheckerSpec.Network spec, CheckTiming timing, Standing standing)
        implements CheckerState.Polling {

    static PassFailState starting(CheckedServer server, CheckerSpec.Network spec, HealthContext context) {
        CheckTiming timing = context.timing(spec.timing());
        return new PassFailState(server, spec, timing, Standing.starting(timing));
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
        PassFailState next = with(standing.tested(true, true, 0));
        if (up() && hasRun()) {
            return new CheckerStep(next, List.of(), Report.NONE, loop(now));
        }
        return new CheckerStep(next, lines(HealthPhrases.succeeded(spec, server)), Report.UP, loop(now));
    }

    private CheckerStep failed(String reason, long now) {
        if (up() && standing.failures() < timing.retry()) {
            PassFailState next = with(standing.tested(true, true, standing.failures() + 1));
            List<String> lines =
                    timing.logAllFailures() ? List.of(HealthPhrases.tolerated(spec, server, reason)) : List.of();
            return new CheckerStep(
                    next, lines, Report.NONE, now + timing.delayBeforeRetry().toNanos());
        }
        if (up() || !hasRun()) {
            long retries = hasRun() ? timing.retry() : 0;
            String line = HealthPhrases.failed(spec, server, reason, retries);
            // The last line of DNS_CHECK has the reason in it.
            boolean apart = up() && timing.logAllFailures() && !(spec instanceof CheckerSpec.DnsCheck);
            List<String> lines = apart ? List.of(HealthPhrases.tolerated(spec, server, reason), line) : List.of(line);
            return new CheckerStep(with(standing.tested(false, true, 0)), lines, Report.DOWN, loop(now));
        }
        PassFailState next = with(standing.tested(false, true, standing.failures()));
        return new CheckerStep(next, List.of(), Report.NONE, loop(now));
    }

    @Override
    public CheckerState carriedTo(CheckerSpec changed, long weight, HealthContext context) {
        if (!(changed instanceof CheckerSpec.Network network)) {
            throw CheckerIdentity.differs(spec, changed);
        }
        CheckTiming current = context.timing(network.timing());
        return new PassFailState(server, network, current, standing.carried(current));
    }

    @Override
    public CheckerState distrusted() {
        return with(Standing.starting(timing));
    }

    @Override
    public CheckerState trusted() {
        return with(Standing.trusted());
    }

    private long loop(long now) {
        return now + timing.delayLoop().toNanos();
    }

    private PassFailState with(Standing next) {
        return next == standing ? this : new PassFailState(server, spec, timing, next);
    }

    private static List<String> lines(@Nullable String line) {
        return line == null ? List.of() : List.of(line);
    }
}
