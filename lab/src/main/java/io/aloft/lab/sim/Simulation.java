package io.aloft.lab.sim;

import io.aloft.lab.sim.SimulatedDirector.Input;
import io.aloft.model.vrrp.VirtualRouterSpec;
import io.aloft.model.vrrp.VrrpState;
import io.aloft.vrrp.fsm.RouterEvent;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Runs one scenario in virtual time, on the caller's thread and without a clock: the same scenario gives the same time
 * line. The invariants look at every step, and the first that does not hold ends the simulation.
 */
public final class Simulation implements Environment {

    /** Ethernet pads what is shorter, and the receiver sees the padding. */
    private static final int LEAST_FRAME = 60;

    private record Task(long atNanos, long order, Runnable work) {}

    private final Scenario scenario;
    private final Function<VirtualRouterSpec, RouterUnderTest> routers;
    private final List<SimulatedHost> hosts;
    private final SplittableRandom random;
    private final SimulatedLan lan;
    private final PriorityQueue<Task> agenda =
            new PriorityQueue<>(Comparator.comparingLong(Task::atNanos).thenComparingLong(Task::order));
    private final List<Invariant> invariants;
    private final TimeLine timeLine = new TimeLine();
    private Outcome.@Nullable Breach breach;
    private final Tally tally = new Tally();
    private long now;
    private long tasks;
    private boolean wasCalm = true;
    private long calmSince;
    private long disturbed;

    private Simulation(
            Scenario scenario, Function<VirtualRouterSpec, RouterUnderTest> routers, List<Invariant> invariants) {
        this.scenario = scenario;
        this.routers = routers;
        this.hosts = scenario.nodes().stream().map(SimulatedHost::new).toList();
        this.random = new SplittableRandom(scenario.seed());
        this.lan = new SimulatedLan(random.split());
        this.invariants = invariants;
    }

    /** Runs the scenario with the production state machine. */
    public static Outcome run(Scenario scenario) {
        return run(scenario, RouterUnderTest::production);
    }

    /** Runs the scenario with the state machines that {@code routers} makes. */
    public static Outcome run(Scenario scenario, Function<VirtualRouterSpec, RouterUnderTest> routers) {
        return run(scenario, routers, Invariant.all(scenario));
    }

    static Outcome run(
            Scenario scenario, Function<VirtualRouterSpec, RouterUnderTest> routers, List<Invariant> invariants) {
        var simulation = new Simulation(scenario, routers, invariants);
        simulation.run();
        return new Outcome(scenario, Optional.ofNullable(simulation.breach), simulation.timeLine, simulation.tally);
    }

    private void run() {
        scenario.incidents().forEach(incident -> at(incident.atNanos(), () -> befall(incident.what())));
        for (now = next(); now <= scenario.endNanos() && breach == null; now = next()) {
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
            momentIsOver();
        }
        for (Invariant invariant : invariants) {
            if (invariant instanceof OneMasterWhenSettled settled) {
                tally.settledMoments += settled.seen();
                tally.settledSimulations += settled.seen() > 0 ? 1 : 0;
            }
        }
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

    private void momentIsOver() {
        if (lan.calm() && !wasCalm) {
            calmSince = now;
        }
        wasCalm = lan.calm();
        var world = new World(now, hosts, wasCalm, calmSince, disturbed);
        if (world.masters().size() > 1) {
            tally.rivalries++;
        }
        for (Invariant invariant : invariants) {
            invariant.moment(world).ifPresent(what -> broken(invariant, what));
        }
    }

    private void broken(Invariant invariant, String what) {
        if (breach == null) {
            breach = new Outcome.Breach(invariant.getClass().getSimpleName(), now, what);
        }
    }

    private void befall(Incident.What what) {
        timeLine.add(now, "--", what);
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
                SimulatedHost host = hosts.get(carrier.node());
                host.carrier(carrier.up());
                offer(host, new Input.Link(carrier.up()));
            }
            case Incident.What.Script script -> hosts.get(script.node()).scriptRun(script.run());
            case Incident.What.TakeAddress take -> {
                SimulatedHost host = hosts.get(take.node());
                host.takeAddress(now).ifPresent(address -> offer(host, new Input.AddressGone(address)));
            }
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
            var director = new SimulatedDirector(host, routers.apply(host.plan().router()), this, now);
            host.runs(director);
            director.start(now);
        }
    }

    private void offer(SimulatedHost host, Input input) {
        SimulatedDirector director = host.director();
        if (director != null) {
            director.offer(input, now);
        }
    }

    // What the directors ask for

    @Override
    public void transmit(SimulatedHost from, byte[] frame) {
        byte[] onTheWire = Arrays.copyOf(frame, Math.max(LEAST_FRAME, frame.length));
        tally.framesSent++;
        for (SimulatedHost to : hosts) {
            if (to != from) {
                long[] delays = from.carrier()
                        ? lan.delays(from.plan().index(), to.plan().index())
                        : new long[0];
                tally.framesLost += delays.length == 0 ? 1 : 0;
                for (long delay : delays) {
                    at(now + delay, () -> arrive(to, onTheWire));
                }
            }
        }
    }

    private void arrive(SimulatedHost host, byte[] frame) {
        if (host.carrier()) {
            offer(host, new Input.Frame(frame, now));
        }
    }

    @Override
    public void runScript(SimulatedDirector director) {
        SimulatedHost host =
                hosts.stream().filter(h -> h.director() == director).findFirst().orElseThrow();
        // Mostly short, now and then almost as long as its timeout.
        long timeout = director.scriptTimeoutNanos();
        long duration = random.nextLong(1_000_000L, random.nextInt(4) == 0 ? timeout : timeout / 10);
        at(now + duration, () -> {
            if (host.director() == director) {
                director.offer(new Input.ScriptEnded(host.scriptRun()), now);
            }
        });
    }

    @Override
    public void stepped(Step step) {
        count(step);
        timeLine.add(now, step.host().plan().name(), new StepLine(step));
        if (step.event() instanceof RouterEvent.FitnessChanged) {
            disturbed = now;
        }
        for (Invariant invariant : invariants) {
            invariant.step(step).ifPresent(what -> broken(invariant, what));
        }
    }

    private void count(Step step) {
        tally.steps++;
        if (step.before() == VrrpState.BACKUP && step.entered(VrrpState.MASTER)) {
            tally.takeovers++;
        } else if (step.before() == VrrpState.MASTER && step.entered(VrrpState.BACKUP)) {
            tally.yields++;
        } else if (step.entered(VrrpState.FAULT)) {
            tally.faults++;
        }
    }
}
