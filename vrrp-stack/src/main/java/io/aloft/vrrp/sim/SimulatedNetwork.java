package io.aloft.vrrp.sim;

import io.aloft.model.event.StateChange;
import io.aloft.model.net.IpAddress;
import io.aloft.model.vrrp.CheckScriptSpec;
import io.aloft.model.vrrp.VirtualAddress;
import io.aloft.model.vrrp.VirtualRouterSpec;
import io.aloft.vrrp.fsm.RouterEvent;
import io.aloft.vrrp.sim.SimulatedDirector.Input;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SplittableRandom;

/**
 * Hosts on a LAN in virtual time, on the caller's thread and without a clock: the same hosts, incidents and seed give the
 * same course of events. An observer looks at every step.
 */
public final class SimulatedNetwork {

    /** Ethernet pads what is shorter, and the receiver sees the padding. */
    private static final int LEAST_PAYLOAD = 46;

    private record Task(long atNanos, long order, Runnable work) {}

    private final List<SimulatedHost> hosts;
    private final SplittableRandom random;
    private final SimulatedLan lan;
    private final Interposer interposer;
    private final NetworkObserver observer;
    private final PriorityQueue<Task> agenda =
            new PriorityQueue<>(Comparator.comparingLong(Task::atNanos).thenComparingLong(Task::order));
    private long now;
    private long tasks;
    private boolean wasCalm = true;
    private long calmSince;
    private long disturbed;
    private long framesSent;
    private long framesLost;
    private boolean ended;

    /** How long a script runs; below zero for a draw. */
    private long scriptNanos = -1;

    /**
     * @param seed of the draws that are made on the way: loss, delay, duration of scripts
     */
    public SimulatedNetwork(
            List<HostPlan> plans,
            List<Incident> incidents,
            long seed,
            Interposer interposer,
            NetworkObserver observer) {
        List<SimulatedHost> made = new ArrayList<>();
        plans.forEach(plan -> made.add(new SimulatedHost(made.size(), plan)));
        this.hosts = List.copyOf(made);
        this.random = new SplittableRandom(seed);
        this.lan = new SimulatedLan(random.split());
        this.interposer = interposer;
        this.observer = observer;
        incidents.forEach(incident -> at(incident.atNanos(), () -> befall(incident.what())));
    }

    /** Lets everything happen that is due by {@code endNanos}, or until {@link #end()}. */
    public void run(long endNanos) {
        for (now = next(); now <= endNanos && !ended; now = next()) {
            // As in the production loop: what has arrived comes first, only then deadlines may fire.
            for (Task task = agenda.peek(); task != null && task.atNanos() <= now; task = agenda.peek()) {
                agenda.poll();
                task.work().run();
            }
            for (SimulatedHost host : hosts) {
                SimulatedDirector director = host.director();
                if (director != null && director.deadlineNanos() <= now) {
                    director.timePassed(now);
                }
            }
            boolean calm = lan.calm() && hosts.stream().noneMatch(SimulatedHost::busy);
            if (calm && !wasCalm) {
                calmSince = now;
            }
            wasCalm = calm;
            observer.momentIsOver(this);
        }
    }

    /** From now on every script ends after so long, or at its timeout if that is shorter. */
    public void scriptsTake(long nanos) {
        scriptNanos = nanos;
    }

    /** The observer has seen enough. */
    public void end() {
        ended = true;
    }

    public List<SimulatedHost> hosts() {
        return hosts;
    }

    public long nowNanos() {
        return now;
    }

    /** Whether there is no cut, no loss, no long delay and no host that is too busy. */
    public boolean calm() {
        return wasCalm;
    }

    /** Since when, if it is calm. */
    public long calmSinceNanos() {
        return calmSince;
    }

    /** The last time that anything befell the network, or that a router's fitness changed. */
    public long disturbedNanos() {
        return disturbed;
    }

    /** Packets that were sent, each once for every host that should get it. */
    public long framesSent() {
        return framesSent;
    }

    public long framesLost() {
        return framesLost;
    }

    private long next() {
        Task task = agenda.peek();
        long next = task == null ? Long.MAX_VALUE : task.atNanos();
        for (SimulatedHost host : hosts) {
            SimulatedDirector director = host.director();
            next = director == null ? next : Math.min(next, director.deadlineNanos());
        }
        // A deadline that a late event moved into the past is due at once.
        return Math.max(next, now);
    }

    private void at(long nanos, Runnable work) {
        agenda.add(new Task(nanos, tasks++, work));
    }

    // Incidents

    private void befall(Incident.What what) {
        observer.befalls(what, now);
        disturbed = now;
        switch (what) {
            case Incident.What.Start start -> start(hosts.get(start.node()));
            case Incident.What.Crash crash -> hosts.get(crash.node()).runs(null);
            case Incident.What.Stop stop -> offer(hosts.get(stop.node()), new Input.Terminate());
            case Incident.What.Pause pause -> {
                SimulatedDirector director = hosts.get(pause.node()).director();
                if (director != null) {
                    director.pause(now);
                }
            }
            case Incident.What.Resume resume -> {
                SimulatedDirector director = hosts.get(resume.node()).director();
                if (director != null) {
                    director.resume(now);
                }
            }
            case Incident.What.Carrier carrier -> {
                hosts.get(carrier.node()).carrier(carrier.interfaceName(), carrier.up());
                factsChanged(carrier.node());
            }
            case Incident.What.Script script -> hosts.get(script.node()).scriptRun(script.name(), script.run());
            case Incident.What.FileValue file -> {
                hosts.get(file.node()).file(file.name(), file.value());
                factsChanged(file.node());
            }
            case Incident.What.Process process -> {
                hosts.get(process.node()).process(process.name(), process.reached());
                factsChanged(process.node());
            }
            case Incident.What.Bfd bfd -> {
                hosts.get(bfd.node()).bfd(bfd.name(), bfd.up());
                factsChanged(bfd.node());
            }
            case Incident.What.Reload reload -> {
                SimulatedHost host = hosts.get(reload.node());
                host.plan(host.plan().withImage(reload.image()));
                offer(host, new Input.Reload(reload.image()));
            }
            case Incident.What.TakeAddress take -> {
                SimulatedHost host = hosts.get(take.node());
                host.takeAddress(now).ifPresent(address -> offer(host, new Input.AddressGone(address)));
            }
            case Incident.What.Busy busy -> hosts.get(busy.node()).busy(busy.busy());
            case Incident.What.RefuseAddresses refuse ->
                hosts.get(refuse.node()).refuse(refuse.times());
            case Incident.What.Cut cut -> lan.cut(cut.from(), cut.to());
            case Incident.What.Split split -> lan.split(split.nodes(), hosts.size());
            case Incident.What.Mend mend -> lan.mend();
            case Incident.What.Change change -> lan.weather(change.weather());
        }
    }

    private void start(SimulatedHost host) {
        if (host.director() == null) {
            host.runs(new SimulatedDirector(host, this, now));
        }
    }

    private void factsChanged(int node) {
        offer(hosts.get(node), new Input.FactsChanged());
    }

    private void offer(SimulatedHost host, Input input) {
        SimulatedDirector director = host.director();
        if (director != null) {
            director.offer(input, now);
        }
    }

    // What the directors ask for

    Interposer interposer() {
        return interposer;
    }

    /** To the same segment on every other host. */
    void multicast(SimulatedHost from, VirtualRouterSpec router, byte[] packet) {
        for (SimulatedHost to : hosts) {
            if (to != from) {
                carry(from, router.interfaceName(), to, segment(router, to), packet);
            }
        }
    }

    /** To the host that has the address; one that nobody has is lost. */
    void unicast(SimulatedHost from, IpAddress source, IpAddress destination, byte[] packet) {
        String leaves = from.plan().interfaceOf(source).orElse("");
        for (SimulatedHost to : hosts) {
            if (to != from) {
                to.plan().interfaceOf(destination).ifPresent(arrives -> carry(from, leaves, to, arrives, packet));
            }
        }
    }

    /** The interface of the same name, else the one on which that host has the same virtual router. */
    private static String segment(VirtualRouterSpec router, SimulatedHost to) {
        String name = router.interfaceName();
        List<VirtualRouterSpec> theirs = to.plan().image().virtualRouters();
        boolean same = theirs.stream().anyMatch(other -> other.interfaceName().equals(name));
        return same
                ? name
                : theirs.stream()
                        .filter(other -> other.vrid() == router.vrid() && other.family() == router.family())
                        .map(VirtualRouterSpec::interfaceName)
                        .findFirst()
                        .orElse(name);
    }

    private void carry(SimulatedHost from, String leaves, SimulatedHost to, String arrives, byte[] packet) {
        framesSent++;
        long[] delays = from.carrier(leaves) ? lan.delays(from.index(), to.index()) : new long[0];
        framesLost += delays.length == 0 ? 1 : 0;
        byte[] onTheWire = Arrays.copyOf(packet, Math.max(LEAST_PAYLOAD, packet.length));
        for (long delay : delays) {
            at(now + delay, () -> {
                if (to.carrier(arrives) && !to.drops(now)) {
                    offer(to, new Input.Packet(arrives, onTheWire, now));
                }
            });
        }
    }

    void runScript(SimulatedHost host, SimulatedDirector director, CheckScriptSpec script) {
        long timeout = script.timeout().toNanos();
        long duration = scriptNanos < 0 ? drawn(timeout) : Math.min(scriptNanos, timeout);
        at(now + duration, () -> {
            if (host.director() == director) {
                director.offer(new Input.ScriptEnded(script, host.scriptRun(script.name())), now);
            }
        });
    }

    /** Mostly short, now and then almost as long as its timeout. */
    private long drawn(long timeout) {
        return random.nextLong(1_000_000L, random.nextInt(4) == 0 ? timeout : timeout / 10);
    }

    /** The kernel looks at its leases then. */
    void expireAt(SimulatedHost host, long nanos) {
        at(nanos, () -> {
            List<VirtualAddress> gone = host.expire(now);
            if (!gone.isEmpty()) {
                observer.leaseEnded(host, gone, now);
                gone.forEach(address -> offer(host, new Input.AddressGone(address)));
            }
        });
    }

    void stepped(Step step) {
        if (step.event() instanceof RouterEvent.FitnessChanged) {
            disturbed = now;
        }
        observer.stepped(step);
    }

    void groupChanged(SimulatedHost host, StateChange change, long atNanos) {
        observer.groupChanged(host, change, atNanos);
    }
}
