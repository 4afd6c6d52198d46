package io.aloft.lab.interop;

import static io.aloft.lab.interop.Topology.LIMIT;
import static org.assertj.core.api.Assertions.assertThat;

import io.aloft.lab.witness.ObservedAdvert;
import java.time.Instant;

/**
 * What happens to one pair, one event after the other, and who has to be master of what afterwards. Events befall
 * whoever is master of the first router, so that with {@code nopreempt} they befall director b where a stays away.
 */
final class Story {
    private static final String ENTERS_MASTER = "\\(%s\\) Entering MASTER STATE";
    private static final String ENTERS_BACKUP = "\\(%s\\) Entering BACKUP STATE";
    private static final int LOWERED = 50;

    private final Topology topology;
    private final Mode mode;
    private final Referee referee;
    private Seat master;

    Story(Topology topology) {
        this.topology = topology;
        this.mode = topology.mode;
        this.referee = new Referee(topology);
        this.master = topology.a;
    }

    void election() {
        Instant since = Instant.now();
        topology.a.director.start();
        Instant waiting = awaitBackup(topology.a, since);
        topology.b.director.start();
        awaitBackup(topology.b, since);
        for (Router router : mode.routers) {
            Seat holder = holder(router);
            awaitMaster(router, holder, since);
            if (holder == topology.a) {
                referee.notBeforeItsOwnInterval(router, holder, waiting, since);
            }
        }
        settle();
    }

    void crash() {
        Seat gone = master;
        Instant since = Instant.now();
        gone.director.crash();
        takeOver(gone, since);
        for (Router router : mode.routers) {
            if (holderBefore(router, gone) == gone) {
                assertThat(holds(gone, router))
                        .as("a crash leaves the addresses behind")
                        .isTrue();
                assertThat(lastOf(router, gone).priority())
                        .as("a crash says no good-bye")
                        .isNotZero();
            }
        }
    }

    void gentleStop() {
        Seat gone = master;
        Instant since = Instant.now();
        gone.director.stopGently();
        takeOver(gone, since);
        assertThat(gone.director.awaitStopped()).isZero();
        for (Router router : mode.routers) {
            assertThat(holds(gone, router)).as("%s was stopped", gone).isFalse();
            if (holderBefore(router, gone) == gone) {
                assertThat(lastOf(router, gone).priority()).as("the good-bye").isZero();
            }
        }
    }

    /** The one that is not there starts. */
    void comeBack() {
        Seat returning = topology.other(master);
        Instant since = Instant.now();
        returning.director.start();
        Instant waiting = awaitBackup(returning, since);
        for (Router router : mode.routers) {
            if (!preempts(returning, router)) {
                continue;
            }
            awaitMaster(router, returning, since);
            awaitBackup(topology.other(returning), router, since);
            referee.notBeforeItsOwnInterval(router, returning, waiting, since);
            referee.notBeforePreemptDelay(router, returning, since);
            referee.yieldedAtOnce(router, returning, since);
        }
        if (preempts(returning, mode.routers.getFirst())) {
            master = returning;
        }
        settle();
    }

    /** What director a tracks fails, so that b takes over, and recovers, so that a preempts. */
    void trackedFailure() {
        Instant failed = Instant.now();
        topology.spoil(true);
        if (mode != Mode.SYNC_GROUP) {
            topology.a.awaitLine("\\(VI_1\\) .*effective priority", failed);
        }
        changeHands(topology.b, failed);
        Instant mended = Instant.now();
        topology.spoil(false);
        changeHands(topology.a, mended);
    }

    void priorityChange() {
        Seat lowered = master;
        Instant since = Instant.now();
        lowered.priority = LOWERED;
        topology.configure(lowered);
        lowered.director.reload();
        topology.witness(mode.routers.getFirst())
                .await(
                        "the lowered priority",
                        since,
                        LIMIT,
                        advert -> advert.vrid() == mode.routers.getFirst().vrid()
                                && advert.source().equals(topology.source(lowered, mode.routers.getFirst()))
                                && advert.priority() == LOWERED);
        if (mode.has(Trait.NO_PREEMPT)) {
            settle();
            return;
        }
        changeHands(topology.other(lowered), since);
        for (Router router : mode.routers) {
            referee.notBeforePreemptDelay(router, topology.other(lowered), since);
        }
    }

    void alike() {
        referee.alike();
    }

    /** Both are alive, and the first router (and who goes with it) changes its master. */
    private void changeHands(Seat winner, Instant since) {
        for (Router router : mode.routers) {
            if (!router.isCrosswise()) {
                awaitMaster(router, winner, since);
                referee.notBeforeTheDeadline(router, winner, since);
                referee.yieldedAtOnce(router, winner, since);
            }
        }
        for (Router router : mode.routers) {
            if (!router.isCrosswise()) {
                topology.other(winner)
                        .awaitLine("\\(%s\\) Entering (BACKUP|FAULT) STATE".formatted(router.name()), since);
                awaitAddresses(topology.other(winner), router, false);
            }
        }
        master = winner;
        settle();
    }

    /** The peer of one that is gone takes over what that one had. */
    private void takeOver(Seat gone, Instant since) {
        Seat heir = topology.other(gone);
        for (Router router : mode.routers) {
            if (holder(router) == gone) {
                awaitMaster(router, heir, since);
                referee.notBeforeTheDeadline(router, heir, since);
                referee.yieldedAtOnce(router, heir, since);
            }
        }
        master = heir;
        settle();
    }

    private void settle() {
        for (Router router : mode.routers) {
            referee.oneMaster(router, holder(router));
        }
    }

    /** Who has to be master of a router as things are. */
    private Seat holder(Router router) {
        return router.isCrosswise() && topology.b.director.isRunning() ? topology.b : master;
    }

    private Seat holderBefore(Router router, Seat gone) {
        return router.isCrosswise() ? topology.b : gone;
    }

    /** Whether a returning director becomes master of a router although its peer is. */
    private boolean preempts(Seat returning, Router router) {
        return !mode.has(Trait.NO_PREEMPT)
                && topology.priority(returning, router) > topology.priority(topology.other(returning), router);
    }

    private ObservedAdvert lastOf(Router router, Seat seat) {
        return topology.adverts(router, Instant.EPOCH).stream()
                .filter(advert -> advert.source().equals(topology.source(seat, router)))
                .reduce((earlier, later) -> later)
                .orElseThrow();
    }

    /** Master by its log, its adverts and its addresses; the LAN is told where they are. */
    private void awaitMaster(Router router, Seat seat, Instant since) {
        seat.awaitLine(ENTERS_MASTER.formatted(router.name()), since);
        awaitAddresses(seat, router, true);
        topology.witness(router)
                .await(
                        router.name() + " of " + seat,
                        since,
                        LIMIT,
                        advert -> advert.vrid() == router.vrid()
                                && advert.source().equals(topology.source(seat, router)));
        referee.announced(router, seat, since);
    }

    /**
     * Backup in every router by its log, and without their addresses.
     *
     * @return when the first of these lines was read
     */
    private Instant awaitBackup(Seat seat, Instant since) {
        Instant first = Instant.MAX;
        for (Router router : mode.routers) {
            Instant entered = seat.awaitLine(ENTERS_BACKUP.formatted(router.name()), since)
                    .at();
            first = entered.isBefore(first) ? entered : first;
        }
        return first;
    }

    private void awaitBackup(Seat seat, Router router, Instant since) {
        seat.awaitLine(ENTERS_BACKUP.formatted(router.name()), since);
        awaitAddresses(seat, router, false);
    }

    private static void awaitAddresses(Seat seat, Router router, boolean present) {
        for (String address : router.addresses()) {
            seat.director.awaitAddress(address, router.holder(), present, LIMIT);
        }
    }

    private static boolean holds(Seat seat, Router router) {
        return router.addresses().stream()
                .anyMatch(address -> seat.director.host().hasAddress(address, router.holder()));
    }
}
