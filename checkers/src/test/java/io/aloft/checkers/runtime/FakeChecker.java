package io.aloft.checkers.runtime;

import io.aloft.checkers.HealthChecker;
import io.aloft.checkers.health.CheckResult;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Answers at once as it is told to, or not before it is told. */
final class FakeChecker implements HealthChecker {

    private final FakeTimers timers;
    private final List<Long> startedAt = new ArrayList<>();
    private final List<Integer> targets = new ArrayList<>();
    private final List<Consumer<CheckResult>> open = new ArrayList<>();
    private boolean passing = true;
    private @Nullable CheckResult ending;
    private boolean slow;
    private boolean closed;

    FakeChecker(FakeTimers timers) {
        this.timers = timers;
    }

    void passing(boolean pass) {
        passing = pass;
    }

    /** From now on checks end so; null for as {@link #passing} says. */
    void ending(@Nullable CheckResult result) {
        ending = result;
    }

    /** From now on checks stay open until {@link #finish}. */
    void slow(boolean isSlow) {
        slow = isSlow;
    }

    @Override
    public void check(int target, Consumer<CheckResult> report) {
        startedAt.add(timers.now());
        targets.add(target);
        open.add(report);
        if (!slow) {
            finish();
        }
    }

    /** Ends the checks that are open. */
    void finish() {
        List<Consumer<CheckResult>> reports = List.copyOf(open);
        open.clear();
        CheckResult said = passing ? new CheckResult.Passed("HTTP status code") : new CheckResult.Failed("refused");
        CheckResult result = ending == null ? said : ending;
        reports.forEach(report -> report.accept(result));
    }

    int underWay() {
        return open.size();
    }

    boolean closed() {
        return closed;
    }

    List<Integer> targets() {
        return targets;
    }

    /** When checks began, in seconds. */
    List<Double> seconds() {
        return startedAt.stream().map(at -> at / 1e9).toList();
    }

    @Override
    public void close() {
        closed = true;
    }
}
