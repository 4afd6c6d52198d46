package io.aloft.vrrp.runtime;

import io.aloft.model.event.StateChange;
import io.aloft.model.net.IpAddress;
import io.aloft.model.vrrp.VirtualAddress;
import io.aloft.model.vrrp.VirtualRouterSpec;
import io.aloft.model.vrrp.VrrpState;
import io.aloft.netlink.monitor.EntryEvent;
import io.aloft.vrrp.address.RoutingEntries;
import io.aloft.vrrp.fsm.Fitness;
import io.aloft.vrrp.fsm.Oversleep;
import io.aloft.vrrp.fsm.RouterAction;
import io.aloft.vrrp.fsm.RouterEvent;
import io.aloft.vrrp.fsm.Transition;
import io.aloft.vrrp.fsm.VirtualRouter;
import io.aloft.vrrp.packet.Advertisement;
import io.aloft.vrrp.packet.Authenticator;
import io.aloft.vrrp.packet.ReceiveChecks;
import io.aloft.vrrp.packet.ReceivedPacket;
import io.aloft.vrrp.packet.Receiver;
import io.aloft.vrrp.packet.Verdict;
import io.aloft.vrrp.track.Assessment;
import io.aloft.vrrp.track.FitnessRules;
import io.aloft.vrrp.track.HostFacts;
import io.aloft.vrrp.track.WatchList;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One virtual router at work: feeds its state machine, or the sync group that it belongs to, and performs what comes back.
 * Owned by the VRRP loop.
 */
final class RouterRunner extends DeadlineHeap.Entry {

    /** Operators filter by this name; the class behind it is nobody's business. */
    private static final Logger LOG = LoggerFactory.getLogger("io.aloft.vrrp");

    private static final long PAUSE_AFTER_DEFECT_NANOS = 1_000_000_000L;

    private final Surroundings around;
    private final VirtualRouter router;
    private final RouterCounters.Running counters = new RouterCounters.Running();
    private final AdvertisementSender sender;
    private final Journal journal = new Journal();
    private final Set<Verdict.Kind> said = EnumSet.noneOf(Verdict.Kind.class);

    /** Addresses to which no traffic is let now. */
    private final Set<VirtualAddress> refused = new LinkedHashSet<>();

    /** Addresses that the kernel refused to take when it was asked last. */
    private final Set<VirtualAddress> absent = new HashSet<>();

    /** What performing an action brought about; handled when the actions before it are done. */
    private final Queue<RouterEvent> afterwards = new ArrayDeque<>();

    /** By which what is asked for is done: that of the router, but for the last words of an old one during a reload. */
    private VirtualRouterSpec spec;

    private WatchList watched;
    private @Nullable GroupRunner group;
    private List<String> reasons = List.of();
    private @Nullable String disabled;
    private boolean deletionIsTold;
    private boolean leaving;
    private String cause = "not started";
    private long deadlineNanos = VirtualRouter.NEVER;
    private Runnable deadlineListener = () -> {};

    /**
     * @param watched what it looks at, its sync group's things included
     */
    RouterRunner(VirtualRouterSpec spec, WatchList watched, Surroundings around) {
        this.around = around;
        this.spec = spec;
        this.watched = watched;
        this.router = new VirtualRouter(spec);
        this.sender = new AdvertisementSender(spec, around.links(), around.channels(), counters);
    }

    VirtualRouterSpec spec() {
        return router.spec();
    }

    VirtualRouter router() {
        return router;
    }

    WatchList watched() {
        return watched;
    }

    /** The group that its events go through; null for none. */
    void group(@Nullable GroupRunner next) {
        group = next;
    }

    /** Why it cannot run whatever the host is like; null when it can. */
    void disabled(@Nullable String reason) {
        disabled = reason;
    }

    @Override
    long deadlineNanos() {
        return deadlineNanos;
    }

    /** The listener is called whenever {@link #deadlineNanos} may have moved. */
    void onDeadlineChange(Runnable listener) {
        deadlineListener = listener;
    }

    private void deadline(long nanos) {
        deadlineNanos = nanos;
        deadlineListener.run();
    }

    RouterStatus status() {
        // One fault may have given way to another since the router entered FAULT: what holds it there now is the cause.
        String why = router.state() == VrrpState.FAULT ? String.join("; ", router.faults()) : cause;
        return new RouterStatus(
                router.spec(),
                router.state(),
                router.priority(),
                reasons,
                router.master(),
                why,
                journal.entries(),
                counters.snapshot());
    }

    /** From which address it speaks; null when it has none now. */
    @Nullable
    IpAddress source() {
        return router.fitness().source();
    }

    // What happens to it

    void start(HostFacts facts, long now) {
        handle(new RouterEvent.Startup(fitness(facts)), now);
    }

    /** Something that may be tracked changed; the router hears of it only when it makes a difference to it. */
    void factsChanged(HostFacts facts, long now) {
        Fitness changed = fitness(facts);
        if (!leaving && !changed.equals(router.fitness())) {
            handle(new RouterEvent.FitnessChanged(changed), now);
        }
    }

    private Fitness fitness(HostFacts facts) {
        return fitness(router.spec(), facts);
    }

    private Fitness fitness(VirtualRouterSpec configured, HostFacts facts) {
        Assessment assessment = FitnessRules.assess(configured, watched, facts);
        reasons = assessment.reasons();
        Fitness fitness = assessment.fitness();
        if (disabled == null) {
            return fitness;
        }
        List<String> faults = new ArrayList<>(fitness.faults());
        faults.add(disabled);
        return new Fitness(fitness.priority(), faults, fitness.undecided(), fitness.source());
    }

    /** Whether a packet with its VRID is for this router and not for one with another group or other peers. */
    boolean expects(ReceivedPacket packet) {
        return spec.isUnicast()
                ? packet.destination().equals(source())
                        && spec.options().unicast().peers().stream()
                                .anyMatch(peer -> peer.address().equals(packet.source()))
                : packet.destination().equals(spec.group());
    }

    /** Judges a packet that carries this router's VRID. */
    void received(ReceivedPacket packet, long receivedNanos, long now) {
        if (router.state() == VrrpState.FAULT || router.state() == VrrpState.INIT) {
            return;
        }
        Authenticator authenticator = sender.authenticator();
        Instant timeOfDay = authenticator.usesTime() ? Instant.now() : Instant.EPOCH;
        var receiver = new Receiver(authenticator, router.state(), router.priority(), router.master(), timeOfDay);
        switch (ReceiveChecks.check(packet, spec, receiver)) {
            case Verdict.Dropped dropped -> object(dropped.objection());
            case Verdict.Accepted accepted -> {
                counters.received++;
                if (accepted.advertisement().priority() == Advertisement.STOPPING) {
                    counters.priorityZeroReceived++;
                }
                IpAddress before = router.master();
                for (Verdict.Objection remark : accepted.remarks()) {
                    object(remark);
                }
                long counts = Oversleep.advertNanos(router.state(), receivedNanos, now);
                handle(new RouterEvent.AdvertisementReceived(accepted.advertisement()), counts);
                if (before != null && !before.equals(router.master())) {
                    said.clear();
                }
            }
        }
    }

    /** Each kind is said once, until the Master changes: a misconfigured neighbour must not fill the disk. */
    private void object(Verdict.Objection objection) {
        counters.reject(objection.kind());
        if (objection.kind().detail()) {
            LOG.debug("({}) {}", spec.name(), objection.text());
        } else if (said.add(objection.kind())) {
            LOG.info("({}) {}", spec.name(), objection.text());
        }
    }

    void timePassed(long now) {
        if (deadlineNanos > now) {
            return;
        }
        if (router.state() == VrrpState.BACKUP) {
            RouterEvent.PacketsDropped dropped = around.channels().dropped(router.spec(), source(), now);
            if (dropped != null) {
                handle(dropped, now);
                counters.heldBack += deadlineNanos > now ? 1 : 0;
            }
        }
        handle(new RouterEvent.TimePassed(), now);
    }

    /** The loop stood still since then, and has gone through what had arrived meanwhile. */
    void stalled(long sleptSinceNanos, long now) {
        handle(new RouterEvent.Stalled(sleptSinceNanos), now);
    }

    void addressRemoved(IpAddress address, String interfaceName, long now) {
        if (router.state() == VrrpState.MASTER) {
            handle(new RouterEvent.AddressRemoved(address, interfaceName), now);
        }
    }

    void entryRemoved(EntryEvent event, long now) {
        if (router.state() == VrrpState.MASTER) {
            RoutingEntries lost = around.entries().lost(event, entries(spec));
            lost.routes().forEach(route -> handle(new RouterEvent.EntryRemoved("route " + route.describe()), now));
            lost.rules().forEach(rule -> handle(new RouterEvent.EntryRemoved("rule " + rule.describe()), now));
        }
    }

    /**
     * An interface is up again, and this router may have stayed Master ({@code interface_up_down_delays}): the kernel has
     * dropped the routes over it without a word.
     */
    void linkCameUp() {
        RoutingEntries held = entries(spec);
        if (router.state() == VrrpState.MASTER && !held.isEmpty()) {
            around.entries().add(held);
        }
    }

    private static RoutingEntries entries(VirtualRouterSpec spec) {
        return new RoutingEntries(spec.options().routes(), spec.options().rules());
    }

    /** Whether somebody has to listen to what happens to routes and rules. */
    boolean watchesEntries() {
        return entries(router.spec()).tracked();
    }

    void reconfigure(VirtualRouterSpec next, WatchList watch, HostFacts facts, long now) {
        watched = watch;
        said.clear();
        // An earlier reload may have said farewell to it, and another one have changed its mind.
        leaving = false;
        deletionIsTold = false;
        handle(new RouterEvent.Reconfigured(next, fitness(next, facts)), now);
    }

    /** keepalived tells a router that a reload removed as if it had failed, unless {@code notify_deleted} is set. */
    void removedByReload(long now) {
        group = null;
        leaving = true;
        deletionIsTold = spec.options().alerts().tellDeletion();
        Fitness last = router.fitness();
        handle(
                new RouterEvent.FitnessChanged(
                        new Fitness(last.priority(), List.of("(removed by reload)"), false, last.source())),
                now);
    }

    /**
     * The last event of a life.
     *
     * @param release whether addresses are given away
     */
    void stop(boolean release, long now) {
        handle(new RouterEvent.Shutdown(release), now);
    }

    // What it makes of it

    private void handle(RouterEvent event, long now) {
        try {
            if (group == null) {
                perform(router.on(event, now), now);
                handleWhatCameOfIt(now);
            } else {
                group.handle(router, event, now);
            }
        } catch (RuntimeException | Error e) {
            // Should the machine fail on its deadline, the next turn must not ask it again at once, and for ever.
            if (deadlineNanos <= now) {
                deadline(now + PAUSE_AFTER_DEFECT_NANOS);
            }
            throw e;
        }
    }

    /** Performs the actions in order; {@link #handleWhatCameOfIt} is next, when other members have done theirs. */
    void perform(Transition transition, long now) {
        deadline(transition.nextDeadlineNanos());
        for (RouterAction action : transition.actions()) {
            try {
                perform(action, now);
            } catch (RuntimeException | Error e) {
                // The actions after it, such as giving the addresses away, are needed all the more.
                LOG.error("({}) defect, please report it: could not do {}", spec.name(), action, e);
            }
        }
    }

    /** An address that was refused must not keep the other members of a sync group waiting for what they have to do. */
    void handleWhatCameOfIt(long now) {
        for (RouterEvent next = afterwards.poll(); next != null; next = afterwards.poll()) {
            handle(next, now);
        }
    }

    private void perform(RouterAction action, long now) {
        switch (action) {
            case RouterAction.SendAdvertisement send ->
                sender.send(send.priority(), router.fitness().source());
            case RouterAction.Adopt adopt -> {
                spec = adopt.spec();
                sender.adopt(spec);
            }
            case RouterAction.BlockTraffic block -> {
                refused.addAll(block.addresses());
                around.traffic().refuse(spec, List.copyOf(refused));
            }
            case RouterAction.UnblockTraffic unblock -> {
                unblock.addresses().forEach(refused::remove);
                around.traffic().refuse(spec, List.copyOf(refused));
            }
            case RouterAction.AddAddresses add ->
                refused(add.addresses(), around.addresses().add(add.addresses(), add.leaseSeconds()));
            case RouterAction.RefreshLease refresh ->
                refused(refresh.addresses(), around.addresses().refresh(refresh.addresses(), refresh.seconds()));
            case RouterAction.RemoveAddresses remove -> around.addresses().remove(remove.addresses());
            case RouterAction.AddEntries add ->
                refused(around.entries().add(new RoutingEntries(add.routes(), add.rules())));
            case RouterAction.RemoveEntries remove ->
                around.entries().remove(new RoutingEntries(remove.routes(), remove.rules()));
            case RouterAction.Announce announce -> announce(announce, now);
            case RouterAction.AnnounceSource announce ->
                around.announcer().announce(announce.address(), spec.interfaceName(), now);
            case RouterAction.CancelAnnouncements cancel ->
                around.announcements().cancel(spec.name());
            case RouterAction.Report report -> report(report.change());
            case RouterAction.ReportLowerPriority report ->
                around.listener().lowerPriorityReceived(spec, report.priority());
            case RouterAction.ReportPriority report ->
                around.listener().priorityChanged(spec, report.state(), report.priority());
            case RouterAction.Conflict conflict -> counters.conflicts++;
            case RouterAction.Log log -> log(log);
        }
    }

    private static void log(RouterAction.Log log) {
        if (log.detail()) {
            LOG.debug(log.line());
        } else {
            LOG.info(log.line());
        }
    }

    private void announce(RouterAction.Announce announce, long now) {
        // A claim to an address that the kernel refused would lead packets into the void.
        List<VirtualAddress> held = announce.addresses().stream()
                .filter(address -> !absent.contains(address))
                .toList();
        for (VirtualAddress address : held) {
            LOG.info(
                    "({}) Sending/queueing {} on {} for {}",
                    spec.name(),
                    address.address().isIpv4() ? "gratuitous ARPs" : "Unsolicited Neighbour Adverts",
                    address.device(),
                    address.address());
        }
        around.announcements()
                .announce(spec.name(), held, announce.rounds(), now)
                .forEach(due -> announceOne(due.address(), now));
    }

    /** Sends one announcement whose turn has come. */
    void announceOne(VirtualAddress address, long now) {
        around.announcer().announce(address.address(), address.device(), now);
    }

    private void refused(List<VirtualAddress> asked, List<VirtualAddress> missing) {
        asked.forEach(absent::remove);
        absent.addAll(missing);
        missing.forEach(address -> afterwards.add(new RouterEvent.AddressRefused(address.address())));
    }

    private void refused(RoutingEntries missing) {
        missing.routes().forEach(route -> afterwards.add(new RouterEvent.EntryRefused("route " + route.describe())));
        missing.rules().forEach(rule -> afterwards.add(new RouterEvent.EntryRefused("rule " + rule.describe())));
    }

    private void report(StateChange change) {
        if (change.from() != change.to() && change.to() == VrrpState.MASTER) {
            counters.becameMaster++;
            sender.authenticator().becameMaster();
            said.clear();
        }
        if (change.from() == VrrpState.MASTER && change.to() != VrrpState.MASTER) {
            counters.releasedMaster++;
            said.clear();
        }
        cause = change.cause();
        sender.forgetErrors();
        journal.add(Instant.now(), change);
        LOG.info("({}) {}: {}", change.instance(), change.word(), change.cause());
        change.facts().forEach(fact -> LOG.debug("({}) {}: {}", change.instance(), change.word(), fact));
        if (deletionIsTold) {
            around.listener().deleted(spec, change);
        } else {
            around.listener().stateChanged(spec, change);
        }
    }
}
