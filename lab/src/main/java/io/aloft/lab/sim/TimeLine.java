package io.aloft.lab.sim;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What happened in a simulation, in order. Entries become text only when somebody reads them. */
public final class TimeLine {

    private record Entry(long nanos, String who, Object what) {
        @Override
        public String toString() {
            return time(nanos) + " " + who + " " + what;
        }
    }

    private final List<Entry> entries = new ArrayList<>();

    void add(long nanos, String who, Object what) {
        entries.add(new Entry(nanos, who, what));
    }

    /** The last {@code count} lines, the newest at the end. */
    public String last(int count) {
        return entries.subList(Math.max(0, entries.size() - count), entries.size()).stream()
                .map(e -> "  " + e + "\n")
                .collect(Collectors.joining());
    }

    /** Every line. */
    @Override
    public String toString() {
        return last(entries.size());
    }

    /** Seconds with every digit of the nanoseconds: timers are exact, and so is what one reads about them. */
    static String time(long nanos) {
        return String.format(Locale.ROOT, "%3d.%09d", nanos / 1_000_000_000L, nanos % 1_000_000_000L);
    }
}
