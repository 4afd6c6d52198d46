package io.aloft.lab.sim;

import io.aloft.model.event.StateChange;
import io.aloft.model.vrrp.VirtualAddress;
import io.aloft.model.vrrp.VrrpState;
import io.aloft.vrrp.sim.Incident;
import io.aloft.vrrp.sim.Interposer;
import io.aloft.vrrp.sim.NetworkObserver;
import io.aloft.vrrp.sim.SimulatedHost;
import io.aloft.vrrp.sim.SimulatedNetwork;
import io.aloft.vrrp.sim.Step;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Runs one scenario: the same one gives the same time line. The invariants look at every step, and the first that does not
 * hold ends the simulation.
 */
public final class Simulation implements NetworkObserver {

    private final List<Invariant> invariants;
    private final TimeLine timeLine = new TimeLine();
    private final Tally tally = new Tally();
    private final SimulatedNetwork network;
    private final World world;
    private Outcome.@Nullable Breach breach;

    private Simulation(Scenario scenario, Interposer interposer, List<Invariant> invariants) {
        this.invariants = invariants;
        this.network = new SimulatedNetwork(scenario.hosts(), scenario.incidents(), scenario.seed(), interposer, this);
        this.world = new World(network);
    }

    /** Runs the scenario with the production state machine. */
    public static Outcome run(Scenario scenario) {
        return run(scenario, Interposer.NONE);
    }

    /** Runs the scenario with state machines that {@code interposer} stands before. */
    public static Outcome run(Scenario scenario, Interposer interposer) {
        return run(scenario, interposer, Invariant.all(scenario));
    }

    static Outcome run(Scenario scenario, Interposer interposer, List<Invariant> invariants) {
        var simulation = new Simulation(scenario, interposer, invariants);
        simulation.network.run(scenario.endNanos());
        simulation.sumUp();
        return new Outcome(scenario, Optional.ofNullable(simulation.breach), simulation.timeLine, simulation.tally);
    }

    private void sumUp() {
        tally.framesSent += network.framesSent();
        tally.framesLost += network.framesLost();
        for (Invariant invariant : invariants) {
            if (invariant instanceof OneMasterWhenSettled settled) {
                tally.settledMoments += settled.seen();
                tally.settledSimulations += settled.seen() > 0 ? 1 : 0;
            }
        }
    }

    private void broken(Invariant invariant, String what) {
        if (breach == null) {
            breach = new Outcome.Breach(invariant.getClass().getSimpleName(), network.nowNanos(), what);
            network.end();
        }
    }

    @Override
    public void befalls(Incident.What what, long nowNanos) {
        timeLine.add(nowNanos, "--", what);
    }

    @Override
    public void stepped(Step step) {
        count(step);
        world.stepped(step.router());
        timeLine.add(step.nowNanos(), step.who(), new StepLine(step));
        for (Invariant invariant : invariants) {
            invariant.step(step).ifPresent(what -> broken(invariant, what));
        }
    }

    @Override
    public void groupChanged(SimulatedHost host, StateChange change, long nowNanos) {
        tally.groupChanges++;
        timeLine.add(nowNanos, host.plan().name(), "group " + change.instance() + " " + change.to());
    }

    @Override
    public void leaseEnded(SimulatedHost host, List<VirtualAddress> gone, long nowNanos) {
        tally.leasesEnded++;
        for (Invariant invariant : invariants) {
            invariant.leaseEnded(host, gone, nowNanos).ifPresent(what -> broken(invariant, what));
        }
        timeLine.add(nowNanos, host.plan().name(), "the kernel removed leased addresses");
    }

    @Override
    public void momentIsOver(SimulatedNetwork same) {
        world.look();
        for (List<Seat> seats : world.services().values()) {
            tally.rivalries += masters(seats) > 1 ? 1 : 0;
        }
        for (Invariant invariant : invariants) {
            invariant.moment(world).ifPresent(what -> broken(invariant, what));
        }
        world.next();
    }

    private static int masters(List<Seat> seats) {
        int masters = 0;
        for (Seat seat : seats) {
            masters += seat.isMaster() ? 1 : 0;
        }
        return masters;
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
