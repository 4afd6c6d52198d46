package io.aloft.checkers.netty;

import io.netty.util.concurrent.EventExecutor;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The time limits of a conversation. Each wait for the server may last {@code connect_timeout}, as with keepalived; all of them
 * together are limited too, so that a server which sends a byte now and then cannot hold a check for ever. One timer serves
 * all waits, and none is left behind. For the loop's thread.
 */
public final class Patience {

    /** The least that a whole conversation may take; a multiple of a long {@code connect_timeout} may be more. */
    public static final Duration TOTAL_LIMIT = Duration.ofMinutes(5);

    private static final int TOTAL_LIMIT_IN_TIMEOUTS = 20;

    private final EventExecutor executor;
    private final long waitNanos;
    private final Runnable expired;
    private long waitingSince;
    private long giveUpAt;
    private @Nullable ScheduledFuture<?> timer;

    private Patience(EventExecutor executor, Duration timeout, Runnable expired) {
        this.executor = executor;
        this.waitNanos = timeout.toNanos();
        this.expired = expired;
        this.waitingSince = now();
        this.giveUpAt = waitingSince + Math.max(TOTAL_LIMIT.toNanos(), TOTAL_LIMIT_IN_TIMEOUTS * waitNanos);
    }

    /**
     * The first wait begins now.
     *
     * @param timeout of each wait, at most a year
     * @param expired is called at most once
     */
    public static Patience begin(EventExecutor executor, Duration timeout, Runnable expired) {
        var patience = new Patience(executor, timeout, expired);
        patience.lookAgainIn(patience.waitNanos);
        return patience;
    }

    /** The server has said something: a new wait begins. */
    public void heard() {
        waitingSince = now();
    }

    /** A new wait begins, and it is the last one: it covers everything that is still to come. */
    public void beginLastWait() {
        heard();
        giveUpAt = waitingSince + waitNanos;
    }

    /** The conversation is over. */
    public void end() {
        if (timer != null) {
            timer.cancel(false);
        }
    }

    /** Most conversations are over before the timer fires, so what is heard meanwhile does not touch it. */
    private void lookAgainIn(long nanos) {
        timer = executor.schedule(this::look, nanos, TimeUnit.NANOSECONDS);
    }

    private void look() {
        long now = now();
        long left = Math.min(waitingSince + waitNanos - now, giveUpAt - now);
        if (left > 0) {
            lookAgainIn(left);
        } else {
            expired.run();
        }
    }

    private long now() {
        return executor.ticker().nanoTime();
    }
}
