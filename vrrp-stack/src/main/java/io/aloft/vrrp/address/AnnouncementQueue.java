package io.aloft.vrrp.address;

import io.aloft.model.vrrp.VirtualAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Spaces gratuitous ARP on each interface by {@code vrrp_garp_interval}: the first goes out at once, the rest wait their
 * turn, round by round over the addresses. Without an interval nothing ever waits. Pure.
 */
public final class AnnouncementQueue {

    /** One announcement that is due. */
    public record Due(String router, VirtualAddress address) {}

    private static final class Line {
        final Deque<Due> waiting = new ArrayDeque<>();
        long spacingNanos;
        long nextNanos;
    }

    private final Map<String, Line> lines = new HashMap<>();

    /** Queues every address once per round and returns what is due at once. */
    public List<Due> announce(
            String router, List<VirtualAddress> addresses, int rounds, Duration spacing, long nowNanos) {
        List<Due> due = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            for (VirtualAddress address : addresses) {
                if (spacing.isZero()) {
                    due.add(new Due(router, address));
                } else {
                    Line line = lines.computeIfAbsent(address.device(), name -> new Line());
                    line.spacingNanos = spacing.toNanos();
                    line.waiting.add(new Due(router, address));
                }
            }
        }
        due.addAll(poll(nowNanos));
        return due;
    }

    /** What is due at {@code nowNanos}. */
    public List<Due> poll(long nowNanos) {
        List<Due> due = new ArrayList<>();
        for (Line line : lines.values()) {
            if (!line.waiting.isEmpty() && line.nextNanos <= nowNanos) {
                due.add(line.waiting.remove());
                line.nextNanos = nowNanos + line.spacingNanos;
            }
        }
        return due;
    }

    /** Drops what {@code router} has waiting: it is not Master any more. */
    public void cancel(String router) {
        lines.values().forEach(line -> line.waiting.removeIf(due -> due.router().equals(router)));
    }

    /** When {@link #poll} has something next; {@link Long#MAX_VALUE} when nothing waits. */
    public long nextDeadlineNanos() {
        return lines.values().stream()
                .filter(line -> !line.waiting.isEmpty())
                .mapToLong(line -> line.nextNanos)
                .min()
                .orElse(Long.MAX_VALUE);
    }
}
