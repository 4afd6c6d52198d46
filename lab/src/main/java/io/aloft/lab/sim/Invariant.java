package io.aloft.lab.sim;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Something that must hold in every simulation. Keeps what it has to remember of one simulation. */
interface Invariant {

    /** Looks at one event of one router; returns what is wrong. */
    default Optional<String> step(Step step) {
        return Optional.empty();
    }

    /** Looks at everything when a moment is over; returns what is wrong. */
    default Optional<String> moment(World world) {
        return Optional.empty();
    }

    /** A fresh set for one simulation. */
    static List<Invariant> all(Scenario scenario) {
        return Stream.concat(ofOneRouter().stream(), ofTheNetwork(scenario).stream())
                .toList();
    }

    /** Those that can be told from one router and what it received. */
    static List<Invariant> ofOneRouter() {
        return List.of(
                new AddressesFollowState(),
                new OnlyTheFitTakePart(),
                new DeadlineAhead(),
                new PriorityZeroOnLeaving(),
                new RankDecides(),
                new MasterDownOnTime());
    }

    /** Those about all routers together. */
    static List<Invariant> ofTheNetwork(Scenario scenario) {
        return List.of(new NoLongSilence(), new OneMasterWhenSettled(RfcTimers.settle(scenario)));
    }
}
