package io.aloft.notify.script;

import io.aloft.model.script.ScriptCommand;
import io.aloft.posix.PosixException;
import io.aloft.posix.Processes;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One run of one script, from the request to the end of its process group.
 *
 * <p>Everything but {@link #isRunning}, {@link #isAbandoned} and {@link #terminate} belongs to the timer thread.
 */
final class ScriptRun implements ScriptHandle {

    private static final Logger LOG = LoggerFactory.getLogger(ScriptRun.class);

    /** keepalived's ladder: after the first signal a SIGKILL 2 s later, a second one 2 s after it, then every 10 s. */
    private static final Duration FIRST_PAUSES = Duration.ofSeconds(2);

    private static final Duration LATER_PAUSES = Duration.ofSeconds(10);

    /** JDK and shells report the end by signal n as the status 128 + n. */
    private static final int SIGNAL_BASE = 128;

    private static final int LAST_SIGNAL = 64;

    private final ScriptCommand command;
    private final @Nullable TimeLimit limit;
    private final Runnable whenStarted;
    private final Consumer<ScriptOutcome> whenDone;
    private final Consumer<ScriptRun> whenGone;
    private final ScheduledExecutorService timer;

    private @Nullable Process process;
    private boolean told;
    private int rung;
    private @Nullable Future<?> nextSignal;
    private @Nullable Future<?> timeLimit;
    private volatile boolean running = true;
    private volatile boolean abandoned;

    ScriptRun(
            ScriptCommand command,
            @Nullable TimeLimit limit,
            Runnable whenStarted,
            Consumer<ScriptOutcome> whenDone,
            Consumer<ScriptRun> whenGone,
            ScheduledExecutorService timer) {
        this.command = command;
        this.limit = limit;
        this.whenStarted = whenStarted;
        this.whenDone = whenDone;
        this.whenGone = whenGone;
        this.timer = timer;
    }

    ScriptCommand command() {
        return command;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Whether it was ended before there was a process; there must not be one any more. */
    boolean isAbandoned() {
        return abandoned;
    }

    @Override
    public void terminate() {
        timer.execute(() -> end(TimeLimit.FirstSignal.TERM));
    }

    void begin() {
        if (limit != null) {
            timeLimit = timer.schedule(() -> timeOut(limit), limit.after().toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    void started(Process newProcess) {
        process = newProcess;
        newProcess.onExit().thenRunAsync(this::ended, timer);
        if (abandoned) {
            // The time was up between the last look and the birth of the process.
            running = true;
            climb(Processes.SIGKILL);
            return;
        }
        whenStarted.run();
    }

    void refused(String reason) {
        running = false;
        tell(new ScriptOutcome.NotStarted(reason));
        whenGone.accept(this);
    }

    private void timeOut(TimeLimit passed) {
        if (running) {
            tell(new ScriptOutcome.TimedOut(passed.after()));
            end(passed.firstSignal());
        }
    }

    /** Begins to end it; once begun, the first signal stays as it was. */
    void end(TimeLimit.FirstSignal first) {
        if (!running || rung > 0) {
            return;
        }
        if (process == null) {
            abandoned = true;
            refused("ended before it was started");
            return;
        }
        switch (first) {
            case TERM -> climb(Processes.SIGTERM);
            case KILL -> climb(Processes.SIGKILL);
        }
    }

    /** Whether it has a time limit, as checks have. */
    boolean isLimited() {
        return limit != null;
    }

    /** Gives it no more time to end by itself. */
    void kill() {
        if (nextSignal != null) {
            nextSignal.cancel(false);
        }
        climb(Processes.SIGKILL);
    }

    private void climb(int signal) {
        rung++;
        if (!signal(signal) && !running) {
            whenGone.accept(this);
            return;
        }
        if (rung == 3) {
            LOG.warn("Script `{}` child (PID {}) failed to terminate after kill", command.configured(), pid());
        }
        Duration pause = rung <= 2 ? FIRST_PAUSES : LATER_PAUSES;
        nextSignal = timer.schedule(() -> climb(Processes.SIGKILL), pause.toNanos(), TimeUnit.NANOSECONDS);
    }

    /**
     * Signals the whole group, so that the children of a script end with it.
     *
     * @return false when there is no such group
     */
    private boolean signal(int signal) {
        if (process == null) {
            return false;
        }
        try {
            if (Processes.killGroup(process.pid(), signal)) {
                return true;
            }
        } catch (PosixException e) {
            LOG.warn("Script `{}`: {}", command.configured(), e.getMessage());
            return true;
        }
        // Just born, it has not left our own process group yet. This does nothing to a process that has ended.
        if (signal == Processes.SIGKILL) {
            process.destroyForcibly();
        } else {
            process.destroy();
        }
        return false;
    }

    private void ended() {
        running = false;
        tell(outcome());
        // Children that outlive the script keep the group number in use, so it cannot have become somebody else's yet;
        // if this script was being ended, the ladder goes on for them.
        if (nextSignal == null || !groupLives()) {
            if (nextSignal != null) {
                nextSignal.cancel(false);
            }
            whenGone.accept(this);
        }
    }

    private boolean groupLives() {
        try {
            return process != null && Processes.killGroup(process.pid(), 0);
        } catch (PosixException e) {
            // It exists, but changed its user: the signals of the ladder may still reach some of it.
            return true;
        }
    }

    private ScriptOutcome outcome() {
        int status = process == null ? 0 : process.exitValue();
        return status > SIGNAL_BASE && status <= SIGNAL_BASE + LAST_SIGNAL
                ? new ScriptOutcome.Signalled(status - SIGNAL_BASE)
                : new ScriptOutcome.Exited(status);
    }

    private void tell(ScriptOutcome outcome) {
        if (told) {
            return;
        }
        told = true;
        if (timeLimit != null) {
            timeLimit.cancel(false);
        }
        whenDone.accept(outcome);
    }

    private long pid() {
        return process == null ? 0 : process.pid();
    }
}
