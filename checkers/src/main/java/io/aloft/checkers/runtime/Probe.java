package io.aloft.checkers.runtime;

import io.aloft.checkers.HealthChecker;
import io.aloft.checkers.health.CheckResult;
import io.aloft.model.lvs.CheckTiming;
import io.aloft.model.lvs.CheckerSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The endless series of one question to one server. Mostly one checker wants to know; with shared checks it may be several,
 * each with a state of its own that takes the result.
 */
final class Probe {

    private static final Logger log = LoggerFactory.getLogger(Probe.class);

    private final Timers timers;
    private final HealthChecker checker;
    private final CheckTiming timing;
    private final Listener listener;
    private List<Watch> watches = new ArrayList<>();
    private Timers.@Nullable Alarm alarm;
    private boolean inFlight;
    private boolean closed;

    /** Takes what a probe finds out. */
    interface Listener {
        /** A check begins. */
        void begins(long lateNanos);

        /** A check that somebody waited for has finished; sets when it is due again. */
        void finished(Watch watch, CheckResult result, long startedAt);
    }

    Probe(Timers timers, HealthChecker checker, CheckerSpec.Polled spec, Listener listener) {
        this.timers = timers;
        this.checker = checker;
        this.timing = spec.timing();
        this.listener = listener;
    }

    void add(Watch watch) {
        watches.add(watch);
        watch.probe(this);
    }

    /** From now on nobody wants to know, until somebody is added. */
    void forgetWatches() {
        watches = new ArrayList<>();
    }

    /** Waits for the earliest moment that somebody wants a check. While one is under way its end does that. */
    void schedule() {
        if (alarm != null) {
            alarm.cancel();
            alarm = null;
        }
        if (closed || inFlight || watches.isEmpty()) {
            return;
        }
        alarm = timers.at(earliest().dueAt(), this::begin);
    }

    /** Asks nothing more; the result of a check under way is dropped. */
    void close() {
        closed = true;
        schedule();
        checker.close();
    }

    private Watch earliest() {
        Watch earliest = watches.getFirst();
        for (Watch watch : watches) {
            if (watch.dueAt() < earliest.dueAt()) {
                earliest = watch;
            }
        }
        return earliest;
    }

    private void begin() {
        long now = timers.now();
        for (Watch watch : watches) {
            if (watch.unit().suspended() && watch.dueAt() <= now) {
                watch.dueAt(now + timing.delayLoop().toNanos());
            }
        }
        Watch due = earliest();
        if (due.dueAt() > now) {
            schedule();
            return;
        }
        listener.begins(now - due.dueAt());
        int target = due.target();
        inFlight = true;
        var report = new Report(target, now);
        try {
            checker.check(target, report);
        } catch (RuntimeException e) {
            log.error("A health check failed unexpectedly", e);
            report.accept(new CheckResult.NotChecked("Checker failed: " + e));
        }
    }

    /** What one check reports, once. */
    private final class Report implements Consumer<CheckResult> {
        private final int target;
        private final long startedAt;
        private boolean done;

        Report(int target, long startedAt) {
            this.target = target;
            this.startedAt = startedAt;
        }

        @Override
        public void accept(CheckResult result) {
            if (done || closed) {
                return;
            }
            done = true;
            inFlight = false;
            long later = timers.now() + timing.delayLoop().toNanos();
            for (Watch watch : watches) {
                if (watch.unit().suspended()) {
                    watch.dueAt(later);
                } else if (watch.target() == target) {
                    // Whatever goes wrong from here on, the check is not repeated at once.
                    watch.dueAt(later);
                    tell(watch, result);
                }
            }
            schedule();
        }

        /** The checker that reports would take an exception for its own, and others wait for the same result. */
        private void tell(Watch watch, CheckResult result) {
            try {
                listener.finished(watch, result, startedAt);
            } catch (RuntimeException e) {
                log.error("defect, please report it: a result of {} was not understood", watch.name(), e);
            }
        }
    }
}
