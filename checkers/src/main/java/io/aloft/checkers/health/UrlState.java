package io.aloft.checkers.health;

import io.aloft.checkers.health.CheckerStep.Report;
import io.aloft.model.lvs.CheckTiming;
import io.aloft.model.lvs.CheckerSpec;
import java.util.ArrayList;
import java.util.List;

/**
 * A checker that walks through urls: {@code HTTP_GET}, {@code SSL_GET}.
 *
 * <p>Each check asks for one url, {@code delay_loop} apart. After a url took the server down it must pass first, and
 * then all of them from the beginning, before the server is up again.
 *
 * @param server what it checks
 * @param spec urls
 * @param timing its delays as they count
 * @param standing what it remembers
 * @param target index of the url that comes next
 * @param failedUrl whether {@code target} is the url that took the server down
 */
public record UrlState(
        CheckedServer server,
        CheckerSpec.Web spec,
        CheckTiming timing,
        Standing standing,
        int target,
        boolean failedUrl)
        implements CheckerState.Polling {

    static UrlState starting(CheckedServer server, CheckerSpec.Web spec, HealthContext context) {
        CheckTiming timing = context.timing(spec.timing());
        return new UrlState(server, spec, timing, Standing.starting(timing), 0, false);
    }

    @Override
    public CheckerStep on(CheckResult result, long startedAt, long now) {
        return switch (result) {
            case CheckResult.Passed(String test) -> passed(test, now);
            case CheckResult.Failed(String reason) -> failed(reason, now);
            case CheckResult.NotChecked(String line) ->
                new CheckerStep(
                        with(standing.prevented(line), target, failedUrl),
                        standing.linesFor(line),
                        Report.NONE,
                        loop(now));
            case CheckResult.OfProgram _, CheckResult.FileValue _ -> throw CheckerState.unexpected(spec, result);
        };
    }

    private CheckerStep passed(String test, long now) {
        var lines = new ArrayList<String>();
        if (!up()) {
            lines.add(HealthPhrases.urlSuccess(
                    test, server, spec.urls().get(target).path()));
        }
        if (failedUrl) {
            UrlState next = with(standing.tested(up(), hasRun(), 0), 0, false);
            return new CheckerStep(next, lines, Report.NONE, next.afterPass(now));
        }
        if (target < spec.urls().size() - 1) {
            // Until the first verdict a single failure decides, so the allowance stays used up.
            long failures = hasRun() ? 0 : standing.failures();
            UrlState next = with(standing.tested(up(), hasRun(), failures), target + 1, false);
            return new CheckerStep(next, lines, Report.NONE, next.afterPass(now));
        }
        UrlState next = with(standing.tested(true, true, 0), 0, false);
        if (up() && hasRun()) {
            return new CheckerStep(next, lines, Report.NONE, next.afterPass(now));
        }
        lines.add(HealthPhrases.webServerSuccess(server));
        return new CheckerStep(next, lines, Report.UP, next.afterPass(now));
    }

    /** With {@code fast_recovery} a server that is not known to be up is asked for one url right after the other. */
    private long afterPass(long now) {
        boolean recovering = !hasRun() || (!up() && !failedUrl);
        return spec.settings().fastRecovery() && recovering ? now : loop(now);
    }

    private CheckerStep failed(String reason, long now) {
        long retryAt = now + timing.delayBeforeRetry().toNanos();
        long loopAt = Math.max(retryAt, loop(now));
        if (!up() && hasRun()) {
            // keepalived retries without any delay here when fast_recovery is on.
            UrlState next = with(standing.tested(false, true, standing.failures()), target, failedUrl);
            return new CheckerStep(next, List.of(), Report.NONE, failedUrl ? loopAt : retryAt);
        }
        var lines = new ArrayList<String>();
        if (up() && timing.logAllFailures()) {
            lines.add(HealthPhrases.urlFailure(reason, server));
        }
        long counted = standing.failures() + 1;
        if (counted <= timing.retry()) {
            UrlState next = with(standing.tested(up(), true, counted), target, false);
            return new CheckerStep(next, lines, Report.NONE, retryAt);
        }
        UrlState next = with(standing.tested(false, true, counted), target, true);
        if (!up()) {
            // In alpha mode the server never was up: keepalived says nothing and notifies nobody.
            return new CheckerStep(next, lines, Report.NONE, loopAt);
        }
        lines.add(HealthPhrases.webServerFailed(spec, server, timing.retry() > 0 ? counted - 1 : 0));
        return new CheckerStep(next, lines, Report.DOWN, loopAt);
    }

    @Override
    public CheckerState carriedTo(CheckerSpec changed, long weight, HealthContext context) {
        if (!(changed instanceof CheckerSpec.Web web)) {
            throw CheckerIdentity.differs(spec, changed);
        }
        CheckTiming current = context.timing(web.timing());
        // The same urls in the same order: the round goes on where it was.
        return new UrlState(server, web, current, standing.carried(current), target, failedUrl);
    }

    @Override
    public CheckerState distrusted() {
        return with(Standing.starting(timing), target, failedUrl);
    }

    @Override
    public CheckerState trusted() {
        return with(Standing.trusted(), target, failedUrl);
    }

    private long loop(long now) {
        return now + timing.delayLoop().toNanos();
    }

    /** The same object when nothing changes. */
    private UrlState with(Standing nextStanding, int nextTarget, boolean nextFailed) {
        return nextStanding == standing && nextTarget == target && nextFailed == failedUrl
                ? this
                : new UrlState(server, spec, timing, nextStanding, nextTarget, nextFailed);
    }
}
