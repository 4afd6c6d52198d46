package io.aloft.notify;

import io.aloft.model.script.ScriptCommand;
import io.aloft.notify.script.ScriptHandle;
import io.aloft.notify.script.ScriptOutcome;
import io.aloft.notify.script.ScriptRunner;
import io.aloft.notify.script.TimeLimit;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The errands of one subject, one after the other.
 *
 * <p>An errand begins when the scripts of the one before have ended, or have been running for the order limit. In the
 * second case, and when the queue is full, the errands between are skipped: with a script that hangs, what counts is that
 * the next one is told the newest state. STOP waits for nothing.
 *
 * <p>The inbox is shared under a lock, held for a few instructions only; everything else belongs to the notify thread.
 */
final class NotifyLane {

    private static final Logger LOG = LoggerFactory.getLogger(NotifyLane.class);

    /** So many events of one subject wait while its scripts are busy; one more, and only the newest is kept. */
    static final int MOST_WAITING = 16;

    private static final TimeLimit LAST_WORD = new TimeLimit(Notifier.STOP_LIMIT, TimeLimit.FirstSignal.KILL);

    private final ScriptRunner runner;
    private final ScheduledExecutorService notify;
    private final Duration orderLimit;

    private final Object inbox = new Object();
    private final Deque<Errand> waiting = new ArrayDeque<>();
    private int skipped;
    private boolean woken;

    private final Set<ScriptHandle> live = new HashSet<>();
    private @Nullable Round current;

    NotifyLane(ScriptRunner runner, ScheduledExecutorService notify, Duration orderLimit) {
        this.runner = runner;
        this.notify = notify;
        this.orderLimit = orderLimit;
    }

    /** An errand under way. */
    private static final class Round {
        final Errand errand;
        final Iterator<ScriptCommand> toStart;
        final CompletableFuture<Void> ended = new CompletableFuture<>();
        int running;

        @Nullable
        Future<?> orderLimit;

        Round(Errand errand) {
            this.errand = errand;
            this.toStart = errand.commands().iterator();
        }
    }

    /** Takes an errand from any thread; never blocks, never logs. */
    void add(Errand errand) {
        synchronized (inbox) {
            if (errand.stopping() || waiting.size() == MOST_WAITING) {
                skipWaiting();
            }
            waiting.add(errand);
            wake();
        }
    }

    private void skipWaiting() {
        skipped += waiting.size();
        waiting.clear();
    }

    private void wake() {
        if (!woken) {
            woken = true;
            notify.execute(this::advance);
        }
    }

    private void advance() {
        Errand next;
        int left;
        synchronized (inbox) {
            woken = false;
            next = waiting.peek();
            if (next == null || (current != null && !next.stopping())) {
                return;
            }
            waiting.remove();
            left = skipped;
            skipped = 0;
        }
        if (left > 0) {
            LOG.warn("{}: {} earlier events were skipped, their scripts had waited too long", next.title(), left);
        }
        begin(next);
    }

    private void begin(Errand errand) {
        Round round = new Round(errand);
        current = round;
        round.orderLimit = notify.schedule(() -> letGo(round), orderLimit.toNanos(), TimeUnit.NANOSECONDS);
        startNext(round);
    }

    private void startNext(Round round) {
        if (!round.toStart.hasNext()) {
            return;
        }
        ScriptCommand command = round.toStart.next();
        round.running++;
        LOG.debug("{}: running `{}`", round.errand.title(), command.configured());
        live.add(runner.start(
                command,
                round.errand.stopping() ? LAST_WORD : null,
                () -> notify.execute(() -> startNext(round)),
                outcome -> notify.execute(() -> ended(round, command, outcome))));
    }

    private void ended(Round round, ScriptCommand command, ScriptOutcome outcome) {
        live.removeIf(handle -> !handle.isRunning());
        if (!outcome.succeeded()) {
            LOG.warn("{}: script `{}` failed ({})", round.errand.title(), command.configured(), outcome.describe());
        }
        round.running--;
        if (outcome instanceof ScriptOutcome.NotStarted) {
            startNext(round);
        }
        if (round.running == 0 && !round.toStart.hasNext()) {
            finish(round);
        }
    }

    private void finish(Round round) {
        if (round.orderLimit != null) {
            round.orderLimit.cancel(false);
        }
        round.ended.complete(null);
        release(round);
    }

    /** Its scripts run on, but nobody waits for them any more. */
    private void letGo(Round round) {
        if (current != round) {
            return;
        }
        boolean overtaken = false;
        synchronized (inbox) {
            if (!waiting.isEmpty()) {
                overtaken = true;
                Errand newest = waiting.removeLast();
                skipWaiting();
                waiting.add(newest);
            }
        }
        if (overtaken) {
            LOG.warn(
                    "{}: scripts still run after {} s, the next ones no longer wait for them",
                    round.errand.title(),
                    orderLimit.toSeconds());
        }
        release(round);
    }

    private void release(Round round) {
        if (current == round) {
            current = null;
            advance();
        }
    }

    /** Forgets what has not begun, but for STOP; completes when the scripts told STOP have ended. */
    CompletableFuture<Void> lastWords() {
        advance();
        synchronized (inbox) {
            waiting.clear();
        }
        return current != null && current.errand.stopping() ? current.ended : CompletableFuture.completedFuture(null);
    }

    /** Sends SIGTERM to everything that still runs. */
    void terminate() {
        live.forEach(ScriptHandle::terminate);
    }
}
