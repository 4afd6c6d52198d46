package io.aloft.checkers.kernel;

import io.aloft.checkers.table.Pool;
import io.aloft.ipvs.IpvsConnector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the kernel's load balancing as it is wanted, on the thread {@code ipvs-keeper}: however slow the kernel is, and
 * however large the table, checks are not late because of it.
 *
 * <p>Wishes are carried out in order. Those that come while the kernel is busy are carried out together, so that the
 * latest counts. Each has somebody who wants to go on when the kernel has been told: he is called in the same order,
 * whether the kernel complied or not, since nothing here waits for it to become better.
 */
public final class KernelKeeper {

    private static final Logger log = LoggerFactory.getLogger(KernelKeeper.class);

    /** A table of 10,000 services with their destinations is taken down in a small part of this. */
    private static final Duration STOP_LIMIT = Duration.ofSeconds(10);

    private record Wish(Runnable change, Runnable whenTold) {}

    private final KeeperThread thread = new KeeperThread("ipvs-keeper");
    private final Executor replies;
    private final KernelCore core;
    private final Object lock = new Object();
    private List<Wish> waiting = new ArrayList<>();
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
    public void serve(KernelPlan plan, Runnable whenTold) {
        wish(new Wish(() -> core.serve(plan), whenTold));
    }

    /** Other servers are wanted for a virtual server of the present configuration. Returns at once. */
    public void change(Pool pool, Runnable whenTold) {
        wish(new Wish(() -> core.change(pool), whenTold));
    }

    /** To be called when the kernel has been told everything so far. Returns at once. */
    public void afterAll(Runnable whenTold) {
        wish(new Wish(() -> {}, whenTold));
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

    private void wish(Wish wish) {
        synchronized (lock) {
            waiting.add(wish);
            if (waiting.size() > 1) {
                return;
            }
        }
        thread.execute(this::grant);
    }

    private void grant() {
        List<Wish> taken;
        synchronized (lock) {
            taken = waiting;
            waiting = new ArrayList<>();
        }
        try {
            taken.forEach(wish -> wish.change().run());
            work();
        } finally {
            taken.forEach(wish -> reply(wish.whenTold()));
        }
    }

    private void work() {
        core.work(KeeperThread.now());
        status = core.status();
        thread.alarm(core.retryAt(), this::work);
    }

    private void reply(Runnable whenTold) {
        try {
            replies.execute(whenTold);
        } catch (RejectedExecutionException e) {
            log.debug("nobody waits any more for what the kernel was told");
        }
    }
}
