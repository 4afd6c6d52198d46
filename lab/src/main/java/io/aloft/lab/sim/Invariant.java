package io.aloft.lab.sim;

import io.aloft.model.vrrp.VirtualAddress;
import io.aloft.vrrp.sim.SimulatedHost;
import io.aloft.vrrp.sim.Step;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Something that must hold in every simulation. Keeps what it has to remember of one simulation. */
interface Invariant {

    /** Looks at one answer of one router; returns what is wrong. */
    default Optional<String> step(Step step) {
        return Optional.empty();
    }

    /** Looks at everything when a moment is over; returns what is wrong. */
    default Optional<String> moment(World world) {
        return Optional.empty();
    }

    /** Looks at addresses that the kernel has just removed by itself; returns what is wrong. */
    default Optional<String> leaseEnded(SimulatedHost host, List<VirtualAddress> gone, long nowNanos) {
        return Optional.empty();
    }

    /** A fresh set for one simulation. */
    static List<Invariant> all(Scenario scenario) {
        return Stream.concat(ofOneRouter(scenario).stream(), ofTheNetwork(scenario).stream())
                .toList();
    }

    /** Those that can be told from one director and what it received. */
    static List<Invariant> ofOneRouter(Scenario scenario) {
        return List.of(
                new AddressesFollowState(),
                new LeaseEndsWithItsOwner(),
                new OnlyTheFitTakePart(),
                new PriorityAddsUp(),
                new DeadlineAhead(),
                new PriorityZeroOnLeaving(),
                new RankDecides(),
                new ListensAfterFreeze(),
                new NobodyPreemptsUnderNopreempt(),
                new GroupTogether(scenario),
                new MasterDownOnTime());
    }

    /** Those about all routers together. */
    static List<Invariant> ofTheNetwork(Scenario scenario) {
        return List.of(new NoLongSilence(scenario), new OneMasterWhenSettled(scenario));
    }
}
