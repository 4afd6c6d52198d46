package io.aloft.vrrp.runtime;

import io.aloft.model.ConfigImage;
import io.aloft.model.net.IpAddress;
import io.aloft.model.vrrp.SyncGroupSpec;
import io.aloft.model.vrrp.VirtualRouterKey;
import io.aloft.model.vrrp.VirtualRouterSpec;
import io.aloft.netlink.monitor.LinkEvent;
import io.aloft.vrrp.address.AnnouncementPace;
import io.aloft.vrrp.address.AnnouncementQueue;
import io.aloft.vrrp.address.RulePriorities;
import io.aloft.vrrp.address.StaticKeeper;
import io.aloft.vrrp.channel.Arrival;
import io.aloft.vrrp.device.Fitting;
import io.aloft.vrrp.packet.PacketDecoder;
import io.aloft.vrrp.packet.ReceivedPacket;
import io.aloft.vrrp.track.HostFacts;
import io.aloft.vrrp.track.TrackLines;
import io.aloft.vrrp.track.WatchList;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All that the VRRP loop owns, and what each input does to it. It knows no thread: {@link VrrpLoop} calls it with one input
 * after the other, and when a deadline has come.
 *
 * <p>At start: interfaces known → interfaces made ({@link Fitting}) → channels open → delay over → static entries added, routers
 * started. A reload takes the first three steps for what it changes while the running routers go on.
 */
final class VrrpHost {

    private static final Logger LOG = LoggerFactory.getLogger("io.aloft.vrrp");

    private static final long HOUSEKEEPING_NANOS = 10_000_000_000L;

    private final Surroundings around;
    private final ScriptChecks scripts;
    private final HostState state;
    private final StaticKeeper statics;
    private final HostServices services;
    private final LongSupplier clock;
    private final Routers routers = new Routers();
    private final Map<String, GroupRunner> groups = new LinkedHashMap<>();
    private final Set<String> unknownVrids = new HashSet<>();
    private final WatchedLinks watchedLinks;
    private final StartDelay delay;

    /** The newest configuration, with a priority in every rule. */
    private ConfigImage image;

    /** The virtual routers that shall be, with the true names of interfaces once these were made. */
    private List<VirtualRouterSpec> wanted = List.of();

    /** Why some of them cannot run, by name. */
    private Map<String, String> disabled = Map.of();

    /** What was known when the routers were told last. */
    private HostFacts told = new HostFacts(Map.of(), Map.of());

    /** Those that miss a route or rule when somebody removes it. */
    private List<RouterRunner> entryWatchers = List.of();

    private boolean linksKnown;
    private boolean fitted;
    private boolean started;

    /** A configuration came that waits for its interfaces. */
    private boolean reloading;

    private boolean factsChanged;

    /** Whether interfaces or addresses changed since the channels were made to fit them. */
    private boolean channelsMayMisfit;

    private long housekeepingNanos = HOUSEKEEPING_NANOS;

    /**
     * @param clock the loop's time
     */
    VrrpHost(
            ConfigImage image,
            Surroundings around,
            ScriptChecks scripts,
            StaticKeeper statics,
            HostServices services,
            LongSupplier clock) {
        this.image = RulePriorities.number(image);
        this.around = around;
        this.scripts = scripts;
        this.state = new HostState(around.links(), around.channels(), scripts);
        this.watchedLinks = new WatchedLinks(around.links(), state);
        this.statics = statics;
        this.services = services;
        this.clock = clock;
        this.delay = new StartDelay(image.global().vrrp(), clock.getAsLong());
        around.announcements().pace(AnnouncementPace.of(image));
    }

    private long now() {
        return clock.getAsLong();
    }

    // Inputs

    void handle(LoopInput input) {
        switch (input) {
            case LoopInput.Packet packet -> receive(packet.arrival(), packet.receivedNanos());
            case LoopInput.LinkNews news -> linkNews(news.event());
            case LoopInput.EntryNews news -> {
                long now = now();
                entryWatchers.forEach(router -> router.entryRemoved(news.event(), now));
                statics.entryRemoved(news.event(), now);
            }
            case LoopInput.ChannelOpened opened -> {
                around.channels().opened(opened);
                channelsMoved();
            }
            case LoopInput.ChannelFailed failed -> {
                around.channels().failed(failed, now());
                channelsMoved();
            }
            case LoopInput.Fitted fitting -> fitted(fitting.fitting());
            case LoopInput.ScriptEnded ended -> factsChanged |= scripts.ended(ended, now());
            case LoopInput.FileChanged file -> {
                state.file(file.name(), file.value());
                factsChanged = true;
            }
            case LoopInput.ProcessChanged process -> {
                state.process(process.name(), process.reached());
                factsChanged = true;
            }
            case LoopInput.LinkBeat beat -> {
                state.linkBeat(beat.interfaceName(), beat.up());
                factsChanged = true;
            }
            case LoopInput.BfdChanged bfd -> {
                state.bfd(bfd.name(), bfd.up(), System.nanoTime() - bfd.eventNanos());
                factsChanged = true;
            }
            case LoopInput.Reload reload -> reload(reload.image());
            // The loop answers these two itself.
            case LoopInput.StatusWanted status -> {}
            case LoopInput.Stop stop -> {}
        }
    }

    void receive(Arrival arrival, long receivedNanos) {
        ReceivedPacket packet = PacketDecoder.decode(arrival.bytes(), arrival.offset(), arrival.length())
                .orElse(null);
        if (packet == null) {
            return;
        }
        List<RouterRunner> listeners = routers.listeners(arrival.interfaceName(), packet);
        if (listeners.isEmpty()) {
            tellUnknownVrid(arrival.interfaceName(), packet);
        }
        for (RouterRunner router : listeners) {
            long interval = router.router().masterIntervalNanos();
            router.received(packet, receivedNanos, now());
            long learned = router.router().masterIntervalNanos();
            if (learned != interval) {
                state.intervalLearned(router.spec(), router.watched(), Duration.ofNanos(learned));
            }
        }
    }

    /** Each VRID is said once for each interface: whoever uses it does so every second. */
    private void tellUnknownVrid(String interfaceName, ReceivedPacket packet) {
        if (started
                && image.global().vrrp().logUnknownVrids()
                && unknownVrids.add(interfaceName + " " + packet.vrid())) {
            LOG.info("Unknown VRID({}) received on interface({}). ignoring...", packet.vrid(), interfaceName);
        }
    }

    /** Cheap for addresses: a failover of some thousand of them comes back as so many messages of the kernel. */
    private void linkNews(LinkEvent event) {
        Map<String, Boolean> before = new HashMap<>();
        watchedLinks
                .touched(event)
                .forEach(name -> before.put(name, around.links().running(name)));
        List<LinkEvent.AddressRemoved> removals = around.links().removals(event);
        watchedLinks.tellAddresses(event);
        around.links().apply(event);
        services.notice(event);
        state.linkNews(event, now());
        if (!linksKnown) {
            linksKnown = true;
            state.configure(image);
            services.fit(image);
            return;
        }
        channelsMayMisfit = true;
        long now = now();
        before.forEach((name, wasUp) -> {
            if (!wasUp && around.links().running(name)) {
                around.channels().cameUp(name, now);
                statics.interfaceUp(name, now);
                routers.all().forEach(RouterRunner::linkCameUp);
            }
        });
        watchedLinks.tell(before.keySet());
        factsChanged = true;
        for (LinkEvent.AddressRemoved removed : removals) {
            IpAddress address = removed.address().address();
            routers.holding(address).forEach(router -> router.addressRemoved(address, removed.interfaceName(), now));
            statics.addressRemoved(removed.interfaceName(), removed.address(), now);
        }
    }

    private void fitChannels() {
        if (fitted) {
            channelsMayMisfit = false;
            around.channels().fit(wanted, around.links(), image.global().vrrp(), state.sources());
        }
    }

    private void channelsMoved() {
        startWhenReady();
        factsChanged = true;
    }

    // Start and reload

    /** The interfaces are there as far as they can be; {@code fitting} says what they are called. */
    private void fitted(Fitting fitting) {
        if (!keys(fitting.routers()).equals(keys(image.virtualRouters()))) {
            // Of a configuration that a quick second reload replaced: the answer to the newest one is on its way.
            return;
        }
        fitted = true;
        boolean news = !wanted.equals(fitting.routers());
        wanted = fitting.routers();
        state.routers(wanted);
        services.filter(image, fitting);
        fitChannels();
        if (started) {
            // A new configuration may change groups, scripts or static entries and leave every router as it is.
            if (reloading || news || hasOtherRouters()) {
                reloading = false;
                applyReload(fitting.disabled());
            } else {
                routers.all()
                        .forEach(router -> router.disabled(
                                fitting.disabled().get(router.spec().name())));
                factsChanged = true;
            }
        } else {
            disabled = fitting.disabled();
            startWhenReady();
        }
    }

    private static List<VirtualRouterKey> keys(List<VirtualRouterSpec> routers) {
        return routers.stream().map(VirtualRouterSpec::key).toList();
    }

    private boolean hasOtherRouters() {
        return !routers.all().stream().map(RouterRunner::spec).toList().equals(wanted);
    }

    private void startWhenReady() {
        if (started || !fitted || !around.channels().settled() || !delay.isOver(now())) {
            return;
        }
        started = true;
        reloading = false;
        long now = now();
        if (delay.wasAny()) {
            LOG.info("Delayed start completed");
        }
        statics.start(image.statics(), now);
        scripts.configure(image.scripts(), now);
        Map<String, SyncGroupSpec> groupOfMember = groupOfMember();
        wanted.forEach(spec -> routers.add(newRouter(spec, groupOfMember), spec));
        makeGroups();
        watchedLinks.watch(routers.all());
        watchEntries();
        HostFacts facts = facts();
        told = facts;
        routers.all().forEach(router -> router.start(facts, now));
        LOG.info("Startup complete");
    }

    private void watchEntries() {
        entryWatchers =
                routers.all().stream().filter(RouterRunner::watchesEntries).toList();
        services.watch(image, statics.watchesEntries() || !entryWatchers.isEmpty());
    }

    private RouterRunner newRouter(VirtualRouterSpec spec, Map<String, SyncGroupSpec> groupOfMember) {
        var router = new RouterRunner(spec, watchList(spec, groupOfMember), around);
        router.disabled(disabled.get(spec.name()));
        return router;
    }

    private WatchList watchList(VirtualRouterSpec spec, Map<String, SyncGroupSpec> groupOfMember) {
        return WatchList.of(spec, groupOfMember.get(spec.name()), image.statics());
    }

    private Map<String, SyncGroupSpec> groupOfMember() {
        Map<String, SyncGroupSpec> groupOfMember = new HashMap<>();
        image.syncGroups()
                .forEach(group -> group.members().forEach(member -> groupOfMember.putIfAbsent(member, group)));
        return groupOfMember;
    }

    /** Groups around the routers that there are now, whatever their state. */
    private void makeGroups() {
        Map<String, Journal> journals = new HashMap<>();
        groups.forEach((name, group) -> journals.put(name, group.journal()));
        groups.clear();
        routers.all().forEach(router -> router.group(null));
        for (SyncGroupSpec spec : image.syncGroups()) {
            List<RouterRunner> members = spec.members().stream()
                    .map(routers::named)
                    .filter(Objects::nonNull)
                    .toList();
            if (!members.isEmpty()) {
                Journal journal = journals.getOrDefault(spec.name(), new Journal());
                groups.put(spec.name(), new GroupRunner(spec, members, around.listener(), journal));
            }
        }
    }

    private void reload(ConfigImage next) {
        long now = now();
        // Those that go say so before their interfaces and channels are taken away.
        Set<VirtualRouterKey> staying =
                next.virtualRouters().stream().map(VirtualRouterSpec::key).collect(Collectors.toSet());
        routers.all().stream()
                .filter(router -> !staying.contains(router.spec().key()))
                .forEach(gone -> gone.removedByReload(now));
        image = RulePriorities.number(next);
        around.announcements().pace(AnnouncementPace.of(next));
        if (!started) {
            delay.reconfigure(next.global().vrrp(), now);
        }
        unknownVrids.clear();
        reloading = true;
        state.configure(image);
        services.fit(image);
    }

    /** Routers are matched by their keys: known ones keep their state, new ones start, the others have left before. */
    private void applyReload(Map<String, String> unable) {
        disabled = unable;
        long now = now();
        statics.reload(image.statics(), now);
        scripts.configure(image.scripts(), now);
        Map<VirtualRouterKey, RouterRunner> before = routers.removeAll();
        HostFacts facts = facts();
        Map<String, SyncGroupSpec> groupOfMember = groupOfMember();
        told = facts;
        Map<RouterRunner, VirtualRouterSpec> known = new LinkedHashMap<>();
        List<RouterRunner> fresh = new ArrayList<>();
        for (VirtualRouterSpec spec : wanted) {
            RouterRunner router = before.remove(spec.key());
            if (router == null) {
                router = newRouter(spec, groupOfMember);
                fresh.add(router);
            } else {
                router.disabled(unable.get(spec.name()));
                known.put(router, spec);
            }
            routers.add(router, spec);
        }
        makeGroups();
        known.forEach((router, spec) -> router.reconfigure(spec, watchList(spec, groupOfMember), facts, now));
        watchedLinks.watch(routers.all());
        fresh.forEach(router -> router.start(facts, now));
        watchEntries();
    }

    // Time

    long nextDeadlineNanos() {
        long deadline = Math.min(housekeepingNanos, around.channels().nextRetryNanos());
        deadline = Math.min(deadline, scripts.nextDeadlineNanos());
        deadline = Math.min(deadline, around.announcements().nextDeadlineNanos());
        deadline = Math.min(deadline, Math.min(statics.nextDeadlineNanos(), state.nextDeadlineNanos()));
        if (!started && fitted && !delay.isOver(now())) {
            deadline = Math.min(deadline, delay.endNanos());
        }
        return Math.min(deadline, routers.nextDeadlineNanos());
    }

    /** Whether that deadline is the Master_Down_Timer of a Backup. */
    boolean awaitsTakeover(long deadlineNanos) {
        return routers.nextDeadlineNanos() == deadlineNanos && routers.backupIsNext();
    }

    void timePassed(long now) {
        if (state.timePassed(now)) {
            factsChanged = true;
            watchedLinks.tellAll();
        }
        tellFacts();
        routers.timePassed(now);
        for (AnnouncementQueue.Due due : around.announcements().poll(now)) {
            RouterRunner router = routers.named(due.router());
            if (router != null) {
                router.announceOne(due.address(), now);
            }
        }
        scripts.timePassed(now);
        statics.timePassed(now);
        around.channels().timePassed(now);
        around.channels().retry(now);
        startWhenReady();
        if (housekeepingNanos <= now) {
            housekeepingNanos = now + HOUSEKEEPING_NANOS;
            around.channels().tellDrops();
        }
    }

    /** A Backup is about to take over. */
    void takeoverComes(long now) {
        around.channels().lookForDrops(now);
    }

    /** Packets found no room in the loop's queue. */
    void packetsDropped(long packets, long now) {
        around.channels().droppedByQueue(packets, now);
    }

    /** The loop stood still; everything that had arrived meanwhile has been handled. */
    void stalled(long sleptSinceNanos, long now) {
        routers.all().forEach(router -> router.stalled(sleptSinceNanos, now));
    }

    /**
     * Tells the routers what changed on the host since the last turn. Once for a whole burst: a failover of some hundred
     * addresses comes back as some hundred messages of the kernel.
     */
    void tellFacts() {
        if (channelsMayMisfit) {
            // Before the routers hear of it: one that speaks from another address now needs another socket.
            fitChannels();
        }
        if (factsChanged && started) {
            factsChanged = false;
            HostFacts before = told;
            HostFacts facts = facts();
            told = facts;
            long now = now();
            for (RouterRunner router : routers.all()) {
                TrackLines.ofRouter(router.spec().name(), router.watched(), before, facts)
                        .forEach(LOG::info);
                router.factsChanged(facts, now);
            }
        }
    }

    private HostFacts facts() {
        return state.facts(wanted);
    }

    // Answers and end

    VrrpStatus status(long worstLatenessNanos) {
        return new VrrpStatus(
                routers.all().stream().map(RouterRunner::status).toList(),
                groups.values().stream().map(GroupRunner::status).toList(),
                worstLatenessNanos);
    }

    /** Every router, for the end of their lives. */
    List<RouterRunner> routers() {
        return List.copyOf(routers.all());
    }

    /** After the routers have ended: what belongs to none of them. */
    void end(boolean release) {
        if (release) {
            statics.stop();
        }
        around.channels().closeAll();
        services.close(release);
    }
}
