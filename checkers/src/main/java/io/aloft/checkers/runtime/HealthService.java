package io.aloft.checkers.runtime;

import io.aloft.checkers.HealthListener;
import io.aloft.checkers.kernel.KernelKeeper;
import io.aloft.checkers.kernel.KernelStatus;
import io.aloft.checkers.kernel.MarkFilter;
import io.aloft.checkers.netty.CheckEventLoop;
import io.aloft.ipvs.IpvsConnector;
import io.aloft.model.ConfigImage;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Health checking and load balancing as one service: puts virtual servers into the kernel, checks their real servers,
 * and takes everything away at the end.
 */
public final class HealthService implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(HealthService.class);

    private static final long STOP_LIMIT_SECONDS = 10;

    private final ConfigImage image;
    private final CheckEventLoop eventLoop;
    private final KernelKeeper kernel;
    private final CheckLoop loop;
    private boolean closed;

    /**
     * Nothing happens before {@link #start}.
     *
     * @param image the configuration
     * @param connector opens the kernel's table; used on the thread of the {@link KernelKeeper} only
     * @param filter opens the packet filter; used there as well
     * @param listener is told every change, on the check loop
     */
    public HealthService(
            ConfigImage image, IpvsConnector connector, MarkFilter.Opener filter, HealthListener listener) {
        this(image, connector, filter, listener, CheckEventLoop.open(), RandomGenerator.getDefault());
    }

    HealthService(
            ConfigImage image,
            IpvsConnector connector,
            MarkFilter.Opener filter,
            HealthListener listener,
            CheckEventLoop eventLoop,
            RandomGenerator random) {
        this.image = image;
        this.eventLoop = eventLoop;
        this.kernel = new KernelKeeper(connector, filter, eventLoop.loop());
        var factory = new CheckerFactory(eventLoop, image.global().lvs().tls());
        this.loop = new CheckLoop(eventLoop.loop(), factory, kernel, listener, random);
    }

    /** Has the kernel told and begins to check; returns at once. */
    public void start() {
        eventLoop.loop().execute(() -> loop.start(image));
    }

    /** Ends the checks and removes from the kernel what was put there; services of others stay. */
    @Override
    public void close() {
        close(false);
    }

    /** As {@link #close}, but leaves the kernel's table as it is ({@code --dont-release-ipvs}). */
    public void closeKeepingServices() {
        close(true);
    }

    /** What operators may want to know; may be called from any thread. */
    public Counters counters() {
        return new Counters(
                loop.checksFinished(),
                loop.worstLatenessNanos(),
                kernel.status().refusals());
    }

    /** How well the kernel does what it is told; may be called from any thread. */
    public KernelStatus kernelStatus() {
        return kernel.status();
    }

    private synchronized void close(boolean keepServices) {
        if (closed) {
            return;
        }
        closed = true;
        var stopped = eventLoop.loop().submit(() -> loop.stop(keepServices));
        if (!stopped.awaitUninterruptibly(STOP_LIMIT_SECONDS, TimeUnit.SECONDS)) {
            log.error("Health checking did not stop within {} s; look at the table: ipvsadm -Ln", STOP_LIMIT_SECONDS);
        } else if (stopped.cause() != null) {
            log.error("Health checking did not stop properly; look at the table: ipvsadm -Ln", stopped.cause());
        }
        // What the notifiers have yet to hear comes back to the loop by then.
        kernel.stop(keepServices);
        eventLoop.close();
    }

    /**
     * @param checksFinished checks that came to a result
     * @param worstLatenessNanos how late a check was started at worst, nanoseconds
     * @param kernelRefusals commands that the kernel refused
     */
    public record Counters(long checksFinished, long worstLatenessNanos, long kernelRefusals) {}
}
