package io.aloft.notify.script;

import io.aloft.model.script.ScriptCommand;
import io.aloft.posix.CreationMask;
import io.aloft.posix.PosixException;
import java.io.File;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionHandler;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs scripts: notifications, tracking scripts, MISC_CHECK.
 *
 * <p>A request never blocks. It passes three kinds of threads: {@code script-check} looks at users and files, one thread
 * per look because a file server may be slow; {@code script-start}, a single one, makes the process; {@code script-timer},
 * a single one, owns every run from then on and makes all calls back, which therefore have to be short. Ends are
 * noticed through {@link Process#onExit}, for which the JDK keeps one thread with a small stack per living process.
 */
public final class ScriptRunner implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ScriptRunner.class);

    /** They would change how a script's shell splits words, or what code root runs. */
    private static final List<String> DROPPED_VARIABLES = List.of("IFS", "LD_PRELOAD", "LD_LIBRARY_PATH");

    private static final File NOTHING = new File("/dev/null");

    /** How long {@link #close} waits until its signals are sent. */
    private static final Duration CLOSING = Duration.ofSeconds(1);

    /** How long checks that were told to end have for it at the end of this program. */
    private static final Duration GRACE = Duration.ofMillis(500);

    /** After closing, requests still on their way come to nothing. */
    private static final RejectedExecutionHandler FORGET = new ThreadPoolExecutor.DiscardPolicy();

    private final ScheduledThreadPoolExecutor timer =
            new ScheduledThreadPoolExecutor(1, daemon("script-timer"), FORGET);
    private final ThreadPoolExecutor checker = new ThreadPoolExecutor(
            0, Integer.MAX_VALUE, 10, TimeUnit.SECONDS, new SynchronousQueue<>(), daemon("script-check"), FORGET);

    /**
     * One thread that lives as long as this runner: the kernel sends the parent-death signal when the thread that made a
     * process ends, and keeps the umask for it apart.
     */
    private final ThreadPoolExecutor starter = new ThreadPoolExecutor(
            1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), daemon("script-start"), FORGET);

    private final Set<ScriptRun> runs = ConcurrentHashMap.newKeySet();
    private volatile ScriptOptions options;
    private volatile boolean closed;

    /** Everything that was started before closing is known by then; for the timer thread. */
    private boolean ending;

    private final CountDownLatch checksGone = new CountDownLatch(1);

    public ScriptRunner(ScriptOptions options) {
        this.options = options;
        timer.setRemoveOnCancelPolicy(true);
        // Making a thread takes long and may fail, and the first to ask for a script may be the VRRP loop.
        timer.prestartCoreThread();
        starter.execute(this::setCreationMask);
    }

    /** Other options for the scripts that start from now on. */
    public void configure(ScriptOptions next) {
        options = next;
        starter.execute(this::setCreationMask);
    }

    private static ThreadFactory daemon(String name) {
        return Thread.ofPlatform().daemon().name(name).factory();
    }

    private void setCreationMask() {
        try {
            CreationMask.setForThisThread(options.umask());
        } catch (PosixException e) {
            LOG.warn(
                    "Scripts run with the umask of Aloft itself, not with {}: {}",
                    Integer.toOctalString(options.umask()),
                    e.getMessage());
        }
    }

    /**
     * Runs a script whose end on time-out is keepalived's ladder of SIGTERM and SIGKILLs.
     *
     * @param timeout measured from now; null is none
     * @param whenDone told once, on the timer thread; not told when this runner was closed before
     */
    public ScriptHandle start(ScriptCommand command, @Nullable Duration timeout, Consumer<ScriptOutcome> whenDone) {
        TimeLimit limit = timeout == null ? null : new TimeLimit(timeout, TimeLimit.FirstSignal.TERM);
        return start(command, limit, () -> {}, whenDone);
    }

    /**
     * Runs a script.
     *
     * @param limit null is none
     * @param whenStarted told on the timer thread when there is a process, always before {@code whenDone}; never told for
     *     {@link ScriptOutcome.NotStarted}
     * @param whenDone told once, on the timer thread; not told when this runner was closed before
     */
    public ScriptHandle start(
            ScriptCommand command, @Nullable TimeLimit limit, Runnable whenStarted, Consumer<ScriptOutcome> whenDone) {
        ScriptRun run = new ScriptRun(command, limit, whenStarted, whenDone, this::gone, timer);
        runs.add(run);
        timer.execute(() -> begin(run));
        return run;
    }

    private void begin(ScriptRun run) {
        run.begin();
        try {
            checker.execute(() -> check(run));
        } catch (OutOfMemoryError e) {
            // That is what the JDK says when the machine gives no further thread.
            run.refused(String.valueOf(e.getMessage()));
        }
    }

    private void check(ScriptRun run) {
        switch (ScriptLaunch.prepare(run.command(), options)) {
            case ScriptLaunch.Verdict.Ready(List<String> argv) -> starter.execute(() -> launch(run, argv));
            case ScriptLaunch.Verdict.Refused(String reason) -> timer.execute(() -> run.refused(reason));
        }
    }

    private void launch(ScriptRun run, List<String> argv) {
        if (closed || run.isAbandoned()) {
            return;
        }
        ProcessBuilder builder = new ProcessBuilder(argv)
                .redirectInput(NOTHING)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().keySet().removeAll(DROPPED_VARIABLES);
        try {
            Process process = builder.start();
            timer.execute(() -> started(run, process));
        } catch (IOException e) {
            timer.execute(() -> run.refused(e.getMessage() + " (is util-linux installed?)"));
        }
    }

    private void started(ScriptRun run, Process process) {
        run.started(process);
        if (closed) {
            run.end(TimeLimit.FirstSignal.TERM);
        }
    }

    private void gone(ScriptRun run) {
        runs.remove(run);
        if (ending) {
            noteWhatIsLeft();
        }
    }

    private void noteWhatIsLeft() {
        if (runs.isEmpty()) {
            timer.shutdown();
        }
        if (runs.stream().noneMatch(ScriptRun::isLimited)) {
            checksGone.countDown();
        }
    }

    /**
     * Sends SIGTERM to every script that still runs, and starts no more. Scripts with a time limit are checks, whose results
     * nobody hears any more: what is left of them after {@link #GRACE} is killed. The ends of others are not waited for.
     */
    @Override
    public void close() {
        if (starter.isShutdown()) {
            return;
        }
        closed = true;
        // A process that is being made at this moment has to be known before all are told to end.
        Future<?> made = starter.submit(() -> {});
        try {
            made.get(CLOSING.toMillis(), TimeUnit.MILLISECONDS);
            timer.submit(this::endAll).get(CLOSING.toMillis(), TimeUnit.MILLISECONDS);
            if (!checksGone.await(GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
                timer.submit(this::killChecks).get(CLOSING.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("Scripts may still run: {}", String.valueOf(e.getMessage()));
        }
        checker.shutdown();
        // With this thread the kernel's parent-death signal goes to every script itself, though not to its children.
        starter.shutdown();
    }

    private void endAll() {
        runs.forEach(run -> run.end(TimeLimit.FirstSignal.TERM));
        ending = true;
        noteWhatIsLeft();
    }

    private void killChecks() {
        runs.stream().filter(ScriptRun::isLimited).forEach(ScriptRun::kill);
    }
}
