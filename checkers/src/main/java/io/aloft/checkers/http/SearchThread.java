package io.aloft.checkers.http;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Where bodies are searched for regular expressions. A search may take a tenth of a second, in which the loop would be late
 * for others, and the JDK's engine recurses for repeated groups, for which the small stacks of a director are too small.
 */
final class SearchThread {

    /** Taken from the system as far as it is used. */
    private static final long STACK_BYTES = 64L << 20;

    private static final long IDLE_SECONDS = 30;

    private static final Executor EXECUTOR = open();

    private SearchThread() {}

    static void execute(Runnable search) {
        EXECUTOR.execute(search);
    }

    private static Executor open() {
        var executor =
                new ThreadPoolExecutor(1, 1, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    var thread = new Thread(null, task, "check-search", STACK_BYTES);
                    thread.setDaemon(true);
                    return thread;
                });
        executor.allowCoreThreadTimeOut(true);
        return executor;
    }
}
