package io.aloft.vrrp.runtime;

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

        boolean opening;
        long retryNanos = Long.MAX_VALUE;
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
        Slot<R, C> slot = slots.computeIfAbsent(key, k -> new Slot<>());
        if (Objects.equals(slot.wanted, wanted)) {
            return;
        }
        slot.wanted = wanted;
        slot.failureTold = null;
        if (wanted == null) {
            slot.retryNanos = Long.MAX_VALUE;
            close(slot);
        } else {
            open(key, slot, wanted);
        }
    }

    private void open(ChannelKey key, Slot<R, C> slot, R wanted) {
        slot.opening = true;
        slot.retryNanos = Long.MAX_VALUE;
        worker.execute(() -> report.accept(attempt(key, wanted)));
    }

    /** Whatever goes wrong becomes an answer: the loop does not start before it has one for every channel. */
    private LoopInput attempt(ChannelKey key, R wanted) {
        try {
            return new LoopInput.ChannelOpened(key, opener.open(wanted));
        } catch (IOException e) {
            return new LoopInput.ChannelFailed(key, String.valueOf(e.getMessage()));
        } catch (RuntimeException | LinkageError e) {
            return new LoopInput.ChannelFailed(key, "cannot " + purpose + " " + key + ": " + e);
        }
    }

    /** The worker opened one. The channel that it replaces has served until now. */
    void opened(ChannelKey key, C channel) {
        Slot<R, C> slot = slots.computeIfAbsent(key, k -> new Slot<>());
        close(slot);
        slot.opening = false;
        slot.failureTold = null;
        slot.open = channel;
        slot.dropsTold = 0;
        if (slot.wanted == null) {
            close(slot);
        }
    }

    /** Each reason is said once: an interface may stay down for a year. */
    void failed(LoopInput.ChannelFailed event, long nowNanos) {
        Slot<R, C> slot = slots.computeIfAbsent(event.key(), k -> new Slot<>());
        if (!event.reason().equals(slot.failureTold)) {
            slot.failureTold = event.reason();
            LOG.error("{}", event.reason());
        }
        slot.opening = false;
        // Without an interface there is nothing to try again, and a time that nobody serves would keep the loop awake.
        slot.retryNanos = slot.wanted == null ? Long.MAX_VALUE : nowNanos + RETRY_NANOS;
    }

    /** What could not be opened may be possible now; waiting for the next attempt costs seconds. */
    void hurry(ChannelKey key, long nowNanos) {
        Slot<R, C> slot = slots.get(key);
        if (slot != null && slot.retryNanos != Long.MAX_VALUE) {
            slot.retryNanos = nowNanos;
        }
    }

    /** Tries again what failed a while ago. */
    void retry(long nowNanos) {
        slots.forEach((key, slot) -> {
            R wanted = slot.wanted;
            if (wanted != null && slot.retryNanos <= nowNanos) {
                open(key, slot, wanted);
            }
        });
    }

    /** Lost packets are no silence of the Master, so the operator must hear of them. */
    void tellDrops() {
        slots.forEach((key, slot) -> {
            long dropped = slot.open == null ? 0 : drops.applyAsLong(slot.open);
            if (dropped > slot.dropsTold) {
                LOG.warn("{}: the kernel dropped {} advertisements for us, the machine is overloaded", key, dropped);
                slot.dropsTold = dropped;
            }
        });
    }

    long nextRetryNanos() {
        long next = Long.MAX_VALUE;
        for (Slot<R, C> slot : slots.values()) {
            next = Math.min(next, slot.retryNanos);
        }
        return next;
    }

    /** Whether every channel that was asked for is open or has failed. */
    boolean settled() {
        return slots.values().stream().noneMatch(slot -> slot.opening);
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
        return slot.open != null ? Hearing.YES : slot.opening ? Hearing.SOON : Hearing.NO;
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
