package io.aloft.checkers.kernel;

import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One thread that carries out tasks in order, with one alarm. It belongs to the network namespace of the thread that made
 * it.
 */
final class KeeperThread {

    private static final Logger log = LoggerFactory.getLogger(KeeperThread.class);

    private final ScheduledThreadPoolExecutor worker;

    // From here on owned by the worker.
    private @Nullable ScheduledFuture<?> alarm;
    private long alarmAt = Long.MAX_VALUE;

    KeeperThread(String name) {
        worker = new ScheduledThreadPoolExecutor(
                1, task -> Thread.ofPlatform().name(name).daemon().unstarted(task));
        // News that come after the end concern nobody.
        worker.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
        worker.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        worker.setRemoveOnCancelPolicy(true);
        worker.prestartCoreThread();
    }

    /** The clock of the alarm, monotonic nanoseconds. */
    static long now() {
        return System.nanoTime();
    }

    void execute(Runnable task) {
        worker.execute(() -> guarded(task));
    }

    /**
     * Sets the alarm, in place of the one before; for the worker.
     *
     * @param at when, by {@link #now}; {@link Long#MAX_VALUE} for no alarm
     */
    void alarm(long at, Runnable task) {
        if (at == alarmAt && alarm != null) {
            return;
        }
        if (alarm != null) {
            alarm.cancel(false);
            alarm = null;
        }
        alarmAt = at;
        if (at != Long.MAX_VALUE && !worker.isShutdown()) {
            long delay = at <= now() ? 0 : at - now();
            alarm = worker.schedule(() -> ring(task), delay, TimeUnit.NANOSECONDS);
        }
    }

    /** It is over before its task runs, which may set the next one for the same moment. */
    private void ring(Runnable task) {
        alarm = null;
        alarmAt = Long.MAX_VALUE;
        guarded(task);
    }

    /**
     * Carries out what waits and one last task, and ends.
     *
     * @return whether it was done within the limit
     */
    boolean end(Runnable last, Duration limit) {
        execute(last);
        worker.shutdown();
        try {
            return worker.awaitTermination(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** A defect in one place must not keep the thread from its next task. */
    static void guarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | Error e) {
            log.error("defect in what the kernel is told, please report it", e);
        }
    }
}
