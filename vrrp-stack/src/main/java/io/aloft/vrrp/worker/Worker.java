package io.aloft.vrrp.worker;

import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One thread that performs tasks, one after the other, in the namespace of the thread that made it. A defect in one task does
 * not keep it from the next.
 */
public final class Worker {

    private static final Logger LOG = LoggerFactory.getLogger(Worker.class);

    /** Between what was refused and the next try. */
    public static final Duration RETRY = Duration.ofSeconds(5);

    private static final Duration STOP_LIMIT = Duration.ofSeconds(5);

    private final String purpose;
    private final ScheduledThreadPoolExecutor executor;
    private final AtomicBoolean retryWaits = new AtomicBoolean();

    /**
     * Starts the thread.
     *
     * @param purpose for the message that nobody foresaw, as in {@code defect in the firewall}
     */
    public Worker(String threadName, String purpose) {
        this.purpose = purpose;
        this.executor = new ScheduledThreadPoolExecutor(
                1, task -> Thread.ofPlatform().name(threadName).daemon().unstarted(task));
        // News that come after the end concern nobody.
        executor.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
        executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        // A thread begins in the namespace of the one that starts it.
        executor.prestartCoreThread();
    }

    /** Behind what waits already; returns at once. */
    public void submit(Runnable task) {
        executor.execute(() -> guarded(task));
    }

    /** Not before {@code delay} is over, and never after {@link #close}. */
    public void later(Runnable task, Duration delay) {
        if (!executor.isShutdown()) {
            var unused = executor.schedule(() -> guarded(task), delay.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** Performs the task in {@link #RETRY}, unless one waits for that already. */
    public void retry(Runnable task) {
        if (retryWaits.compareAndSet(false, true)) {
            later(
                    () -> {
                        retryWaits.set(false);
                        task.run();
                    },
                    RETRY);
        }
    }

    private void guarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | Error e) {
            LOG.error("defect in {}, please report it", purpose, e);
        }
    }

    /**
     * Performs what waits, then {@code last}, and ends the thread.
     *
     * @param undone what to say when that takes longer than some seconds, as in {@code the tables were not removed}
     */
    public void close(Runnable last, String undone) {
        submit(last);
        executor.shutdown();
        try {
            if (!executor.awaitTermination(STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.error("{} within {} s", undone, STOP_LIMIT.toSeconds());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
