package io.aloft.lab.demo;

import io.aloft.lab.node.Director;
import io.aloft.lab.witness.ObservedAdvert;
import io.aloft.lab.witness.Takeover;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The scenes: both start, the master loses its cable, gets it back, and is stopped gently. */
final class Play {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final String MASTER = "Entering MASTER STATE";

    /**
     * One change of master.
     *
     * @param deadline what the RFC makes the new master wait
     * @param late how much later than that its first advert came
     * @param outage longest time in which the client got no page
     */
    record Switch(String what, String master, Duration deadline, Duration late, Duration outage) {}

    private final Stage stage;
    private final Console console;
    private final List<Switch> switches = new ArrayList<>();

    Play(Stage stage) {
        this.stage = stage;
        this.console = stage.console;
    }

    /** Plays every scene; what came of it is in the list. */
    List<Switch> perform() {
        bothStart();
        theCableIsPulled();
        theCableIsBack();
        theMasterStops();
        return List.copyOf(switches);
    }

    private void bothStart() {
        Instant since = Instant.now();
        console.scene("Both directors start; the one with the higher priority becomes master.");
        // The priorities set their first deadlines 0.2 s apart, which a slow start could turn round.
        stage.a.start();
        stage.a.await("Entering BACKUP STATE", LIMIT);
        stage.b.start();
        stage.a.await(MASTER, LIMIT);
        stage.probe.outageUntilServedBy("director-a", since, LIMIT);
        breathe(stage.a);
    }

    private void theCableIsPulled() {
        Instant since = Instant.now();
        console.scene("The cable of director-a is pulled.");
        stage.network.unplug(stage.a.host());
        stage.b.await(MASTER, LIMIT);
        takeover(
                "cable pulled",
                stage.b,
                stage.witness.takeover(stage.witness.awaitFrom(Stage.ADDRESS_B, since, LIMIT)),
                since);
        breathe(stage.b);
    }

    private void theCableIsBack() {
        console.scene("The cable is back: director-a waits its master-down interval and takes its place again.");
        // It preempts a living master, so what it waits for counts from its own return: not before this moment.
        Instant since = Instant.now();
        stage.network.plug(stage.a.host());
        stage.a.await(MASTER, LIMIT);
        ObservedAdvert first = stage.witness.awaitFrom(Stage.ADDRESS_A, since, LIMIT);
        Duration deadline = Takeover.masterDownInterval(first, first.priority());
        record("cable back", stage.a, deadline, Duration.between(since.plus(deadline), first.at()), since);
        breathe(stage.a);
    }

    private void theMasterStops() {
        Instant since = Instant.now();
        console.scene("director-a is stopped gently: it says good-bye with priority 0.");
        stage.a.stopGently();
        stage.b.await(MASTER, LIMIT);
        takeover(
                "gentle stop",
                stage.b,
                stage.witness.takeover(stage.witness.awaitFrom(Stage.ADDRESS_B, since, LIMIT)),
                since);
        stage.a.awaitStopped();
        breathe(stage.b);
    }

    private void takeover(String what, Director master, Takeover takeover, Instant since) {
        record(what, master, takeover.deadline(), takeover.lateness(), since);
    }

    private void record(String what, Director master, Duration deadline, Duration late, Instant since) {
        String name = master.host().name();
        Duration outage = stage.probe.outageUntilServedBy(name, since, LIMIT);
        switches.add(new Switch(what, name, deadline, late, outage));
        console.event(
                Instant.now(),
                "verdict",
                "%s was master %.3f ms after the RFC's deadline of %d ms; the client waited %d ms"
                        .formatted(name, late.toNanos() / 1e6, deadline.toMillis(), outage.toMillis()));
    }

    /** Two more adverts: time to read, and for the gratuitous ARPs to be over. */
    private void breathe(Director master) {
        String address = stage.addressOf(master);
        Instant next = stage.witness.awaitFrom(address, Instant.now(), LIMIT).at();
        stage.witness.awaitFrom(address, next.plusNanos(1), LIMIT);
    }
}
