package io.aloft.vrrp.runtime;

import io.aloft.model.ConfigImage;
import io.aloft.model.net.IpAddress;
import io.aloft.model.vrrp.VirtualAddress;
import io.aloft.model.vrrp.VirtualRouterSpec;
import io.aloft.netlink.monitor.LinkEvent;
import io.aloft.netlink.route.Link;
import io.aloft.vrrp.track.HostFacts;
import io.aloft.vrrp.track.HostFacts.Hearing;
import io.aloft.vrrp.track.HostFacts.LinkFacts;
import io.aloft.vrrp.track.LinkDebounce;
import io.aloft.vrrp.track.SourceAddress;
import io.aloft.vrrp.track.TrackLines;
import io.aloft.vrrp.track.WatchList;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is known of this host right now, put together from everything that was told. Owned by the VRRP loop. */
final class HostState {

    private static final Logger LOG = LoggerFactory.getLogger("io.aloft.vrrp");

    private static final long NANOS_PER_MICRO = 1_000;

    private final LinkTable links;
    private final Channels channels;
    private final ScriptChecks scripts;
    private final Map<String, Integer> files = new HashMap<>();
    private final Map<String, Boolean> processes = new HashMap<>();
    private final Map<String, Boolean> bfdSessions = new HashMap<>();
    private final Map<String, Boolean> linkBeats = new HashMap<>();

    /** The interfaces whose link beat counts: a poller that a reload ended may have a last word, and nobody to take it back. */
    private Set<String> polled = Set.of();

    private final LinkDebounce debounce = new LinkDebounce();
    private Set<IpAddress> borrowed = Set.of();
    private long debounceNanos = LinkDebounce.NEVER;

    HostState(LinkTable links, Channels channels, ScriptChecks scripts) {
        this.links = links;
        this.channels = channels;
        this.scripts = scripts;
    }

    void file(String name, int value) {
        files.put(name, value);
    }

    /** What is told first is how things are, later ones are news. */
    void process(String name, boolean reached) {
        Boolean before = processes.put(name, reached);
        if (before != null && before != reached) {
            LOG.info(TrackLines.process(name, reached));
        }
    }

    /**
     * A session told how it stands.
     *
     * @param nanos since it did
     */
    void bfd(String name, boolean up, long nanos) {
        bfdSessions.put(name, up);
        LOG.info(TrackLines.bfdEvent(name, up, nanos / NANOS_PER_MICRO));
    }

    void linkBeat(String interfaceName, boolean up) {
        Boolean before = linkBeats.put(interfaceName, up);
        if (before != null && before != up) {
            LOG.info(TrackLines.linkBeat(interfaceName, up));
        }
    }

    /** Takes {@code interface_up_down_delays}, less what the advertisement intervals of these routers allow. */
    void configure(ConfigImage image) {
        polled = PolledLinks.of(image).keySet();
        linkBeats.keySet().retainAll(polled);
        debounce.configure(image.interfaces().delays());
        for (VirtualRouterSpec router : image.virtualRouters()) {
            for (String name : WatchList.of(router).allInterfaces()) {
                debounce.limit(name, LinkDebounce.limit(router, router.advertInterval()))
                        .forEach(LOG::info);
            }
        }
        image.interfaces()
                .delays()
                .forEach(delay -> links.link(delay.name())
                        .ifPresent(link -> debounceNanos =
                                debounce.reported(link.name(), link.flags(), 0).nextDeadlineNanos()));
    }

    /** Whose addresses come and go, so that nobody may speak from them. */
    void routers(Collection<VirtualRouterSpec> routers) {
        borrowed = routers.stream()
                .filter(router -> !router.isOwner())
                .flatMap(router -> router.allAddresses().stream())
                .map(VirtualAddress::address)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Whether an address comes and goes with some router. */
    boolean isBorrowed(IpAddress address) {
        return borrowed.contains(address);
    }

    /** A Master of version 3 announces this interval, which its Backups have to reckon with (keepalived does). */
    void intervalLearned(VirtualRouterSpec router, WatchList watched, Duration interval) {
        for (String name : watched.allInterfaces()) {
            debounce.limit(name, LinkDebounce.limit(router, interval)).forEach(LOG::info);
        }
    }

    /** Whether an interface counts as up, so far as the kernel's word goes. */
    boolean linkCounts(String name) {
        return debounce.counts(name, links.running(name));
    }

    /** The kernel told of interfaces. */
    void linkNews(LinkEvent event, long nowNanos) {
        LinkDebounce.Step step = switch (event) {
            case LinkEvent.LinkChanged changed ->
                debounce.reported(changed.link().name(), changed.link().flags(), nowNanos);
            case LinkEvent.LinkRemoved removed -> debounce.removed(removed.name());
            case LinkEvent.Snapshot snapshot -> snapshot(snapshot, nowNanos);
            case LinkEvent.AddressAdded added -> null;
            case LinkEvent.AddressRemoved removed -> null;
        };
        if (step != null) {
            step.lines().forEach(LOG::info);
            debounceNanos = step.nextDeadlineNanos();
        }
    }

    private LinkDebounce.@Nullable Step snapshot(LinkEvent.Snapshot snapshot, long nowNanos) {
        LinkDebounce.Step last = null;
        for (Link link : snapshot.links()) {
            last = debounce.reported(link.name(), link.flags(), nowNanos);
            last.lines().forEach(LOG::info);
        }
        return last == null ? null : new LinkDebounce.Step(true, List.of(), last.nextDeadlineNanos());
    }

    /** When a change that was delayed counts. */
    long nextDeadlineNanos() {
        return debounceNanos;
    }

    /** Returns whether an interface counts otherwise than before. */
    boolean timePassed(long nowNanos) {
        if (debounceNanos > nowNanos) {
            return false;
        }
        LinkDebounce.Step step = debounce.timePassed(nowNanos);
        debounceNanos = step.nextDeadlineNanos();
        return step.changed();
    }

    /** At this moment, for these virtual routers. */
    HostFacts facts(Collection<VirtualRouterSpec> routers) {
        Map<String, LinkFacts> interfaces = linkFacts();
        return new HostFacts(
                interfaces,
                scripts.verdicts(),
                scripts.lastRuns(),
                files,
                processes,
                bfdSessions,
                unicastHearing(routers, interfaces));
    }

    private Map<String, LinkFacts> linkFacts() {
        Map<String, LinkFacts> facts = debounce.apply(links.facts(channels::hearing, borrowed));
        if (linkBeats.isEmpty()) {
            return facts;
        }
        Map<String, LinkFacts> beating = new HashMap<>(facts);
        linkBeats.forEach((name, up) -> {
            if (polled.contains(name)) {
                beating.computeIfPresent(name, (same, link) -> link.withUp(up));
            }
        });
        return beating;
    }

    private Map<String, Hearing> unicastHearing(
            Collection<VirtualRouterSpec> routers, Map<String, LinkFacts> interfaces) {
        Map<String, Hearing> hearing = new HashMap<>();
        for (VirtualRouterSpec router : routers) {
            if (router.isUnicast()) {
                IpAddress source = SourceAddress.of(router, interfaces).orElse(null);
                // Without a source there is nothing to hear on, which is a fault of its own.
                hearing.put(router.name(), source == null ? Hearing.YES : channels.unicastHearing(router, source));
            }
        }
        return hearing;
    }

    /** From which address a router would speak at this moment; null for none. */
    Function<VirtualRouterSpec, @Nullable IpAddress> sources() {
        Map<String, LinkFacts> interfaces = linkFacts();
        return router -> SourceAddress.of(router, interfaces).orElse(null);
    }
}
