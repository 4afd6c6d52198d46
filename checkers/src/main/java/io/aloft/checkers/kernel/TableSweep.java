package io.aloft.checkers.kernel;

import io.aloft.ipvs.ServiceKey;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * When which services are compared with the kernel's table: all of them within {@value #PERIOD_SECONDS} s, a part each
 * second, so that a large table costs little at any moment. Beyond 15,000 services a round takes longer.
 */
final class TableSweep {

    static final int PERIOD_SECONDS = 30;

    /** Below this a table is compared at once. */
    static final int LEAST_PART = 100;

    static final int LARGEST_PART = 500;

    private static final long PERIOD = TimeUnit.SECONDS.toNanos(PERIOD_SECONDS);
    private static final long STEP = TimeUnit.SECONDS.toNanos(1);

    private final Deque<ServiceKey> rest = new ArrayDeque<>();
    private long dueAt = Long.MAX_VALUE;
    private long nextRoundAt = Long.MAX_VALUE;
    private int part = LEAST_PART;

    /** When {@link #next} has something to say. */
    long dueAt() {
        return dueAt;
    }

    /** The table was just written or read as a whole: a new round begins one period later. */
    void restart(long now) {
        rest.clear();
        nextRoundAt = now + PERIOD;
        dueAt = nextRoundAt;
    }

    /** Something is wrong with the table: a round begins within a second. */
    void hurry(long now) {
        if (rest.isEmpty()) {
            nextRoundAt = Math.min(nextRoundAt, now + STEP);
            dueAt = nextRoundAt;
        }
    }

    /** Whether {@link #next} begins a round. */
    boolean beginsRound(long now) {
        return now >= dueAt && rest.isEmpty();
    }

    /** The services to compare now; none when nothing is due. */
    List<ServiceKey> next(Collection<ServiceKey> all, long now) {
        if (now < dueAt) {
            return List.of();
        }
        if (rest.isEmpty()) {
            rest.addAll(all);
            part = Math.clamp((all.size() + PERIOD_SECONDS - 1) / PERIOD_SECONDS, LEAST_PART, LARGEST_PART);
            nextRoundAt = now + PERIOD;
        }
        var due = new ArrayList<ServiceKey>(part);
        while (due.size() < part && !rest.isEmpty()) {
            due.add(rest.remove());
        }
        dueAt = rest.isEmpty() ? Math.max(nextRoundAt, now + STEP) : now + STEP;
        return due;
    }
}
