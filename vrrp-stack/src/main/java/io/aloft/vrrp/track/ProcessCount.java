package io.aloft.vrrp.track;

import io.aloft.model.track.TrackProcessSpec;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * How many processes of one {@code vrrp_track_process} there are, and whether its quorum is reached.
 *
 * <p>Pure. A fork that gains or loses the quorum counts after {@code fork_delay}, an exit after {@code terminate_delay}, a
 * program that begins (exec) at once, as measured on keepalived. A change that is taken back in time never counts.
 */
public final class ProcessCount {

    /** No deadline. */
    public static final long NEVER = Long.MAX_VALUE;

    /**
     * The answer to one event.
     *
     * @param changed whether {@link #reached()} is another one than before
     * @param lines for the operator, in keepalived's words
     * @param nextDeadlineNanos when the count wants {@link #timePassed(long)}
     */
    public record Step(boolean changed, List<String> lines, long nextDeadlineNanos) {
        public Step {
            lines = List.copyOf(lines);
        }
    }

    private final TrackProcessSpec spec;
    private final Set<Long> processes = new HashSet<>();
    private boolean reached;
    private long deadlineNanos = NEVER;

    /** Begins with the processes that match now, whose number counts at once. */
    public ProcessCount(TrackProcessSpec spec, Set<Long> matching) {
        this.spec = spec;
        processes.addAll(matching);
        reached = isEnough();
    }

    public TrackProcessSpec spec() {
        return spec;
    }

    /** Whether the quorum counts as reached. */
    public boolean reached() {
        return reached;
    }

    /** How many processes match. */
    public int size() {
        return processes.size();
    }

    /** A process made a copy of itself, which matches when the process did. */
    public Step forked(long parent, long child, long now) {
        if (processes.contains(parent)) {
            processes.add(child);
        }
        return counted(spec.forkDelay(), now);
    }

    /** A process runs another program now, or changed its name. */
    public Step began(long process, boolean matches, long now) {
        boolean before = processes.contains(process);
        if (matches) {
            processes.add(process);
        } else {
            processes.remove(process);
        }
        return counted(before && !matches ? spec.terminateDelay() : Duration.ZERO, now);
    }

    /** A process ended. */
    public Step ended(long process, long now) {
        processes.remove(process);
        return counted(spec.terminateDelay(), now);
    }

    /** All processes were looked at: after events were lost, or where there are none. */
    public Step looked(Set<Long> matching, long now) {
        boolean more = !processes.containsAll(matching);
        processes.clear();
        processes.addAll(matching);
        return counted(more ? Duration.ZERO : spec.terminateDelay(), now);
    }

    /** The deadline of an earlier step may have come. */
    public Step timePassed(long now) {
        return deadlineNanos <= now ? counted(Duration.ZERO, now) : new Step(false, List.of(), deadlineNanos);
    }

    private Step counted(Duration delay, long now) {
        if (isEnough() == reached) {
            deadlineNanos = NEVER;
            return new Step(false, List.of(), NEVER);
        }
        deadlineNanos = Math.min(deadlineNanos, now + delay.toNanos());
        if (deadlineNanos > now) {
            return new Step(false, List.of(), deadlineNanos);
        }
        deadlineNanos = NEVER;
        reached = !reached;
        String line = "Quorum %s for tracked process %s".formatted(reached ? "gained" : "lost", spec.name());
        return new Step(true, List.of(line), NEVER);
    }

    private boolean isEnough() {
        Integer most = spec.quorumMax();
        return processes.size() >= spec.quorum() && (most == null || processes.size() <= most);
    }
}
