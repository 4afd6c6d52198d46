package io.aloft.vrrp.runtime;

import io.aloft.model.event.StateChange;
import io.aloft.model.net.IpAddress;
import io.aloft.model.net.MacAddress;
import io.aloft.model.vrrp.VirtualAddress;
import io.aloft.model.vrrp.VirtualRouterSpec;
import io.aloft.model.vrrp.VrrpState;
import io.aloft.vrrp.address.AddressKeeper;
import io.aloft.vrrp.address.AnnouncementQueue;
import io.aloft.vrrp.channel.FrameChannel;
import io.aloft.vrrp.fsm.Fitness;
import io.aloft.vrrp.fsm.RouterAction;
import io.aloft.vrrp.fsm.RouterEvent;
import io.aloft.vrrp.fsm.Transition;
import io.aloft.vrrp.fsm.VirtualRouter;
import io.aloft.vrrp.packet.Advertisement;
import io.aloft.vrrp.packet.AdvertisementEncoder;
import io.aloft.vrrp.packet.Authenticator;
import io.aloft.vrrp.packet.EthernetFrame;
import io.aloft.vrrp.packet.GratuitousArp;
import io.aloft.vrrp.packet.ReceiveChecks;
import io.aloft.vrrp.packet.ReceivedPacket;
import io.aloft.vrrp.packet.Receiver;
import io.aloft.vrrp.packet.Verdict;
import io.aloft.vrrp.track.FitnessRules;
import io.aloft.vrrp.track.HostFacts;
import java.io.IOException;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One virtual router at work: feeds its state machine and performs what it answers. Owned by the VRRP loop.
 */
final class RouterRunner extends DeadlineHeap.Entry {

    /** Operators filter by this name; the class behind it is nobody's business. */
    private static final Logger LOG = LoggerFactory.getLogger("io.aloft.vrrp");

    private static final long PAUSE_AFTER_DEFECT_NANOS = 1_000_000_000L;

    /** What a router needs of the loop that runs it. */
    record Surroundings(
            LinkTable links,
            Channels channels,
            AddressKeeper addresses,
            AnnouncementQueue announcements,
            StateListener listener) {}

    private final Surroundings around;
    private final VirtualRouter router;
    private final RouterCounters.Running counters = new RouterCounters.Running();
    private final Set<Verdict.Kind> said = EnumSet.noneOf(Verdict.Kind.class);
    private Authenticator authenticator;
    private AdvertisementEncoder encoder;
    private boolean sendErrorSaid;
    private String cause = "not started";
    private long deadlineNanos = VirtualRouter.NEVER;
    private Runnable deadlineListener = () -> {};

    RouterRunner(VirtualRouterSpec spec, Surroundings around) {
        this.around = around;
        this.router = new VirtualRouter(spec);
        this.authenticator = new Authenticator(spec);
        this.encoder = new AdvertisementEncoder(spec, authenticator);
    }

    VirtualRouterSpec spec() {
        return router.spec();
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
                router.spec(), router.state(), router.priority(), router.master(), why, counters.snapshot());
    }

    void start(HostFacts facts, long now) {
        handle(new RouterEvent.Startup(FitnessRules.fitness(spec(), facts)), now);
    }

    /** Something that may be tracked changed; the router hears of it only when it makes a difference to it. */
    void factsChanged(HostFacts facts, long now) {
        Fitness changed = FitnessRules.fitness(spec(), facts);
        if (!changed.equals(router.fitness())) {
            handle(new RouterEvent.FitnessChanged(changed), now);
        }
    }

    /** Judges a packet that carries this router's VRID. */
    void received(ReceivedPacket packet, long now) {
        if (router.state() == VrrpState.FAULT || router.state() == VrrpState.INIT) {
            return;
        }
        var receiver = new Receiver(
                authenticator, router.state(), router.fitness().priority(), router.master(), Instant.now());
        switch (ReceiveChecks.check(packet, spec(), receiver)) {
            case Verdict.Dropped dropped -> object(dropped.objection());
            case Verdict.Accepted accepted -> {
                counters.received++;
                if (accepted.advertisement().priority() == Advertisement.STOPPING) {
                    counters.priorityZeroReceived++;
                }
                IpAddress before = router.master();
                accepted.remarks().forEach(this::object);
                handle(new RouterEvent.AdvertisementReceived(accepted.advertisement()), now);
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
            LOG.debug("({}) {}", spec().name(), objection);
        } else if (said.add(objection.kind())) {
            LOG.info("({}) {}", spec().name(), objection.text());
        }
    }

    void timePassed(long now) {
        if (deadlineNanos <= now) {
            handle(new RouterEvent.TimePassed(), now);
        }
    }

    void addressRemoved(IpAddress address, String interfaceName, long now) {
        if (router.state() == VrrpState.MASTER) {
            handle(new RouterEvent.AddressRemoved(address, interfaceName), now);
        }
    }

    void reconfigure(VirtualRouterSpec spec, HostFacts facts, long now) {
        said.clear();
        handle(new RouterEvent.Reconfigured(spec, FitnessRules.fitness(spec, facts)), now);
    }

    /** keepalived tells a router that a reload removed as if it had failed. */
    void removedByReload(long now) {
        Fitness last = router.fitness();
        handle(
                new RouterEvent.FitnessChanged(
                        new Fitness(last.priority(), List.of("(removed by reload)"), false, last.source())),
                now);
    }

    void stop(long now) {
        handle(new RouterEvent.Shutdown(), now);
    }

    private void handle(RouterEvent event, long now) {
        // Should the machine fail on this event, the next turn must not ask it again at once, and for ever.
        deadline(now + PAUSE_AFTER_DEFECT_NANOS);
        Transition transition = router.on(event, now);
        deadline(transition.nextDeadlineNanos());
        for (RouterAction action : transition.actions()) {
            try {
                perform(action, now);
            } catch (RuntimeException | Error e) {
                // The actions after it, such as giving the addresses away, are needed all the more.
                LOG.error("({}) defect, please report it: could not do {}", spec().name(), action, e);
            }
        }
    }

    private void perform(RouterAction action, long now) {
        switch (action) {
            case RouterAction.SendAdvertisement send -> send(send.priority());
            case RouterAction.AddAddresses add -> addAddresses(add.addresses(), now);
            case RouterAction.RemoveAddresses remove -> around.addresses().remove(remove.addresses());
            case RouterAction.RefreshLease refresh -> addAddresses(refresh.addresses(), now);
            case RouterAction.Adopt adopt -> adopt(adopt.spec());
            case RouterAction.BlockTraffic block -> performUnsupported("no_accept");
            case RouterAction.UnblockTraffic unblock -> performUnsupported("no_accept");
            case RouterAction.AddEntries add -> performUnsupported("virtual_routes and virtual_rules");
            case RouterAction.RemoveEntries remove -> performUnsupported("virtual_routes and virtual_rules");
            case RouterAction.AnnounceSource announce ->
                sendArp(VirtualAddress.of(announce.address(), 0, spec().interfaceName()));
            case RouterAction.ReportLowerPriority report -> performLowerPriorityReport();
            case RouterAction.ReportPriority report -> performUnsupported("notify_priority_changes");
            case RouterAction.Conflict conflict -> counters.conflicts++;
            case RouterAction.Announce announce -> {
                var due = around.announcements().announce(spec().name(), announce.addresses(), announce.rounds(), now);
                due.forEach(one -> sendArp(one.address()));
            }
            case RouterAction.CancelAnnouncements cancel ->
                around.announcements().cancel(spec().name());
            case RouterAction.Report report -> report(report.change());
            case RouterAction.Log log -> {
                if (log.detail()) {
                    LOG.debug(log.line());
                } else {
                    LOG.info(log.line());
                }
            }
        }
    }

    private void adopt(VirtualRouterSpec spec) {
        authenticator = authenticator.reconfigured(spec);
        encoder = encoder.reconfigured(spec, authenticator);
    }

    /** The loader refuses what needs this, so that nothing is silently left out. */
    private void performUnsupported(String keyword) {
        LOG.error("({}) {} is not supported", spec().name(), keyword);
    }

    private void performLowerPriorityReport() {
        if (spec().options().alerts().lowerPriorityReceived() != null) {
            performUnsupported("notify_master_rx_lower_pri");
        }
    }

    private void addAddresses(List<VirtualAddress> addresses, long now) {
        for (VirtualAddress missing : around.addresses().add(addresses)) {
            deadline(router.on(new RouterEvent.AddressRefused(missing.address()), now)
                    .nextDeadlineNanos());
        }
    }

    private void report(StateChange change) {
        if (change.from() != change.to() && change.to() == VrrpState.MASTER) {
            counters.becameMaster++;
            authenticator.becameMaster();
            said.clear();
        }
        if (change.from() == VrrpState.MASTER && change.to() != VrrpState.MASTER) {
            counters.releasedMaster++;
            said.clear();
        }
        cause = change.cause();
        sendErrorSaid = false;
        LOG.info("({}) {}: {}", change.instance(), change.word(), change.cause());
        around.listener().stateChanged(spec(), change);
    }

    private void send(int priority) {
        IpAddress source = router.fitness().source();
        Optional<MacAddress> mac = mac(spec().interfaceName());
        Optional<FrameChannel> channel = around.channels().channel(spec().interfaceName());
        if (source == null || mac.isEmpty() || channel.isEmpty()) {
            sendFailed("interface " + spec().interfaceName() + " cannot send");
            return;
        }
        try {
            byte[] packet = encoder.packets(priority, source, List.of(spec().group()), Instant.now())
                    .getFirst();
            channel.get().send(EthernetFrame.multicast(packet, mac.get()));
            counters.sent++;
            if (priority == Advertisement.STOPPING) {
                counters.priorityZeroSent++;
            }
        } catch (IOException e) {
            sendFailed(String.valueOf(e.getMessage()));
        }
    }

    private void sendFailed(String reason) {
        counters.sendErrors++;
        if (!sendErrorSaid) {
            sendErrorSaid = true;
            LOG.warn("({}): send advert error ({})", spec().name(), reason);
        }
    }

    /** Sends one gratuitous ARP; losing one is harmless, since there are more rounds. */
    void sendArp(VirtualAddress address) {
        Optional<MacAddress> mac = mac(address.device());
        Optional<FrameChannel> channel = around.channels().channel(address.device());
        if (mac.isEmpty() || channel.isEmpty()) {
            return;
        }
        try {
            channel.get().send(GratuitousArp.frame(address.address(), mac.get()));
            LOG.debug("Sending gratuitous ARP on {} for {}", address.device(), address.address());
        } catch (IOException e) {
            LOG.warn(
                    "Error ({}) sending gratuitous ARP on {} for {}",
                    e.getMessage(),
                    address.device(),
                    address.address());
        }
    }

    private Optional<MacAddress> mac(String interfaceName) {
        return around.links().link(interfaceName).flatMap(link -> Optional.ofNullable(link.mac()));
    }
}
