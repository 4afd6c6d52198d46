package io.aloft.checkers.health;

import io.aloft.checkers.health.CheckerStep.Report;
import io.aloft.model.lvs.CheckTiming;
import io.aloft.model.lvs.CheckerSpec;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A checker that walks through urls: {@code HTTP_GET}.
 *
 * <p>Each check asks for one url, {@code delay_loop} apart. After a url took the server down it must pass first, and
 * then all of them from the beginning, before the server is up again.
 *
 * @param server what it checks
 * @param spec urls and delays
 * @param up the verdict in force
 * @param hasRun whether all urls passed once or one failed
 * @param failures in a row; starts at {@code retry}, so the first check decides at once
 * @param target index of the url that comes next
 * @param failedUrl whether {@code target} is the url that took the server down
 * @param obstacle why the last check could not be made, so that it is told once; null when it could
 */
public record UrlState(
        CheckedServer server,
        CheckerSpec.HttpGet spec,
        boolean up,
        boolean hasRun,
        long failures,
        int target,
        boolean failedUrl,
        @Nullable String obstacle)
        implements CheckerState {

    static UrlState starting(CheckedServer server, CheckerSpec.HttpGet spec) {
        CheckTiming timing = spec.timing();
        return new UrlState(server, spec, !timing.alpha(), false, timing.retry(), 0, false, null);
    }

    @Override
    public CheckerStep on(CheckResult result, long now) {
        return switch (result) {
            case CheckResult.Passed(String test) -> passed(test, now);
            case CheckResult.Failed _ -> failed(now);
            case CheckResult.OfProgram _, CheckResult.FileValue _ ->
                throw new IllegalArgumentException("unexpected: " + result);
            case CheckResult.NotChecked(String line) ->
                new CheckerStep(
                        new UrlState(server, spec, up, hasRun, failures, target, failedUrl, line),
                        line.equals(obstacle) ? List.of() : List.of(line),
                        Report.NONE,
                        now + spec.timing().delayLoop().toNanos());
        };
    }

    private CheckerStep passed(String test, long now) {
        long next = now + spec.timing().delayLoop().toNanos();
        var lines = new ArrayList<String>();
        if (!up) {
            lines.add(HealthPhrases.urlSuccess(
                    test, server, spec.urls().get(target).path()));
        }
        if (failedUrl) {
            return new CheckerStep(tested(up, hasRun, 0, 0, false), lines, Report.NONE, next);
        }
        if (target < spec.urls().size() - 1) {
            // Until the first verdict a single failure decides, so the allowance stays used up.
            long allowance = hasRun ? 0 : spec.timing().retry();
            return new CheckerStep(tested(up, hasRun, allowance, target + 1, false), lines, Report.NONE, next);
        }
        if (up && hasRun) {
            return new CheckerStep(tested(true, true, 0, 0, false), lines, Report.NONE, next);
        }
        lines.add(HealthPhrases.webServerSuccess(server));
        return new CheckerStep(tested(true, true, 0, 0, false), lines, Report.UP, next);
    }

    private CheckerStep failed(long now) {
        CheckTiming timing = spec.timing();
        long retryAt = now + timing.delayBeforeRetry().toNanos();
        long loopAt = now
                + Math.max(
                        timing.delayBeforeRetry().toNanos(), timing.delayLoop().toNanos());
        if (!up && hasRun) {
            UrlState next = tested(false, true, failures, target, failedUrl);
            return new CheckerStep(next, List.of(), Report.NONE, failedUrl ? loopAt : retryAt);
        }
        long counted = failures + 1;
        if (counted <= timing.retry()) {
            return new CheckerStep(tested(up, true, counted, target, false), List.of(), Report.NONE, retryAt);
        }
        UrlState next = tested(false, true, counted, target, true);
        if (!up) {
            // In alpha mode the server never was up: keepalived says nothing and notifies nobody.
            return new CheckerStep(next, List.of(), Report.NONE, loopAt);
        }
        String line = HealthPhrases.checkFailed(spec.keyword(), server, timing.retry() > 0 ? counted - 1 : 0);
        return new CheckerStep(next, List.of(line), Report.DOWN, loopAt);
    }

    /** The state after a check that was made; the same object when nothing changes. */
    private UrlState tested(boolean nowUp, boolean run, long nowFailures, int nowTarget, boolean nowFailedUrl) {
        var next = new UrlState(server, spec, nowUp, run, nowFailures, nowTarget, nowFailedUrl, null);
        boolean same = up == nowUp
                && hasRun == run
                && failures == nowFailures
                && target == nowTarget
                && failedUrl == nowFailedUrl
                && obstacle == null;
        return same ? this : next;
    }
}
