package io.aloft.vrrp.sim;

import io.aloft.model.net.IpAddress;
import io.aloft.model.vrrp.VirtualAddress;
import io.aloft.model.vrrp.VirtualRouterSpec;
import io.aloft.model.vrrp.VrrpState;
import io.aloft.vrrp.fsm.Fitness;
import io.aloft.vrrp.fsm.Oversleep;
import io.aloft.vrrp.fsm.RouterAction;
import io.aloft.vrrp.fsm.RouterEvent;
import io.aloft.vrrp.fsm.Transition;
import io.aloft.vrrp.fsm.VirtualRouter;
import io.aloft.vrrp.packet.AdvertisementWriter;
import io.aloft.vrrp.packet.ReceiveChecks;
import io.aloft.vrrp.packet.ReceivedPacket;
import io.aloft.vrrp.packet.Receiver;
import io.aloft.vrrp.packet.Verdict;
import io.aloft.vrrp.track.FitnessRules;
import io.aloft.vrrp.track.HostFacts;
import io.aloft.vrrp.track.WatchList;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** One virtual router of a simulated director: what {@code RouterRunner} does, on the simulated machine. */
public final class SimulatedRouter {

    private static final long SECOND_NANOS = 1_000_000_000L;

    private final SimulatedHost host;
    private final SimulatedNetwork network;
    private final VirtualRouter router;
    private final AdvertisementWriter writer;
    private final Queue<RouterEvent> afterwards = new ArrayDeque<>();
    private VirtualRouterSpec spec;
    private WatchList watched;
    private @Nullable SimulatedGroup group;
    private Fitness told;
    private boolean leaving;
    private VrrpState shown = VrrpState.INIT;
    private long deadlineNanos = VirtualRouter.NEVER;

    SimulatedRouter(VirtualRouterSpec spec, WatchList watched, SimulatedHost host, SimulatedNetwork network) {
        this.host = host;
        this.network = network;
        this.spec = spec;
        this.watched = watched;
        this.router = new VirtualRouter(spec);
        this.told = router.fitness();
        this.writer = new AdvertisementWriter(spec);
    }

    VirtualRouter router() {
        return router;
    }

    void group(@Nullable SimulatedGroup next) {
        group = next;
    }

    public VrrpState state() {
        return router.state();
    }

    public VirtualRouterSpec spec() {
        return router.spec();
    }

    public WatchList watched() {
        return watched;
    }

    /** What it was told last. */
    public Fitness fitness() {
        return told;
    }

    /** Effective priority, 1..255. */
    public int priority() {
        return router.priority();
    }

    /** Why it is in Fault; empty in every other state. */
    public List<String> faults() {
        return router.faults();
    }

    long deadlineNanos() {
        return deadlineNanos;
    }

    // What happens to it

    void start(HostFacts facts, long now) {
        told = fitness(router.spec(), facts);
        handle(new RouterEvent.Startup(told), now, now);
    }

    void factsChanged(HostFacts facts, long now) {
        Fitness changed = fitness(router.spec(), facts);
        if (!leaving && !changed.equals(told)) {
            told = changed;
            handle(new RouterEvent.FitnessChanged(changed), now, now);
        }
    }

    private Fitness fitness(VirtualRouterSpec configured, HostFacts facts) {
        return FitnessRules.assess(configured, watched, facts).fitness();
    }

    /** Whether a packet that came in there is for it. */
    boolean listens(String interfaceName, ReceivedPacket packet) {
        boolean addressed = spec.isUnicast()
                ? packet.destination().equals(router.fitness().source())
                : packet.destination().equals(spec.group())
                        && spec.interfaceName().equals(interfaceName);
        return addressed && packet.vrid() == spec.vrid() && packet.source().family() == spec.family();
    }

    void received(ReceivedPacket packet, long receivedNanos, long now) {
        if (router.state() == VrrpState.FAULT || router.state() == VrrpState.INIT) {
            return;
        }
        var receiver = new Receiver(
                writer.authenticator(), router.state(), router.priority(), router.master(), timeOfDay(now));
        if (ReceiveChecks.check(packet, spec, receiver) instanceof Verdict.Accepted accepted) {
            long counts = Oversleep.advertNanos(router.state(), receivedNanos, now);
            handle(new RouterEvent.AdvertisementReceived(accepted.advertisement()), counts, now);
        }
    }

    /**
     * Lets a deadline fire that has come.
     *
     * @param dropped what this host dropped; null for nothing
     */
    void timePassed(RouterEvent.@Nullable PacketsDropped dropped, long now) {
        if (deadlineNanos <= now) {
            if (dropped != null && router.state() == VrrpState.BACKUP) {
                handle(dropped, now, now);
            }
            handle(new RouterEvent.TimePassed(), now, now);
        }
    }

    void stalled(long sleptSinceNanos, long now) {
        handle(new RouterEvent.Stalled(sleptSinceNanos), now, now);
    }

    void addressRemoved(VirtualAddress address, long now) {
        if (router.state() == VrrpState.MASTER) {
            handle(new RouterEvent.AddressRemoved(address.address(), address.device()), now, now);
        }
    }

    void reconfigure(VirtualRouterSpec next, WatchList watch, HostFacts facts, long now) {
        watched = watch;
        told = fitness(next, facts);
        handle(new RouterEvent.Reconfigured(next, told), now, now);
    }

    void removedByReload(long now) {
        group = null;
        leaving = true;
        told = new Fitness(told.priority(), List.of("(removed by reload)"), false, told.source());
        handle(new RouterEvent.FitnessChanged(told), now, now);
    }

    void stop(long now) {
        handle(new RouterEvent.Shutdown(), now, now);
    }

    // What it makes of it

    private void handle(RouterEvent event, long eventNanos, long now) {
        RouterEvent heard = network.interposer().heard(router, event).orElse(null);
        if (heard == null) {
            perform(new Transition(router.state(), List.of(), deadlineNanos), event, true, eventNanos, now);
            handleWhatCameOfIt(now);
        } else if (group == null) {
            perform(router.on(heard, eventNanos), event, true, eventNanos, now);
            handleWhatCameOfIt(now);
        } else {
            group.handle(this, heard, event, eventNanos, now);
        }
    }

    /** Performs the actions in order and tells the network; {@link #handleWhatCameOfIt} is next. */
    void perform(Transition decided, RouterEvent event, boolean own, long eventNanos, long now) {
        Transition transition = network.interposer().answered(router, decided, event, eventNanos);
        deadlineNanos = transition.nextDeadlineNanos();
        for (RouterAction action : transition.actions()) {
            perform(action, now);
        }
        VrrpState before = shown;
        shown = transition.state();
        network.stepped(new Step(host, this, event, own, eventNanos, now, before, transition));
    }

    void handleWhatCameOfIt(long now) {
        for (RouterEvent next = afterwards.poll(); next != null; next = afterwards.poll()) {
            handle(next, now, now);
        }
    }

    private void perform(RouterAction action, long now) {
        switch (action) {
            case RouterAction.SendAdvertisement send -> {
                IpAddress source = router.fitness().source();
                if (source != null) {
                    send(writer.packets(send.priority(), source, timeOfDay(now)), source);
                }
            }
            case RouterAction.Adopt adopt -> {
                spec = adopt.spec();
                writer.adopt(spec);
            }
            case RouterAction.AddAddresses add -> hold(add.addresses(), add.leaseSeconds(), now);
            case RouterAction.RefreshLease refresh -> hold(refresh.addresses(), refresh.seconds(), now);
            case RouterAction.RemoveAddresses remove -> host.remove(remove.addresses());
            case RouterAction.Report report -> {
                if (report.change().from() != VrrpState.MASTER
                        && report.change().to() == VrrpState.MASTER) {
                    writer.authenticator().becameMaster();
                }
            }
            // What these do to a machine is not simulated.
            case RouterAction.AddEntries add -> {}
            case RouterAction.RemoveEntries remove -> {}
            case RouterAction.BlockTraffic block -> {}
            case RouterAction.UnblockTraffic unblock -> {}
            case RouterAction.Announce announce -> {}
            case RouterAction.AnnounceSource announce -> {}
            case RouterAction.CancelAnnouncements cancel -> {}
            case RouterAction.ReportLowerPriority report -> {}
            case RouterAction.ReportPriority report -> {}
            case RouterAction.Conflict conflict -> {}
            case RouterAction.Log log -> {}
        }
    }

    private void send(List<byte[]> packets, IpAddress source) {
        for (int i = 0; i < packets.size(); i++) {
            if (spec.isUnicast()) {
                network.unicast(host, source, writer.destinations().get(i), packets.get(i));
            } else {
                network.multicast(host, spec, packets.get(i));
            }
        }
    }

    private void hold(List<VirtualAddress> addresses, @Nullable Integer leaseSeconds, long now) {
        Long until = leaseSeconds == null ? null : now + leaseSeconds * SECOND_NANOS;
        host.add(addresses, until, now)
                .forEach(refused -> afterwards.add(new RouterEvent.AddressRefused(refused.address())));
        if (until != null) {
            network.expireAt(host, until);
        }
    }

    /** Every clock of the simulation shows the same. */
    private static Instant timeOfDay(long now) {
        return Instant.EPOCH.plusNanos(now);
    }
}
