package io.aloft.vrrp.runtime;

import io.aloft.vrrp.fsm.RouterEvent;
import io.aloft.vrrp.track.HostFacts.Hearing;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Channels of one kind, each with what it is wanted for: any difference means a new one, and the old one serves until that is
 * open. A worker opens and closes them and reports back. Owned by the VRRP loop.
 *
 * @param <R> what a channel is wanted for; requests with equal keys follow each other
 * @param <C> the channel
 */
final class ChannelSet<R, C extends AutoCloseable> {

    private static final Logger LOG = LoggerFactory.getLogger(ChannelSet.class);
    private static final long RETRY_NANOS = 5_000_000_000L;

    /** What the kernel said so short a while ago still holds: asking takes part of what a take-over may be late. */
    private static final long FRESH_NANOS = 5_000_000L;

    /** Opens one channel, on the worker. */
    @FunctionalInterface
    interface Opener<R, C> {
        C open(R request) throws IOException;
    }

    private static final class Slot<R, C> {
        @Nullable
        R wanted;

        @Nullable
        C open;

        /** How many answers of the worker are still to come. */
        int opening;

        long retryNanos = Long.MAX_VALUE;

        /** What the kernel had dropped for the channel when it was asked last, when it was asked, and what was news then. */
        long drops;

        long askedNanos = Long.MIN_VALUE / 2;
        RouterEvent.@Nullable PacketsDropped news;
        long dropsTold;

        @Nullable
        String failureTold;
    }

    private final String purpose;
    private final Opener<R, C> opener;
    private final ToLongFunction<C> drops;
    private final ExecutorService worker;
    private final Consumer<LoopInput> report;
    private final Map<ChannelKey, Slot<R, C>> slots = new HashMap<>();
    private boolean retryMayHaveMoved;
    private long nextRetryNanos = Long.MAX_VALUE;

    /**
     * @param purpose for the message that nobody foresaw, such as {@code capture on}
     * @param drops packets that the kernel dropped for a channel
     */
    ChannelSet(
            String purpose,
            Opener<R, C> opener,
            ToLongFunction<C> drops,
            ExecutorService worker,
            Consumer<LoopInput> report) {
        this.purpose = purpose;
        this.opener = opener;
        this.drops = drops;
        this.worker = worker;
        this.report = report;
    }

    /** Opens, replaces and closes channels until they are those that are wanted. */
    void fit(Map<? extends ChannelKey, R> wanted) {
        Set<ChannelKey> all = new HashSet<>(slots.keySet());
        all.addAll(wanted.keySet());
        all.forEach(key -> replace(key, wanted.get(key)));
    }

    private void replace(ChannelKey key, @Nullable R wanted) {
        Slot<R, C> slot = slots.get(key);
        if (slot == null) {
            if (wanted == null) {
                return;
            }
            slot = new Slot<>();
            slots.put(key, slot);
        }
        if (Objects.equals(slot.wanted, wanted)) {
            return;
        }
        slot.wanted = wanted;
        slot.failureTold = null;
        if (wanted == null) {
            retryAt(slot, Long.MAX_VALUE);
            close(slot);
            forgetUnlessWanted(key, slot);
        } else {
            open(key, slot, wanted);
        }
    }

    /** Reloads may ask for another address or interface each time, so what nobody wants must not stay. */
    private void forgetUnlessWanted(ChannelKey key, Slot<R, C> slot) {
        if (slot.wanted == null && slot.opening == 0) {
            slots.remove(key);
        }
    }

    private void retryAt(Slot<R, C> slot, long nanos) {
        slot.retryNanos = nanos;
        retryMayHaveMoved = true;
    }

    private void open(ChannelKey key, Slot<R, C> slot, R wanted) {
        slot.opening++;
        retryAt(slot, Long.MAX_VALUE);
        worker.execute(() -> report.accept(attempt(key, wanted)));
    }

    /** Whatever goes wrong becomes an answer: the loop does not start before it has one for every channel. */
    private LoopInput attempt(ChannelKey key, R wanted) {
        try {
            return new LoopInput.ChannelOpened(key, opener.open(wanted));
        } catch (IOException e) {
            return new LoopInput.ChannelFailed(key, String.valueOf(e.getMessage()));
        } catch (RuntimeException | Error e) {
            return new LoopInput.ChannelFailed(key, "cannot " + purpose + " " + key + ": " + e);
        }
    }

    /** The worker opened one. The channel that it replaces has served until now. */
    void opened(ChannelKey key, C channel) {
        Slot<R, C> slot = slots.computeIfAbsent(key, k -> new Slot<>());
        close(slot);
        slot.opening = Math.max(0, slot.opening - 1);
        slot.failureTold = null;
        slot.open = channel;
        slot.drops = 0;
        slot.dropsTold = 0;
        if (slot.wanted == null) {
            close(slot);
        }
        forgetUnlessWanted(key, slot);
    }

    /** Each reason is said once: an interface may stay down for a year. */
    void failed(LoopInput.ChannelFailed event, long nowNanos) {
        Slot<R, C> slot = slots.computeIfAbsent(event.key(), k -> new Slot<>());
        if (!event.reason().equals(slot.failureTold)) {
            slot.failureTold = event.reason();
            LOG.error("{}", event.reason());
        }
        slot.opening = Math.max(0, slot.opening - 1);
        // Without an interface there is nothing to try again, and a time that nobody serves would keep the loop awake.
        retryAt(slot, slot.wanted == null ? Long.MAX_VALUE : nowNanos + RETRY_NANOS);
        forgetUnlessWanted(event.key(), slot);
    }

    /** What could not be opened may be possible now; waiting for the next attempt costs seconds. */
    void hurry(ChannelKey key, long nowNanos) {
        Slot<R, C> slot = slots.get(key);
        if (slot != null && slot.retryNanos != Long.MAX_VALUE) {
            retryAt(slot, nowNanos);
        }
    }

    /** Tries again what failed a while ago. */
    void retry(long nowNanos) {
        if (nextRetryNanos() > nowNanos) {
            return;
        }
        slots.forEach((key, slot) -> {
            R wanted = slot.wanted;
            if (wanted != null && slot.retryNanos <= nowNanos) {
                open(key, slot, wanted);
            }
        });
    }

    /** Asks the kernel what it has dropped, so that it is known about when that was. */
    void lookForDrops(long nowNanos) {
        slots.values().forEach(slot -> lookForDrops(slot, nowNanos));
    }

    private void lookForDrops(Slot<R, C> slot, long nowNanos) {
        C open = slot.open;
        if (open == null || nowNanos - slot.askedNanos < FRESH_NANOS) {
            return;
        }
        slot.askedNanos = nowNanos;
        long now = drops.applyAsLong(open);
        if (now > slot.drops) {
            slot.news = new RouterEvent.PacketsDropped(now - slot.drops, nowNanos);
            slot.drops = now;
        }
    }

    /** What the kernel has dropped last for a channel, as of this moment; null for nothing. */
    RouterEvent.@Nullable PacketsDropped dropped(ChannelKey key, long nowNanos) {
        Slot<R, C> slot = slots.get(key);
        if (slot == null) {
            return null;
        }
        lookForDrops(slot, nowNanos);
        return slot.news;
    }

    /** Lost packets are no silence of the Master, so the operator must hear of them. */
    void tellDrops() {
        slots.forEach((key, slot) -> {
            if (slot.drops > slot.dropsTold) {
                LOG.warn("{}: the kernel dropped {} advertisements for us, the machine is overloaded", key, slot.drops);
                slot.dropsTold = slot.drops;
            }
        });
    }

    /** Asked for in every turn of the loop, while something changes once a week. */
    long nextRetryNanos() {
        if (retryMayHaveMoved) {
            retryMayHaveMoved = false;
            nextRetryNanos = Long.MAX_VALUE;
            for (Slot<R, C> slot : slots.values()) {
                nextRetryNanos = Math.min(nextRetryNanos, slot.retryNanos);
            }
        }
        return nextRetryNanos;
    }

    /** Whether every channel that was asked for is open or has failed. */
    boolean settled() {
        return slots.values().stream().noneMatch(slot -> slot.opening > 0);
    }

    @Nullable
    C channel(ChannelKey key) {
        Slot<R, C> slot = slots.get(key);
        return slot == null ? null : slot.open;
    }

    /** What a channel makes of its place; one that is replaced still hears. */
    Hearing hearing(ChannelKey key) {
        Slot<R, C> slot = slots.get(key);
        if (slot == null) {
            return Hearing.NO;
        }
        return slot.open != null ? Hearing.YES : slot.opening > 0 ? Hearing.SOON : Hearing.NO;
    }

    private void close(Slot<R, C> slot) {
        C old = slot.open;
        slot.open = null;
        if (old != null) {
            worker.execute(() -> {
                try {
                    old.close();
                } catch (Exception e) {
                    LOG.warn("closing a channel: {}", e.getMessage());
                }
            });
        }
    }

    void closeAll() {
        slots.values().forEach(this::close);
    }
}
