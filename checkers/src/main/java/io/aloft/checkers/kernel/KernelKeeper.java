package io.aloft.checkers.kernel;

import io.aloft.checkers.table.Pool;
import io.aloft.ipvs.IpvsConnector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the kernel's load balancing as it is wanted, on the thread {@code ipvs-keeper}: however slow the kernel is, and
 * however large the table, checks are not late because of it.
 *
 * <p>Everything is carried out in order. What comes while the kernel is busy is carried out together, so that the latest
 * wish counts. Whoever wants to go on when the kernel has been told is called whether it complied or not, since nothing
 * here waits for it to become better.
 */
public final class KernelKeeper {

    private static final Logger log = LoggerFactory.getLogger(KernelKeeper.class);

    /** A table of 10,000 services with their destinations is taken down in a small part of this. */
    private static final Duration STOP_LIMIT = Duration.ofSeconds(10);

    /** A defect that comes again and again must neither end the comparison nor fill the disk. */
    private static final long AFTER_A_DEFECT = TimeUnit.SECONDS.toNanos(Backoff.LONGEST_SECONDS);

    private final KeeperThread thread = new KeeperThread("ipvs-keeper");
    private final Executor replies;
    private final KernelCore core;
    private final Object lock = new Object();
    private final AtomicBoolean awake = new AtomicBoolean();
    private List<Runnable> wishes = new ArrayList<>();
    private List<Runnable> following = new ArrayList<>();
    private volatile KernelStatus status = KernelStatus.IDLE;

    /**
     * Starts the thread in the network namespace of the caller; the kernel is not asked for anything yet.
     *
     * @param connector opens the kernel's table
     * @param filter opens the packet filter, for {@code nftables_ipvs}
     * @param replies carries out what was to wait until the kernel is told
     */
    public KernelKeeper(IpvsConnector connector, MarkFilter.Opener filter, Executor replies) {
        this.core = new KernelCore(connector, filter);
        this.replies = replies;
    }

    /** From now on this configuration counts: the first one at start, then those of reloads. Returns at once. */
    public void serve(KernelPlan plan) {
        wish(() -> core.serve(plan));
    }

    /** Other servers are wanted for a virtual server of the present configuration. Returns at once. */
    public void change(Pool pool) {
        wish(() -> core.change(pool));
    }

    /** To be done when the kernel has been told everything so far; in the order of these calls. Returns at once. */
    public void afterAll(Runnable task) {
        synchronized (lock) {
            following.add(task);
        }
        wake();
    }

    /** How well the kernel does what it is told; from any thread. */
    public KernelStatus status() {
        return status;
    }

    /**
     * Takes what is ours out of the kernel as {@code lvs_flush_on_stop} demands, restores the timeouts, and ends. Waits
     * for that, 10 s at most.
     *
     * @param keepServices the table stays as it is ({@code --dont-release-ipvs})
     */
    public void stop(boolean keepServices) {
        if (!thread.end(() -> core.stop(keepServices), STOP_LIMIT)) {
            log.error("IPVS was not cleaned up within {} s; look at the table: ipvsadm -Ln", STOP_LIMIT.toSeconds());
        }
    }

    private void wish(Runnable wish) {
        synchronized (lock) {
            wishes.add(wish);
        }
        wake();
    }

    private void wake() {
        if (!awake.getAndSet(true)) {
            thread.execute(this::grant);
        }
    }

    private void grant() {
        awake.set(false);
        List<Runnable> granted;
        List<Runnable> then;
        synchronized (lock) {
            granted = wishes;
            then = following;
            wishes = new ArrayList<>();
            following = new ArrayList<>();
        }
        try {
            granted.forEach(KeeperThread::guarded);
            work();
        } finally {
            then.forEach(this::reply);
        }
    }

    private void work() {
        long now = KeeperThread.now();
        long retryAt = now + AFTER_A_DEFECT;
        try {
            core.work(now);
            retryAt = core.retryAt();
        } finally {
            status = core.status();
            thread.alarm(retryAt, this::work);
        }
    }

    private void reply(Runnable task) {
        try {
            replies.execute(task);
        } catch (RejectedExecutionException e) {
            log.debug("nobody waits any more for what the kernel was told");
        }
    }
}
