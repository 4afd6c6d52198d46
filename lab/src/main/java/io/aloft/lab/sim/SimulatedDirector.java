package io.aloft.lab.sim;

import io.aloft.model.net.IpAddress;
import io.aloft.model.vrrp.VirtualAddress;
import io.aloft.model.vrrp.VirtualRouterSpec;
import io.aloft.model.vrrp.VrrpState;
import io.aloft.vrrp.fsm.Fitness;
import io.aloft.vrrp.fsm.RouterAction;
import io.aloft.vrrp.fsm.RouterEvent;
import io.aloft.vrrp.fsm.Transition;
import io.aloft.vrrp.fsm.VirtualRouter;
import io.aloft.vrrp.packet.AdvertisementEncoder;
import io.aloft.vrrp.packet.Authenticator;
import io.aloft.vrrp.packet.EthernetFrame;
import io.aloft.vrrp.packet.PacketDecoder;
import io.aloft.vrrp.packet.ReceiveChecks;
import io.aloft.vrrp.packet.ReceivedPacket;
import io.aloft.vrrp.packet.Receiver;
import io.aloft.vrrp.packet.Verdict;
import io.aloft.vrrp.track.FitnessRules;
import io.aloft.vrrp.track.HostFacts;
import io.aloft.vrrp.track.ScriptCheck;
import io.aloft.vrrp.track.ScriptRun;
import io.aloft.vrrp.track.ScriptVerdict;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * One life of a director process: the turn of {@code VrrpLoop} and {@code RouterRunner} around production parts, without
 * their threads, sockets and clock. What arrived is handled before a deadline may fire, after a freeze too.
 */
final class SimulatedDirector {

    private static final int ETHERNET_HEADER = 14;

    /** What reaches the process, each through its queue. */
    sealed interface Input {

        /** An Ethernet frame, with the time at which the kernel took it. */
        record Frame(byte[] bytes, long receivedNanos) implements Input {}

        /** The kernel reports the link. */
        record Link(boolean up) implements Input {}

        /** A run of the tracked script is over. */
        record ScriptEnded(ScriptRun run) implements Input {}

        /** The kernel reports that somebody deleted an address. */
        record AddressGone(VirtualAddress address) implements Input {}

        /** SIGTERM. */
        record Terminate() implements Input {}
    }

    private final SimulatedHost host;
    private final VirtualRouterSpec spec;
    private final RouterUnderTest router;
    private final Environment environment;
    private final Authenticator authenticator;
    private final AdvertisementEncoder encoder;
    private final @Nullable ScriptCheck check;
    private final Queue<Input> queue = new ArrayDeque<>();
    private boolean linkUp;
    private boolean paused;
    private long pausedNanos;
    private long resumedNanos;
    private Fitness fitness;
    private long routerDeadlineNanos = VirtualRouter.NEVER;
    private long scriptDeadlineNanos = VirtualRouter.NEVER;

    /** A process that starts at once. */
    SimulatedDirector(SimulatedHost host, RouterUnderTest router, Environment environment, long now) {
        this.host = host;
        this.spec = host.plan().router();
        this.router = router;
        this.environment = environment;
        this.authenticator = new Authenticator(spec);
        this.encoder = new AdvertisementEncoder(spec, authenticator);
        this.check = host.plan().script() == null
                ? null
                : new ScriptCheck(host.plan().script(), now);
        if (check != null) {
            scriptDeadlineNanos = now;
        }
        this.linkUp = host.carrier();
        this.fitness = FitnessRules.fitness(spec, facts());
    }

    void start(long now) {
        handle(new RouterEvent.Startup(fitness), now, now);
    }

    VrrpState state() {
        return router.state();
    }

    Fitness fitness() {
        return fitness;
    }

    long scriptTimeoutNanos() {
        return check == null ? 0 : check.spec().timeout().toNanos();
    }

    boolean paused() {
        return paused;
    }

    /** When it went on after a freeze. */
    long resumedNanos() {
        return resumedNanos;
    }

    void pause(long now) {
        paused = true;
        pausedNanos = now;
    }

    /** Goes on after a freeze; deadlines that passed meanwhile fire only when the queue is empty. */
    void resume(long now) {
        paused = false;
        resumedNanos = now;
        for (Input input = queue.poll(); input != null && host.director() == this; input = queue.poll()) {
            handle(input, now);
        }
        if (host.director() == this) {
            handle(new RouterEvent.Stalled(pausedNanos), now, now);
        }
    }

    void offer(Input input, long now) {
        if (paused) {
            queue.add(input);
        } else {
            handle(input, now);
        }
    }

    /** When the process wants to be woken, NEVER while it is frozen. */
    long deadlineNanos() {
        return paused ? VirtualRouter.NEVER : Math.min(routerDeadlineNanos, scriptDeadlineNanos);
    }

    void timePassed(long now) {
        if (routerDeadlineNanos <= now) {
            handle(new RouterEvent.TimePassed(), now, now);
        }
        if (check != null && scriptDeadlineNanos <= now) {
            ScriptCheck.Step step = check.timePassed(now, false);
            scriptDeadlineNanos = step.nextDeadlineNanos();
            if (step.start()) {
                environment.runScript(this);
            }
        }
    }

    private void handle(Input input, long now) {
        switch (input) {
            case Input.Frame frame ->
                PacketDecoder.decode(frame.bytes(), ETHERNET_HEADER, frame.bytes().length - ETHERNET_HEADER)
                        .filter(packet -> packet.vrid() == spec.vrid())
                        .ifPresent(packet -> received(packet, frame.receivedNanos(), now));
            case Input.Link link -> {
                linkUp = link.up();
                factsChanged(now);
            }
            case Input.ScriptEnded ended -> scriptEnded(ended.run(), now);
            case Input.AddressGone gone -> {
                if (router.state() == VrrpState.MASTER) {
                    VirtualAddress address = gone.address();
                    handle(new RouterEvent.AddressRemoved(address.address(), address.device()), now, now);
                }
            }
            case Input.Terminate terminate -> {
                handle(new RouterEvent.Shutdown(), now, now);
                host.runs(null);
            }
        }
    }

    private void received(ReceivedPacket packet, long receivedNanos, long now) {
        if (router.state() == VrrpState.FAULT || router.state() == VrrpState.INIT) {
            return;
        }
        var receiver = new Receiver(authenticator, router.state(), fitness.priority(), router.master(), timeOfDay(now));
        if (ReceiveChecks.check(packet, spec, receiver) instanceof Verdict.Accepted accepted) {
            handle(new RouterEvent.AdvertisementReceived(accepted.advertisement()), receivedNanos, now);
        }
    }

    private void scriptEnded(ScriptRun run, long now) {
        if (check != null) {
            ScriptCheck.Step step = check.finished(run, now);
            scriptDeadlineNanos = step.nextDeadlineNanos();
            if (step.verdictChanged()) {
                factsChanged(now);
            }
        }
    }

    private HostFacts facts() {
        List<IpAddress> addresses = new ArrayList<>();
        addresses.add(host.plan().address());
        host.held().forEach(held -> addresses.add(held.address()));
        var link = new HostFacts.LinkFacts(linkUp, HostFacts.Hearing.YES, addresses);
        Map<String, ScriptVerdict> verdicts =
                check == null ? Map.of() : Map.of(check.spec().name(), check.verdict());
        return new HostFacts(Map.of(spec.interfaceName(), link), verdicts);
    }

    private void factsChanged(long now) {
        Fitness changed = FitnessRules.fitness(spec, facts());
        if (!changed.equals(fitness)) {
            fitness = changed;
            handle(new RouterEvent.FitnessChanged(changed), now, now);
        }
    }

    private void handle(RouterEvent event, long eventNanos, long now) {
        VrrpState before = router.state();
        Transition transition = router.on(event, eventNanos);
        if (before != VrrpState.MASTER && router.state() == VrrpState.MASTER) {
            authenticator.becameMaster();
        }
        routerDeadlineNanos = transition.nextDeadlineNanos();
        for (RouterAction action : transition.actions()) {
            perform(action, now);
        }
        environment.stepped(new Step(host, event, eventNanos, now, before, fitness, transition));
    }

    private void perform(RouterAction action, long now) {
        switch (action) {
            case RouterAction.SendAdvertisement send -> {
                if (fitness.source() != null) {
                    byte[] packet = encoder.packets(
                                    send.priority(), fitness.source(), List.of(spec.group()), timeOfDay(now))
                            .getFirst();
                    environment.transmit(
                            host, EthernetFrame.multicast(packet, host.plan().mac()));
                }
            }
            case RouterAction.AddAddresses add -> {
                for (VirtualAddress refused : host.add(add.addresses(), now)) {
                    routerDeadlineNanos = router.on(new RouterEvent.AddressRefused(refused.address()), now)
                            .nextDeadlineNanos();
                }
            }
            case RouterAction.RemoveAddresses remove -> host.remove(remove.addresses());
            case RouterAction.RefreshLease refresh -> host.add(refresh.addresses(), now);
            // Nothing in the simulation looks at these.
            case RouterAction.Adopt adopt -> {}
            case RouterAction.AddEntries add -> {}
            case RouterAction.RemoveEntries remove -> {}
            case RouterAction.BlockTraffic block -> {}
            case RouterAction.UnblockTraffic unblock -> {}
            case RouterAction.AnnounceSource announce -> {}
            case RouterAction.ReportLowerPriority report -> {}
            case RouterAction.ReportPriority report -> {}
            case RouterAction.Conflict conflict -> {}
            case RouterAction.Announce announce -> {}
            case RouterAction.CancelAnnouncements cancel -> {}
            case RouterAction.Report report -> {}
            case RouterAction.Log log -> {}
        }
    }

    /** Every clock of the simulation shows the same. */
    private static Instant timeOfDay(long now) {
        return Instant.EPOCH.plusNanos(now);
    }
}
