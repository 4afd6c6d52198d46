package io.aloft.vrrp.runtime;

import io.aloft.model.vrrp.VirtualAddress;
import io.aloft.model.vrrp.VirtualRouterSpec;
import io.aloft.vrrp.channel.CaptureRequest;
import io.aloft.vrrp.channel.ChannelOpener;
import io.aloft.vrrp.channel.FrameChannel;
import io.aloft.vrrp.channel.PacketSink;
import io.aloft.vrrp.track.HostFacts.Hearing;
import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One channel for each interface that some virtual router advertises on. Opening and closing takes tens of
 * milliseconds, so a thread of its own does it and reports back. Owned by the VRRP loop.
 */
final class Channels {

    private static final Logger LOG = LoggerFactory.getLogger(Channels.class);
    private static final long RETRY_NANOS = 5_000_000_000L;

    private static final class Slot {
        @Nullable
        CaptureRequest wanted;

        @Nullable
        FrameChannel open;

        boolean opening;
        long retryNanos = Long.MAX_VALUE;
        long dropsTold;

        @Nullable
        String failureTold;
    }

    private final ChannelOpener opener;
    private final PacketSink sink;
    private final Consumer<LoopInput> report;
    private final ExecutorService worker = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("channel-opener").daemon().factory());
    private final Map<String, Slot> slots = new HashMap<>();

    Channels(ChannelOpener opener, PacketSink sink, Consumer<LoopInput> report) {
        this.opener = opener;
        this.sink = sink;
        this.report = report;
    }

    /** Opens, reopens and closes channels until they fit these routers and the interfaces that exist now. */
    void fit(Collection<VirtualRouterSpec> routers, LinkTable links) {
        Map<String, List<VirtualRouterSpec>> advertisers =
                routers.stream().collect(Collectors.groupingBy(VirtualRouterSpec::interfaceName));
        Set<String> needed = Stream.concat(
                        advertisers.keySet().stream(),
                        // Gratuitous ARP goes out where the address is, which may be another interface.
                        routers.stream()
                                .flatMap(r -> Stream.concat(r.addresses().stream(), r.excludedAddresses().stream()))
                                .map(VirtualAddress::device))
                .collect(Collectors.toSet());
        Set<String> all = new HashSet<>(slots.keySet());
        all.addAll(needed);
        for (String name : all) {
            OptionalInt index = links.index(name);
            replace(
                    name,
                    needed.contains(name) && index.isPresent()
                            ? wanted(name, index.getAsInt(), advertisers.getOrDefault(name, List.of()))
                            : null);
        }
    }

    private static CaptureRequest wanted(
            String interfaceName, int interfaceIndex, List<VirtualRouterSpec> advertisers) {
        return new CaptureRequest(
                interfaceName,
                interfaceIndex,
                advertisers.stream().map(VirtualRouterSpec::group).collect(Collectors.toSet()),
                advertisers.stream().map(VirtualRouterSpec::vrid).collect(Collectors.toSet()));
    }

    private void replace(String name, @Nullable CaptureRequest wanted) {
        Slot slot = slots.computeIfAbsent(name, n -> new Slot());
        if (Objects.equals(slot.wanted, wanted)) {
            return;
        }
        slot.wanted = wanted;
        slot.failureTold = null;
        if (wanted == null) {
            slot.retryNanos = Long.MAX_VALUE;
            close(slot);
        } else {
            open(name, slot, wanted);
        }
    }

    private void open(String name, Slot slot, CaptureRequest wanted) {
        slot.opening = true;
        slot.retryNanos = Long.MAX_VALUE;
        worker.execute(() -> report.accept(attempt(name, wanted)));
    }

    /** Whatever goes wrong becomes an answer: the loop does not start before it has one for every interface. */
    private LoopInput attempt(String name, CaptureRequest wanted) {
        try {
            return new LoopInput.ChannelOpened(name, opener.open(wanted, sink));
        } catch (IOException e) {
            return new LoopInput.ChannelFailed(name, String.valueOf(e.getMessage()));
        } catch (RuntimeException | LinkageError e) {
            return new LoopInput.ChannelFailed(name, "cannot capture on " + name + ": " + e);
        }
    }

    /** The worker opened one. The channel that it replaces has served until now. */
    void opened(LoopInput.ChannelOpened event) {
        Slot slot = slots.computeIfAbsent(event.interfaceName(), n -> new Slot());
        close(slot);
        slot.opening = false;
        slot.failureTold = null;
        slot.open = event.channel();
        slot.dropsTold = 0;
        if (slot.wanted == null) {
            close(slot);
        }
    }

    /** Each reason is said once: an interface may stay down for a year. */
    void failed(LoopInput.ChannelFailed event, long nowNanos) {
        Slot slot = slots.computeIfAbsent(event.interfaceName(), n -> new Slot());
        if (!event.reason().equals(slot.failureTold)) {
            slot.failureTold = event.reason();
            LOG.error("{}", event.reason());
        }
        slot.opening = false;
        // Without an interface there is nothing to try again, and a time that nobody serves would keep the loop awake.
        slot.retryNanos = slot.wanted == null ? Long.MAX_VALUE : nowNanos + RETRY_NANOS;
    }

    /** An interface that is down cannot be captured on; when it comes up, waiting for the next attempt costs seconds. */
    void cameUp(String interfaceName, long nowNanos) {
        Slot slot = slots.get(interfaceName);
        if (slot != null && slot.retryNanos != Long.MAX_VALUE) {
            slot.retryNanos = nowNanos;
        }
    }

    /** Tries again what failed a while ago. */
    void retry(long nowNanos) {
        slots.forEach((name, slot) -> {
            CaptureRequest wanted = slot.wanted;
            if (wanted != null && slot.retryNanos <= nowNanos) {
                open(name, slot, wanted);
            }
        });
    }

    /** Lost frames are no silence of the Master, so the operator must hear of them. */
    void tellDrops() {
        slots.forEach((name, slot) -> {
            long drops = slot.open == null ? 0 : slot.open.kernelDrops();
            if (drops > slot.dropsTold) {
                LOG.warn("{}: the kernel dropped {} captured advertisements, the machine is overloaded", name, drops);
                slot.dropsTold = drops;
            }
        });
    }

    long nextRetryNanos() {
        return slots.values().stream().mapToLong(slot -> slot.retryNanos).min().orElse(Long.MAX_VALUE);
    }

    /** Whether every channel that was asked for is open or has failed. */
    boolean settled() {
        return slots.values().stream().noneMatch(slot -> slot.opening);
    }

    Optional<FrameChannel> channel(String interfaceName) {
        return Optional.ofNullable(slots.get(interfaceName)).flatMap(slot -> Optional.ofNullable(slot.open));
    }

    /** What a channel makes of the interface; one that is replaced still hears. */
    Hearing hearing(String interfaceName) {
        Slot slot = slots.get(interfaceName);
        if (slot == null) {
            return Hearing.NO;
        }
        return slot.open != null ? Hearing.YES : slot.opening ? Hearing.SOON : Hearing.NO;
    }

    private void close(Slot slot) {
        FrameChannel old = slot.open;
        slot.open = null;
        if (old != null) {
            worker.execute(old::close);
        }
    }

    void closeAll() {
        slots.values().forEach(this::close);
        worker.shutdown();
    }
}
