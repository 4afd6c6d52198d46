package io.aloft.vrrp.bfd.runtime;

import io.aloft.model.track.BfdSpec;
import io.aloft.posix.PosixException;
import io.aloft.vrrp.bfd.BfdStep;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs every {@code bfd_instance} on one thread, {@code bfd-loop}. Packets come from one more thread for each port and
 * family that is in use.
 *
 * <p>All that has arrived is handled before a deadline may fire: a queue that was not read is no silence.
 */
public final class BfdLoop implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger("io.aloft.bfd");

    private static final int QUEUE_LENGTH = 4096;

    /** A deadline that is served later than this tells that the whole process stood still. */
    private static final long STALL_NANOS = 5_000_000L;

    /** How long the receiving threads, which stood still too, get to hand over what has come meanwhile. */
    private static final long CATCHING_UP_NANOS = 5_000_000L;

    private static final long REOPEN_NANOS = Duration.ofSeconds(5).toNanos();
    private static final Duration STOP_LIMIT = Duration.ofSeconds(2);

    private final BlockingQueue<BfdInput> queue = new ArrayBlockingQueue<>(QUEUE_LENGTH);
    private final BfdSessions sessions;
    private final Map<BfdReceiver.Port, BfdReceiver> receivers = new HashMap<>();
    private final Set<BfdReceiver.Port> refused = new HashSet<>();
    private final Thread thread = Thread.ofPlatform().name("bfd-loop").unstarted(this::run);
    private long reopenNanos = BfdStep.NEVER;
    private volatile boolean stopping;

    /** Prepares a loop that tells {@code listener}. */
    public BfdLoop(BfdListener listener) {
        this.sessions = new BfdSessions(listener);
    }

    /** Starts the thread and the sessions. Sockets belong to the network namespace of the calling thread. */
    public void start(List<BfdSpec> specs) {
        reload(specs);
        thread.start();
    }

    /** Takes another configuration; sessions between the same two ends go on under their name. */
    public void reload(List<BfdSpec> specs) {
        post(new BfdInput.Reload(List.copyOf(specs)));
    }

    /** How the sessions stand, in configuration order. */
    public CompletableFuture<List<BfdStatus>> status() {
        var answer = new CompletableFuture<List<BfdStatus>>();
        post(new BfdInput.StatusWanted(answer));
        return answer;
    }

    /** Ends all sessions without a word to the neighbours, as keepalived does: they need their detection time. */
    @Override
    public void close() {
        stopping = true;
        post(new BfdInput.Stop());
        try {
            if (!thread.join(STOP_LIMIT)) {
                LOG.error("the BFD loop did not end within {} s", STOP_LIMIT.toSeconds());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void post(BfdInput input) {
        try {
            boolean taken = false;
            while (!taken && (!stopping || input instanceof BfdInput.Stop && thread.isAlive())) {
                taken = queue.offer(input, 100, TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Packets may be lost when the loop cannot keep up; a session lives through that. */
    private void arrived(BfdInput packet) {
        if (!queue.offer(packet)) {
            LOG.debug("the queue of BFD packets is full");
        }
    }

    private void run() {
        while (!stopping) {
            try {
                turn();
            } catch (InterruptedException e) {
                LOG.warn("the BFD loop was interrupted and goes on");
            } catch (RuntimeException | Error e) {
                // One session's defect must not silence the others.
                LOG.error("defect in the BFD loop, please report it", e);
            }
        }
        receivers.values().forEach(BfdReceiver::close);
        sessions.close();
    }

    private void turn() throws InterruptedException {
        long deadline = Math.min(sessions.nextDeadlineNanos(), reopenNanos);
        long wait = deadline == BfdStep.NEVER ? REOPEN_NANOS : deadline - System.nanoTime();
        if (wait < -STALL_NANOS) {
            wait = CATCHING_UP_NANOS;
        }
        for (BfdInput input = queue.poll(Math.max(0, wait), TimeUnit.NANOSECONDS);
                input != null;
                input = queue.poll()) {
            handle(input);
        }
        long now = System.nanoTime();
        if (reopenNanos <= now) {
            openPorts(now);
        }
        sessions.timePassed(now);
    }

    private void handle(BfdInput input) {
        switch (input) {
            case BfdInput.Datagram in -> sessions.arrived(in.datagram(), in.multihop());
            case BfdInput.Reload reload -> {
                long now = System.nanoTime();
                sessions.configure(reload.specs(), now);
                openPorts(now);
            }
            case BfdInput.StatusWanted wanted -> wanted.answer().complete(sessions.status());
            case BfdInput.Stop stop -> {}
        }
    }

    private void openPorts(long now) {
        Set<BfdReceiver.Port> wanted = new HashSet<>();
        sessions.specs()
                .forEach(
                        spec -> wanted.add(new BfdReceiver.Port(spec.neighbour().family(), spec.multihop())));
        receivers.entrySet().removeIf(entry -> {
            boolean idle = !wanted.contains(entry.getKey());
            if (idle) {
                entry.getValue().close();
            }
            return idle;
        });
        wanted.removeAll(receivers.keySet());
        reopenNanos = BfdStep.NEVER;
        for (BfdReceiver.Port port : wanted) {
            try {
                receivers.put(port, BfdReceiver.open(port, this::arrived));
                refused.remove(port);
            } catch (PosixException e) {
                reopenNanos = now + REOPEN_NANOS;
                if (refused.add(port)) {
                    LOG.error(
                            "cannot receive BFD on {}: {}; it is tried again every {} s",
                            port,
                            e.getMessage(),
                            REOPEN_NANOS / 1_000_000_000);
                }
            }
        }
    }
}
