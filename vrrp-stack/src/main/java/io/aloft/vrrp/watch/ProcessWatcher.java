package io.aloft.vrrp.watch;

import io.aloft.model.track.TrackProcessSpec;
import io.aloft.posix.NetworkNamespace;
import io.aloft.posix.PosixException;
import io.aloft.posix.ProcessEvent;
import io.aloft.posix.ProcessEventSocket;
import io.aloft.vrrp.track.ProcessCount;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts the processes of every {@code vrrp_track_process} on the thread {@code process-watcher}. The kernel tells of
 * processes through the thread {@code process-events}; where it does not, all of them are looked at once a second.
 */
public final class ProcessWatcher implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger("io.aloft.vrrp");

    private static final int QUEUE_LENGTH = 16_384;
    private static final long LOOK_NANOS = Duration.ofSeconds(1).toNanos();
    private static final Duration STOP_LIMIT = Duration.ofSeconds(2);

    /** The network namespace of the first process, which is the initial one outside of containers. */
    private static final Path INITIAL_NAMESPACE = Path.of("/proc/1/ns/net");

    /** What the thread hears from others. */
    private sealed interface Input {

        record Happened(ProcessEvent event) implements Input {}

        record Reload(List<TrackProcessSpec> specs) implements Input {}

        record Stop() implements Input {}
    }

    private final ProcessListener listener;
    private final @Nullable ProcessEventSocket events;
    private final BlockingQueue<Input> queue = new ArrayBlockingQueue<>(QUEUE_LENGTH);
    private final Map<String, ProcessCount> counts = new LinkedHashMap<>();
    private final Thread thread = Thread.ofPlatform().name("process-watcher").unstarted(this::run);
    private List<TrackProcessSpec> specs = List.of();
    private long deadlineNanos = ProcessCount.NEVER;
    private volatile boolean lost;
    private volatile boolean deaf;
    private volatile boolean stopping;

    private ProcessWatcher(ProcessListener listener, @Nullable ProcessEventSocket events) {
        this.listener = listener;
        this.events = events;
        this.deaf = events == null;
    }

    /** Whether each quorum is reached now: what holds before a watcher has told anything. */
    public static Map<String, Boolean> look(List<TrackProcessSpec> specs) {
        Map<String, Set<Long>> matching = ProcessTable.look(specs);
        Map<String, Boolean> reached = new HashMap<>();
        for (TrackProcessSpec spec : specs) {
            Set<Long> found = matching.getOrDefault(spec.name(), Set.of());
            reached.put(spec.name(), new ProcessCount(spec, found).reached());
        }
        return reached;
    }

    /**
     * Asks the kernel to tell of processes. It does so in the initial network namespace only, so this either is called before
     * the thread enters another one, or finds the initial one by the first process. Null when it does not; the log says
     * why.
     */
    public static @Nullable ProcessEventSocket open() {
        PosixException refused;
        try {
            return ProcessEventSocket.open();
        } catch (PosixException e) {
            refused = e;
        }
        try {
            return NetworkNamespace.callIn(INITIAL_NAMESPACE, ProcessEventSocket::open);
        } catch (PosixException e) {
            LOG.warn(
                    "track_process not available by events - is CONFIG_PROC_EVENTS enabled in the kernel, and is this"
                            + " the initial network namespace? ({}) Processes are looked at once a second instead",
                    refused.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return null;
    }

    /**
     * Starts the threads. Every quorum is told once, then each change.
     *
     * @param events of {@link #open()}, closed with the watcher; null to look once a second
     */
    public static ProcessWatcher start(
            List<TrackProcessSpec> specs, ProcessListener listener, @Nullable ProcessEventSocket events) {
        ProcessWatcher watcher = new ProcessWatcher(listener, events);
        watcher.reload(specs);
        watcher.thread.start();
        if (events != null) {
            Thread.ofPlatform().daemon().name("process-events").start(() -> watcher.listen(events));
        }
        return watcher;
    }

    /** Takes another configuration; what did not change keeps its delays. */
    public void reload(List<TrackProcessSpec> changed) {
        post(new Input.Reload(List.copyOf(changed)));
    }

    private void listen(ProcessEventSocket socket) {
        try {
            for (ProcessEvent event = socket.receive(); event != null; event = socket.receive()) {
                if (event instanceof ProcessEvent.Lost || !queue.offer(new Input.Happened(event))) {
                    lost = true;
                }
            }
        } catch (PosixException e) {
            LOG.error(
                    "processes are looked at once a second, since the kernel tells of them no more: {}",
                    e.getMessage());
            deaf = true;
        } catch (RuntimeException e) {
            LOG.error("defect in hearing of processes, please report it; they are looked at once a second", e);
            deaf = true;
        }
    }

    private void post(Input input) {
        try {
            boolean taken = false;
            while (!taken && thread.getState() != Thread.State.TERMINATED) {
                taken = queue.offer(input, 100, TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        long nextLook = System.nanoTime() + LOOK_NANOS;
        while (!stopping) {
            try {
                // Lost events and the end of the socket are noticed within a second too, without being told.
                long wait = Math.min(nextLook, deadlineNanos) - System.nanoTime();
                Input input = queue.poll(Math.max(0, wait), TimeUnit.NANOSECONDS);
                long now = System.nanoTime();
                if (input != null) {
                    handle(input, now);
                }
                if (nextLook <= now) {
                    nextLook = now + LOOK_NANOS;
                    if (deaf || lost) {
                        lost = false;
                        lookAgain(now);
                    }
                }
                if (deadlineNanos <= now) {
                    deadlineNanos = ProcessCount.NEVER;
                    counts.values().forEach(count -> took(count, count.timePassed(now)));
                }
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                LOG.error("defect in the watcher of track_process, please report it", e);
            }
        }
    }

    private void handle(Input input, long now) {
        switch (input) {
            case Input.Happened happened -> happened(happened.event(), now);
            case Input.Reload reload -> configure(reload.specs());
            case Input.Stop stop -> {}
        }
    }

    private void configure(List<TrackProcessSpec> changed) {
        specs = changed;
        Map<String, ProcessCount> before = new HashMap<>(counts);
        counts.clear();
        Map<String, Set<Long>> matching = ProcessTable.look(changed);
        for (TrackProcessSpec spec : changed) {
            ProcessCount known = before.get(spec.name());
            if (known != null && known.spec().equals(spec)) {
                counts.put(spec.name(), known);
                continue;
            }
            ProcessCount count = new ProcessCount(spec, matching.getOrDefault(spec.name(), Set.of()));
            counts.put(spec.name(), count);
            listener.quorumChanged(spec.name(), count.reached());
        }
    }

    private void happened(ProcessEvent event, long now) {
        switch (event) {
            case ProcessEvent.Forked forked ->
                counts.values().forEach(count -> took(count, count.forked(forked.parent(), forked.pid(), now)));
            case ProcessEvent.Exited exited ->
                counts.values().forEach(count -> took(count, count.ended(exited.pid(), now)));
            case ProcessEvent.Executed executed -> changed(executed.pid(), now);
            case ProcessEvent.Renamed renamed -> changed(renamed.pid(), now);
            case ProcessEvent.Lost gone -> lost = true;
        }
    }

    private void changed(long pid, long now) {
        Set<String> names = ProcessTable.matches(specs, pid);
        counts.forEach((name, count) -> took(count, count.began(pid, names.contains(name), now)));
    }

    private void lookAgain(long now) {
        Map<String, Set<Long>> matching = ProcessTable.look(specs);
        counts.forEach((name, count) -> took(count, count.looked(matching.getOrDefault(name, Set.of()), now)));
    }

    private void took(ProcessCount count, ProcessCount.Step step) {
        deadlineNanos = Math.min(deadlineNanos, step.nextDeadlineNanos());
        step.lines().forEach(LOG::info);
        if (step.changed()) {
            listener.quorumChanged(count.spec().name(), count.reached());
        }
    }

    /** Ends the threads; nothing is told any more when this returns. */
    @Override
    public void close() {
        stopping = true;
        if (events != null) {
            events.close();
        }
        // When the queue is full it is being read, and the end is seen without a word.
        boolean told = queue.offer(new Input.Stop());
        try {
            if (Thread.currentThread() != thread && !thread.join(STOP_LIMIT)) {
                LOG.error(
                        "the watcher of track_process did not end within {} s (told: {})",
                        STOP_LIMIT.toSeconds(),
                        told);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
