package io.aloft.vrrp.sim;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Who was Master of one virtual router while a network was simulated, and for how long nobody or too many were. */
final class ServiceRecord {

    private static final double SECOND = 1e9;

    /** A Master that is preempted learns it by an advertisement, which takes its way; nobody needs to hear of that. */
    static final long HANDOVER_NANOS = 10_000_000;

    private final String title;
    private List<String> masters = List.of();
    private long sinceNanos;
    private boolean everServed;
    private long firstNanos;
    private long silentNanos;
    private long longestGapNanos;
    private int gaps;
    private long rivalNanos;

    ServiceRecord(String title) {
        this.title = title;
    }

    /** Says who is Master from now on; returns whether that is another one than before. */
    boolean masters(List<String> now, long nanos) {
        if (now.equals(masters)) {
            return false;
        }
        close(nanos);
        masters = List.copyOf(now);
        sinceNanos = nanos;
        if (!now.isEmpty() && !everServed) {
            everServed = true;
            firstNanos = nanos;
        }
        return true;
    }

    /** What is wrong now, in a line; empty for nothing. */
    String trouble() {
        if (masters.size() > 1) {
            return masters.size() + " Masters of " + title + ": " + String.join(", ", masters);
        }
        return masters.isEmpty() ? "nobody is Master of " + title : "";
    }

    private void close(long nanos) {
        long length = nanos - sinceNanos;
        if (masters.size() > 1 && length >= HANDOVER_NANOS) {
            rivalNanos += length;
        } else if (masters.isEmpty() && everServed && length > 0) {
            silentNanos += length;
            longestGapNanos = Math.max(longestGapNanos, length);
            gaps++;
        }
    }

    /** Whether exactly one router is Master now. */
    boolean served() {
        return masters.size() == 1;
    }

    /** What there is to say at the end. */
    List<String> summary(long endNanos) {
        List<String> lines = new ArrayList<>();
        String since = seconds(sinceNanos);
        close(endNanos);
        sinceNanos = endNanos;
        lines.add(title);
        lines.add(
                switch (masters.size()) {
                    case 0 -> "    at the end nobody is Master" + (everServed ? ", since " + since : " and nobody was");
                    case 1 -> "    at the end " + masters.getFirst() + " is Master, since " + since;
                    default -> "    at the end " + String.join(" and ", masters) + " are Masters, since " + since;
                });
        if (everServed) {
            String silence = silentNanos == 0 ? "never without one" : "without a Master for " + seconds(silentNanos);
            lines.add("    first Master at " + seconds(firstNanos) + "; after that " + silence
                    + (gaps > 1 ? " in " + gaps + " gaps, the longest " + seconds(longestGapNanos) : ""));
        }
        if (rivalNanos > 0) {
            lines.add("    more than one Master for " + seconds(rivalNanos));
        }
        return lines;
    }

    static String seconds(long nanos) {
        return String.format(Locale.ROOT, "%.3f s", nanos / SECOND);
    }
}
