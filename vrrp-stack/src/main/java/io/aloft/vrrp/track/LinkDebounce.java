package io.aloft.vrrp.track;

import io.aloft.model.vrrp.InterfaceSettings;
import io.aloft.model.vrrp.VirtualRouterSpec;
import io.aloft.vrrp.track.HostFacts.LinkFacts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code interface_up_down_delays}: a link that goes down or comes up counts only when it has stayed so for a while.
 *
 * <p>Pure. Interfaces without a delay pass through unchanged.
 */
public final class LinkDebounce {

    /** No deadline. */
    public static final long NEVER = Long.MAX_VALUE;

    private static final int IFF_UP_RUNNING = 0x41;
    private static final int ADVERTS_PER_SKEW = 256;

    /**
     * The answer to one event.
     *
     * @param changed whether some interface counts otherwise than before
     * @param lines for the operator, in keepalived's words
     * @param nextDeadlineNanos when {@link #timePassed(long)} is wanted
     */
    public record Step(boolean changed, List<String> lines, long nextDeadlineNanos) {
        public Step {
            lines = List.copyOf(lines);
        }
    }

    /** One interface: what it is and what it counts as. */
    private static final class Entry {
        InterfaceSettings.Delay delay;
        long limitNanos = NEVER;
        boolean known;
        int flags;
        boolean counts;
        long deadlineNanos = NEVER;

        Entry(InterfaceSettings.Delay delay) {
            this.delay = delay;
        }

        long delayNanos(boolean up) {
            return Math.min(limitNanos, (up ? delay.up() : delay.down()).toNanos());
        }
    }

    private final Map<String, Entry> entries = new LinkedHashMap<>();

    /**
     * The longest delay that a router can bear: its peers take over when they miss it for the rest of the Master_Down_Interval.
     *
     * @param advertInterval its own, or the shorter one that a Master of version 3 announces
     */
    public static Duration limit(VirtualRouterSpec spec, Duration advertInterval) {
        long interval = advertInterval.toNanos();
        return Duration.ofNanos((spec.downTimerAdverts() - 1) * interval - interval / ADVERTS_PER_SKEW);
    }

    /** Takes the delays of a configuration; interfaces that keep one keep what they count as. */
    public void configure(List<InterfaceSettings.Delay> delays) {
        Map<String, Entry> before = new HashMap<>(entries);
        entries.clear();
        for (InterfaceSettings.Delay delay : delays) {
            Entry entry = before.getOrDefault(delay.name(), new Entry(delay));
            entry.delay = delay;
            entry.limitNanos = NEVER;
            entries.put(delay.name(), entry);
        }
    }

    /** A router that watches {@code name} can bear at most {@code limit}. Returns the lines that say what that changed. */
    public List<String> limit(String name, Duration limit) {
        Entry entry = entries.get(name);
        List<String> lines = new ArrayList<>();
        if (entry != null && limit.toNanos() < entry.limitNanos) {
            say(name, "down", entry.delayNanos(false), limit, lines);
            say(name, "up", entry.delayNanos(true), limit, lines);
            entry.limitNanos = limit.toNanos();
        }
        return lines;
    }

    private static void say(String name, String which, long nanos, Duration limit, List<String> lines) {
        if (nanos > limit.toNanos()) {
            lines.add("%s: %s debounce timer of %s s is too long for the advertisements, resetting to %s s"
                    .formatted(name, which, seconds(nanos), seconds(limit.toNanos())));
        }
    }

    private static String seconds(long nanos) {
        return "%d.%06d".formatted(nanos / 1_000_000_000, nanos / 1000 % 1_000_000);
    }

    /**
     * The kernel told of an interface.
     *
     * @param flags IFF bits; IFF_UP and IFF_RUNNING together mean up
     */
    public Step reported(String name, int flags, long now) {
        Entry entry = entries.get(name);
        List<String> lines = new ArrayList<>();
        if (entry == null) {
            return new Step(false, lines, nextDeadline());
        }
        boolean up = (flags & IFF_UP_RUNNING) == IFF_UP_RUNNING;
        int before = entry.flags;
        entry.flags = flags;
        if (!entry.known) {
            // What an interface is at start is no change.
            entry.known = true;
            entry.counts = up;
            return new Step(true, lines, nextDeadline());
        }
        boolean changed = false;
        if (up == entry.counts) {
            if (entry.deadlineNanos != NEVER) {
                entry.deadlineNanos = NEVER;
                lines.add("Delay timer for %s cancelled".formatted(name));
            }
        } else if (entry.deadlineNanos == NEVER) {
            long delay = entry.delayNanos(up);
            if (delay == 0) {
                entry.counts = up;
                changed = true;
            } else {
                entry.deadlineNanos = now + delay;
                lines.add("%s: Adding flags change from 0x%x to 0x%x delay by %d"
                        .formatted(name, before, flags, delay / 1000));
            }
        }
        return new Step(changed, lines, nextDeadline());
    }

    /** The interface is gone, which nothing delays. */
    public Step removed(String name) {
        Entry entry = entries.get(name);
        if (entry != null) {
            entry.known = false;
            entry.counts = false;
            entry.deadlineNanos = NEVER;
        }
        return new Step(entry != null, List.of(), nextDeadline());
    }

    /** The deadline of an earlier step may have come. */
    public Step timePassed(long now) {
        boolean changed = false;
        for (Entry entry : entries.values()) {
            if (entry.deadlineNanos <= now) {
                entry.deadlineNanos = NEVER;
                entry.counts = !entry.counts;
                changed = true;
            }
        }
        return new Step(changed, List.of(), nextDeadline());
    }

    /**
     * Whether a link counts as up.
     *
     * @param reported what the kernel says, which counts where nothing is delayed
     */
    public boolean counts(String name, boolean reported) {
        Entry entry = entries.get(name);
        return entry != null && entry.known ? entry.counts : reported;
    }

    /** The links as they count. */
    public Map<String, LinkFacts> apply(Map<String, LinkFacts> links) {
        if (entries.isEmpty()) {
            return links;
        }
        Map<String, LinkFacts> counted = new HashMap<>(links);
        entries.forEach((name, entry) -> {
            if (entry.known) {
                counted.computeIfPresent(name, (same, link) -> link.withUp(entry.counts));
            }
        });
        return counted;
    }

    private long nextDeadline() {
        long next = NEVER;
        for (Entry entry : entries.values()) {
            next = Math.min(next, entry.deadlineNanos);
        }
        return next;
    }
}
