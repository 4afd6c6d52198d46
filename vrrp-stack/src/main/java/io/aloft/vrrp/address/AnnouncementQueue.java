package io.aloft.vrrp.address;

import io.aloft.model.vrrp.VirtualAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Spaces gratuitous ARP and neighbour advertisements as an {@link AnnouncementPace} says: the first goes out at once, the
 * rest wait their turn, round by round over the addresses. Without an interval nothing ever waits. The two kinds do not wait
 * for each other. Pure.
 */
public final class AnnouncementQueue {

    /** One announcement that is due. */
    public record Due(String router, VirtualAddress address) {}

    /** Who waits together: gratuitous ARP or neighbour advertisements of an interface or a group of them. */
    private record LineKey(String sharedBy, boolean ipv4) {}

    /** What waits for one interface. */
    private static final class Line {
        final Deque<Due> waiting = new ArrayDeque<>();
        final Map<Due, Integer> copies = new HashMap<>();
        long spacingNanos;
        long nextNanos = Long.MIN_VALUE;

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

    private final Map<LineKey, Line> lines = new HashMap<>();
    private AnnouncementPace pace = AnnouncementPace.FREE;

    /** From now on this pace holds; what waits already keeps its turn under the old one. */
    public void pace(AnnouncementPace next) {
        pace = next;
    }

    /** Queues every address once per round, less what waits already, and returns what is due at once. */
    public List<Due> announce(String router, List<VirtualAddress> addresses, int rounds, long nowNanos) {
        List<Due> due = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            for (VirtualAddress address : addresses) {
                boolean ipv4 = address.address().isIpv4();
                long spacing = pace.spacingNanos(address.device(), ipv4);
                if (spacing == 0) {
                    due.add(new Due(router, address));
                } else {
                    LineKey key = new LineKey(pace.sharedBy(address.device()), ipv4);
                    Line line = lines.computeIfAbsent(key, unseen -> new Line());
                    line.spacingNanos = spacing;
                    line.add(new Due(router, address), rounds);
                }
            }
        }
        due.addAll(poll(nowNanos));
        return due;
    }

    /** What is due at {@code nowNanos}; asked for in every turn of the loop, and nearly always nothing. */
    public List<Due> poll(long nowNanos) {
        if (nextDeadlineNanos() > nowNanos) {
            return List.of();
        }
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
        long next = Long.MAX_VALUE;
        for (Line line : lines.values()) {
            if (!line.waiting.isEmpty()) {
                next = Math.min(next, line.nextNanos);
            }
        }
        return next;
    }
}
