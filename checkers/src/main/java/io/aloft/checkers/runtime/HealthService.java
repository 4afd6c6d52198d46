package io.aloft.checkers.runtime;

import io.aloft.checkers.HealthListener;
import io.aloft.checkers.health.HealthStatus;
import io.aloft.checkers.health.ServerOverride;
import io.aloft.checkers.kernel.KernelKeeper;
import io.aloft.checkers.kernel.KernelPlan;
import io.aloft.checkers.kernel.KernelStatus;
import io.aloft.checkers.kernel.MarkFilter;
import io.aloft.checkers.misc.ProgramRunner;
import io.aloft.checkers.netty.CheckEventLoop;
import io.aloft.checkers.table.Pool;
import io.aloft.ipvs.IpvsConnector;
import io.aloft.model.ConfigImage;
import io.aloft.model.lvs.VirtualServerKey;
import io.aloft.model.net.Endpoint;
import io.aloft.model.net.IpAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Health checking and load balancing as one service: puts virtual servers into the kernel, checks their real servers,
 * and takes everything away at the end. All methods may be called from any thread; what is told takes effect in order, on
 * the check loop.
 */
public final class HealthService implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(HealthService.class);

    private static final long STOP_LIMIT_SECONDS = 10;

    private final ConfigImage image;
    private final CheckEventLoop eventLoop;
    private final KernelKeeper kernel;
    private final CheckerFactory checkers;
    private final CheckLoop loop;
    private boolean closed;

    /**
     * Nothing happens before {@link #start}.
     *
     * @param image the configuration
     * @param connector opens the kernel's table; used on the thread of the {@link KernelKeeper} only
     * @param filter opens the packet filter; used there as well
     * @param programs runs those of MISC_CHECK; used on the check loop
     * @param listener is told every change, on the check loop
     */
    public HealthService(
            ConfigImage image,
            IpvsConnector connector,
            MarkFilter.Opener filter,
            ProgramRunner programs,
            HealthListener listener) {
        this(image, connector, filter, programs, listener, CheckEventLoop.open(), RandomGenerator.getDefault());
    }

    HealthService(
            ConfigImage image,
            IpvsConnector connector,
            MarkFilter.Opener filter,
            ProgramRunner programs,
            HealthListener listener,
            CheckEventLoop eventLoop,
            RandomGenerator random) {
        this.image = image;
        this.eventLoop = eventLoop;
        this.kernel = new KernelKeeper(connector, filter, eventLoop.loop());
        this.checkers = new CheckerFactory(eventLoop, programs);
        this.loop = new CheckLoop(new LoopTimers(eventLoop.loop()), checkers, new KeeperPort(kernel), listener, random);
    }

    /** Has the kernel told and begins to check; returns at once. */
    public void start() {
        reload(image);
    }

    /**
     * Serves another configuration; returns at once. Servers and checkers that are still there go on as they are, checks
     * under way included.
     */
    public void reload(ConfigImage changed) {
        tell(() -> loop.serve(changed));
    }

    /**
     * A file of FILE_CHECK has this value. What is told before {@link #start} or {@link #reload} counts from there on.
     *
     * @param value -2147483648..2147483648; 0 for a file that is missing, empty or no number
     */
    public void fileChanged(String trackFile, long value) {
        tell(() -> loop.fileChanged(trackFile, value));
    }

    /** A session of BFD_CHECK is up, or is not. */
    public void bfdChanged(String instance, boolean up) {
        tell(() -> loop.bfdChanged(instance, up));
    }

    /**
     * An address of this machine has come or gone, for {@code ha_suspend}. What is told before {@link #start} counts from
     * there on; an address that nobody has told of is not here.
     *
     * @param interfaces how many have it now
     */
    public void addressChanged(IpAddress address, int interfaces) {
        tell(() -> loop.addressChanged(address, interfaces));
    }

    /**
     * An operator has decided about a real server; it holds until the next decision, reloads included.
     *
     * @return whether there is such a server
     */
    public CompletableFuture<Boolean> override(
            VirtualServerKey virtualServer, Endpoint realServer, ServerOverride override) {
        return ask(() -> loop.override(virtualServer, realServer, override));
    }

    /** How all servers are. */
    public CompletableFuture<HealthStatus> status() {
        return ask(loop::status);
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

    /** What operators may want to know. */
    public Counters counters() {
        return new Counters(
                loop.checksFinished(),
                loop.worstLatenessNanos(),
                kernel.status().refusals());
    }

    /** How well the kernel does what it is told. */
    public KernelStatus kernelStatus() {
        return kernel.status();
    }

    private void tell(Runnable task) {
        try {
            eventLoop.loop().execute(() -> LoopTimers.guard(task));
        } catch (RejectedExecutionException e) {
            log.debug("health checking has ended");
        }
    }

    private <T> CompletableFuture<T> ask(Supplier<T> question) {
        try {
            return CompletableFuture.supplyAsync(question, eventLoop.loop());
        } catch (RejectedExecutionException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private synchronized void close(boolean keepServices) {
        if (closed) {
            return;
        }
        closed = true;
        var stopped = eventLoop.loop().submit(() -> {
            loop.stop(keepServices);
            checkers.close();
        });
        if (!stopped.awaitUninterruptibly(STOP_LIMIT_SECONDS, TimeUnit.SECONDS)) {
            log.error("Health checking did not stop within {} s; look at the table: ipvsadm -Ln", STOP_LIMIT_SECONDS);
        } else if (stopped.cause() != null) {
            log.error("Health checking did not stop properly; look at the table: ipvsadm -Ln", stopped.cause());
        }
        // What the notifiers have yet to hear comes back to the loop by then.
        kernel.stop(keepServices);
        eventLoop.close();
    }

    /** The keeper as the loop wants it. */
    private record KeeperPort(KernelKeeper keeper) implements KernelPort {
        @Override
        public void serve(KernelPlan plan) {
            keeper.serve(plan);
        }

        @Override
        public void change(Pool pool) {
            keeper.change(pool);
        }

        @Override
        public void afterAll(Runnable task) {
            keeper.afterAll(() -> LoopTimers.guard(task));
        }
    }

    /**
     * @param checksFinished checks that came to a result
     * @param worstLatenessNanos how late a check was started at worst, nanoseconds
     * @param kernelRefusals commands that the kernel refused
     */
    public record Counters(long checksFinished, long worstLatenessNanos, long kernelRefusals) {}
}
