package io.aloft.vrrp.runtime;

import io.aloft.model.global.ReceiveBufferPolicy;
import io.aloft.model.global.VrrpGlobals;
import io.aloft.model.net.IpAddress;
import io.aloft.model.vrrp.AdvertisementSize;
import io.aloft.model.vrrp.Authentication;
import io.aloft.model.vrrp.VirtualAddress;
import io.aloft.model.vrrp.VirtualRouterSpec;
import io.aloft.netlink.route.Link;
import io.aloft.vrrp.channel.CaptureRequest;
import io.aloft.vrrp.channel.ChannelOpener;
import io.aloft.vrrp.channel.FrameChannel;
import io.aloft.vrrp.channel.PacketSink;
import io.aloft.vrrp.channel.UnicastChannel;
import io.aloft.vrrp.channel.UnicastOpener;
import io.aloft.vrrp.channel.UnicastRequest;
import io.aloft.vrrp.device.plan.RouterInterfaces;
import io.aloft.vrrp.fsm.RouterEvent;
import io.aloft.vrrp.track.HostFacts.Hearing;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * One capture for each interface that some virtual router hears or sends on, and one raw socket for each address that some
 * unicast router speaks from. Opening and closing takes up to tens of milliseconds, so a thread of its own does it. Owned
 * by the VRRP loop.
 */
final class Channels {

    private static final int USUAL_MTU = 1500;
    private static final long LOOK_NANOS = 1_000_000_000L;
    private static final Set<Integer> EVERY_VRID =
            IntStream.rangeClosed(1, 255).boxed().collect(Collectors.toUnmodifiableSet());

    private final ExecutorService worker = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("channel-opener").daemon().factory());
    private final ChannelSet<CaptureRequest, FrameChannel> captures;
    private final ChannelSet<UnicastRequest, UnicastChannel> unicasts;
    private RouterEvent.@Nullable PacketsDropped droppedByQueue;
    private long lookedNanos;

    Channels(ChannelOpener opener, UnicastOpener unicastOpener, PacketSink sink, Consumer<LoopInput> report) {
        captures = new ChannelSet<>(
                "capture on", request -> opener.open(request, sink), FrameChannel::kernelDrops, worker, report);
        unicasts = new ChannelSet<>(
                "receive unicast for",
                request -> unicastOpener.open(request, sink),
                UnicastChannel::kernelDrops,
                worker,
                report);
    }

    /**
     * Opens, reopens and closes channels until they fit these routers and the interfaces that exist now.
     *
     * @param settings how large the receive buffers of unicast sockets are
     * @param sources the address that a router speaks from; null when it has none now
     */
    void fit(
            Collection<VirtualRouterSpec> routers,
            LinkTable links,
            VrrpGlobals settings,
            Function<VirtualRouterSpec, @Nullable IpAddress> sources) {
        captures.fit(captureRequests(routers, links, settings.logUnknownVrids()));
        unicasts.fit(unicastRequests(routers, links, settings, sources));
    }

    private static Map<ChannelKey.Capture, CaptureRequest> captureRequests(
            Collection<VirtualRouterSpec> routers, LinkTable links, boolean everyVrid) {
        Map<String, Set<IpAddress>> groups = new HashMap<>();
        Map<String, Set<Integer>> vrids = new HashMap<>();
        Set<String> needed = new HashSet<>();
        for (VirtualRouterSpec router : routers) {
            String heardOn = router.interfaceName();
            if (!router.isUnicast()) {
                groups.computeIfAbsent(heardOn, name -> new HashSet<>()).add(router.group());
                Set<Integer> heard = vrids.computeIfAbsent(heardOn, name -> new HashSet<>());
                heard.addAll(everyVrid ? EVERY_VRID : Set.of(router.vrid()));
            }
            needed.add(heardOn);
            needed.add(RouterInterfaces.of(router).sendsOn());
            // Gratuitous ARP goes out where the address is, which may be another interface.
            router.allAddresses().stream().map(VirtualAddress::device).forEach(needed::add);
        }
        Map<ChannelKey.Capture, CaptureRequest> requests = new HashMap<>();
        for (String name : needed) {
            OptionalInt index = links.index(name);
            if (index.isPresent()) {
                requests.put(
                        new ChannelKey.Capture(name),
                        new CaptureRequest(
                                name,
                                index.getAsInt(),
                                groups.getOrDefault(name, Set.of()),
                                vrids.getOrDefault(name, Set.of())));
            }
        }
        return requests;
    }

    private static Map<ChannelKey.Unicast, UnicastRequest> unicastRequests(
            Collection<VirtualRouterSpec> routers,
            LinkTable links,
            VrrpGlobals settings,
            Function<VirtualRouterSpec, @Nullable IpAddress> sources) {
        Map<ChannelKey.Unicast, UnicastRequest> requests = new HashMap<>();
        for (VirtualRouterSpec router : routers) {
            ChannelKey.Unicast key = router.isUnicast() ? unicastKey(router, sources.apply(router)) : null;
            int index = links.index(router.interfaceName()).orElse(0);
            // A socket cannot be bound to a device that does not exist.
            if (key == null || !router.interfaceName().isEmpty() && index == 0) {
                continue;
            }
            UnicastRequest before = requests.get(key);
            Set<Integer> vrids = new HashSet<>(before == null ? Set.of() : before.vrids());
            vrids.add(router.vrid());
            int buffer = Math.max(
                    before == null ? 0 : before.receiveBufferBytes(),
                    receiveBuffer(router, settings.receiveBuffers(), links));
            requests.put(
                    key,
                    new UnicastRequest(key.source(), key.authenticationHeader(), key.device(), index, vrids, buffer));
        }
        return requests;
    }

    /** Bytes, zero for what the kernel gives ({@code kernel_rx_buf_size}, {@code vrrp_rx_bufs_policy}). */
    private static int receiveBuffer(VirtualRouterSpec router, ReceiveBufferPolicy policy, LinkTable links) {
        Long own = router.options().link().receiveBuffer();
        int mtu = links.link(router.interfaceName()).map(Link::mtu).orElse(USUAL_MTU);
        long bytes = own != null
                ? own
                : switch (policy.basis()) {
                    case KERNEL -> 0;
                    case MTU -> mtu * policy.multiplier();
                    case ADVERT -> AdvertisementSize.bytes(router) * policy.multiplier();
                    case BYTES -> Objects.requireNonNullElse(policy.bytes(), 0L);
                };
        return (int) Math.min(bytes, Integer.MAX_VALUE);
    }

    private static ChannelKey.@Nullable Unicast unicastKey(VirtualRouterSpec router, @Nullable IpAddress source) {
        return source == null
                ? null
                : new ChannelKey.Unicast(
                        source, router.authentication() instanceof Authentication.Header, router.interfaceName());
    }

    /** The worker opened one. */
    void opened(LoopInput.ChannelOpened event) {
        switch (event.channel()) {
            case FrameChannel frames -> captures.opened(event.key(), frames);
            case UnicastChannel packets -> unicasts.opened(event.key(), packets);
            default -> throw new IllegalArgumentException("channel: " + event.channel());
        }
    }

    void failed(LoopInput.ChannelFailed event, long nowNanos) {
        switch (event.key()) {
            case ChannelKey.Capture capture -> captures.failed(event, nowNanos);
            case ChannelKey.Unicast unicast -> unicasts.failed(event, nowNanos);
        }
    }

    /** An interface that is down cannot be captured on; when it comes up, waiting for the next attempt costs seconds. */
    void cameUp(String interfaceName, long nowNanos) {
        captures.hurry(new ChannelKey.Capture(interfaceName), nowNanos);
    }

    void retry(long nowNanos) {
        captures.retry(nowNanos);
        unicasts.retry(nowNanos);
    }

    /** Asks the kernel once a second what it has dropped. */
    void timePassed(long nowNanos) {
        if (nowNanos - lookedNanos >= LOOK_NANOS) {
            lookForDrops(nowNanos);
        }
    }

    /** Asks the kernel what it has dropped, so that nobody has to wait for the answer when a Backup takes over. */
    void lookForDrops(long nowNanos) {
        lookedNanos = nowNanos;
        captures.lookForDrops(nowNanos);
        unicasts.lookForDrops(nowNanos);
    }

    /** The loop's own queue was full. */
    void droppedByQueue(long packets, long nowNanos) {
        droppedByQueue = new RouterEvent.PacketsDropped(packets, nowNanos);
    }

    /** What this host has dropped last of what may have been for a router that speaks from {@code source}; null for nothing. */
    RouterEvent.@Nullable PacketsDropped dropped(VirtualRouterSpec router, @Nullable IpAddress source, long nowNanos) {
        ChannelKey.Unicast key = router.isUnicast() ? unicastKey(router, source) : null;
        RouterEvent.PacketsDropped byKernel = key != null
                ? unicasts.dropped(key, nowNanos)
                : captures.dropped(new ChannelKey.Capture(router.interfaceName()), nowNanos);
        RouterEvent.PacketsDropped byQueue = droppedByQueue;
        return byKernel == null || byQueue != null && byQueue.lastNanos() > byKernel.lastNanos() ? byQueue : byKernel;
    }

    void tellDrops() {
        captures.tellDrops();
        unicasts.tellDrops();
    }

    long nextRetryNanos() {
        return Math.min(captures.nextRetryNanos(), unicasts.nextRetryNanos());
    }

    /** Whether every channel that was asked for is open or has failed. */
    boolean settled() {
        return captures.settled() && unicasts.settled();
    }

    /** For whole Ethernet frames out of an interface; null when there is none. */
    @Nullable
    FrameChannel frames(String interfaceName) {
        return captures.channel(new ChannelKey.Capture(interfaceName));
    }

    /** For packets of a unicast router that speaks from {@code source}; null when there is none. */
    @Nullable
    UnicastChannel unicast(VirtualRouterSpec router, @Nullable IpAddress source) {
        ChannelKey.Unicast key = unicastKey(router, source);
        return key == null ? null : unicasts.channel(key);
    }

    /** Whether multicast on the interface reaches us. */
    Hearing hearing(String interfaceName) {
        return captures.hearing(new ChannelKey.Capture(interfaceName));
    }

    /** Whether unicast reaches a router that speaks from {@code source}. */
    Hearing unicastHearing(VirtualRouterSpec router, @Nullable IpAddress source) {
        ChannelKey.Unicast key = unicastKey(router, source);
        return key == null ? Hearing.NO : unicasts.hearing(key);
    }

    void closeAll() {
        captures.closeAll();
        unicasts.closeAll();
        worker.shutdown();
    }
}
