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

    /** What waits for one interface. */
    private static final class Line {
        final Deque<Due> waiting = new ArrayDeque<>();
        final Map<Due, Integer> copies = new HashMap<>();
        long spacingNanos;
        long nextNanos;

        /** Does nothing when this many copies wait already: a second Master asks for rounds faster than they go out. */
        void add(Due due, int most) {
            int before = copies.getOrDefault(due, 0);
            if (before < most) {
                copies.put(due, before + 1);
                waiting.add(due);
            }
        }

        Due removeFirst() {
            Due first = waiting.remove();
            copies.computeIfPresent(first, (due, count) -> count == 1 ? null : count - 1);
            return first;
        }

        void removeAll(String router) {
            waiting.removeIf(due -> due.router().equals(router));
            copies.keySet().removeIf(due -> due.router().equals(router));
        }
    }

    private final Map<String, Line> lines = new HashMap<>();

    /** Queues every address once per round, less what waits already, and returns what is due at once. */
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
                    line.add(new Due(router, address), rounds);
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
                due.add(line.removeFirst());
                line.nextNanos = nowNanos + line.spacingNanos;
            }
        }
        return due;
    }

    /** Drops what {@code router} has waiting: it is not Master any more. */
    public void cancel(String router) {
        lines.values().forEach(line -> line.removeAll(router));
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
