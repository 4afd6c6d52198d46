package io.aloft.checkers.runtime;

import io.netty.channel.EventLoop;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Those of Netty's event loop. */
final class LoopTimers implements Timers {

    private static final Logger log = LoggerFactory.getLogger(LoopTimers.class);

    /** Alarms of one span of this length ring together at its end, so that the loop wakes once for all of them; ns. */
    private static final long SPAN = TimeUnit.MILLISECONDS.toNanos(1);

    private final EventLoop loop;

    LoopTimers(EventLoop loop) {
        this.loop = loop;
    }

    @Override
    public long now() {
        return loop.ticker().nanoTime();
    }

    @Override
    public Alarm at(long at, Runnable task) {
        long now = now();
        long delay = at <= now ? 0 : Math.ceilDiv(at, SPAN) * SPAN - now;
        var scheduled = loop.schedule(() -> guard(task), delay, TimeUnit.NANOSECONDS);
        return () -> scheduled.cancel(false);
    }

    /** A bug in one place must neither end the loop nor pass unseen. */
    static void guard(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            log.error("Health checking failed unexpectedly; the other checks go on", e);
        }
    }
}
