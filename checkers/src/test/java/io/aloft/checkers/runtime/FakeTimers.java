package io.aloft.checkers.runtime;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Virtual time: tasks run when somebody lets time pass, in order. */
final class FakeTimers implements Timers {

    private final List<Task> tasks = new ArrayList<>();
    private long now;
    private long number;

    private record Task(long at, long number, Runnable run) {}

    @Override
    public long now() {
        return now;
    }

    @Override
    public Alarm at(long at, Runnable task) {
        var added = new Task(Math.max(at, now), number++, task);
        tasks.add(added);
        return () -> tasks.remove(added);
    }

    /** Runs everything that is due until then; what it adds, too. */
    void pass(double seconds) {
        long end = now + Math.round(seconds * TimeUnit.SECONDS.toNanos(1));
        while (true) {
            Task next = tasks.stream()
                    .filter(task -> task.at <= end)
                    .min(Comparator.comparingLong(Task::at).thenComparingLong(Task::number))
                    .orElse(null);
            if (next == null) {
                break;
            }
            tasks.remove(next);
            now = Math.max(now, next.at);
            next.run.run();
        }
        now = end;
    }

    /** Runs what is due now. */
    void settle() {
        pass(0);
    }

    int waiting() {
        return tasks.size();
    }
}
