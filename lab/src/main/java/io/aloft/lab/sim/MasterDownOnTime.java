package io.aloft.lab.sim;

import io.aloft.model.vrrp.VirtualRouterSpec;
import io.aloft.model.vrrp.VrrpState;
import io.aloft.vrrp.fsm.Oversleep;
import io.aloft.vrrp.fsm.RouterEvent;
import io.aloft.vrrp.packet.Advertisement;
import io.aloft.vrrp.sim.SimulatedDirector;
import io.aloft.vrrp.sim.SimulatedRouter;
import io.aloft.vrrp.sim.Step;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A Backup becomes Master when Master_Down_Interval is over since it last heard of somebody whom it must accept, to the
 * nanosecond: not earlier, not later, whatever the network does. In version 3 the interval is the one that this somebody
 * advertised. Only {@code preempt_delay} may make it later, by as much, and packets that its host dropped meanwhile, by one
 * interval. A member of a sync group waits for the others too, so that this is not about it.
 */
final class MasterDownOnTime implements Invariant {

    /**
     * What one router heard since it began to listen.
     *
     * @param accepted when it last had to accept an advertisement, or began to listen
     * @param stopped when priority 0 came after that; absent as -1
     * @param lowerSince when the first advert of lower priority came after that; absent as -1
     * @param heldBack Skew_Time before the end of a wait because of dropped packets, which comes once; absent as -1, over as 0.
     *     A change of priority moves that end as it moves the Master_Down_Timer
     */
    private record Heard(long accepted, long stopped, long lowerSince, long heldBack) {

        static Heard nothingSince(long nanos) {
            return new Heard(nanos, -1, -1, -1);
        }

        long due(VirtualRouterSpec router, int priority, long interval) {
            if (heldBack > Math.max(accepted, stopped)) {
                return heldBack + RfcTimers.skew(router, priority, interval);
            }
            return stopped >= 0
                    ? stopped + RfcTimers.skew(router, priority, interval)
                    : accepted + RfcTimers.masterDown(router, priority, interval);
        }

        long heldBackBefore() {
            return heldBack < 0 ? -1 : 0;
        }

        long latest(VirtualRouterSpec router, int priority, long interval) {
            long due = due(router, priority, interval);
            boolean delayed = lowerSince >= 0 && router.preemptDelay().isPositive();
            return delayed
                    ? Math.max(
                            due,
                            lowerSince
                                    + router.preemptDelay().toNanos()
                                    + RfcTimers.masterDown(router, priority, interval))
                    : due;
        }
    }

    private final Map<SimulatedRouter, Heard> heard = new IdentityHashMap<>();

    /** Master_Adver_Interval of each router, and its own Advertisement_Interval when it was noted. */
    private final Map<SimulatedRouter, Long> learned = new IdentityHashMap<>();

    private final Map<SimulatedRouter, VirtualRouterSpec> configured = new IdentityHashMap<>();

    /** When each router last heard of anything, which may have moved its deadline into the past. */
    private final Map<SimulatedRouter, Long> lastInput = new HashMap<>();

    @Override
    public Optional<String> step(Step step) {
        if (step.spec().options().syncGroup() != null) {
            return Optional.empty();
        }
        SimulatedRouter router = step.router();
        adopt(step);
        Optional<String> wrong = step.before() == VrrpState.BACKUP && step.after() == VrrpState.MASTER
                ? atAWrongTime(step)
                : Optional.empty();
        if (!(step.event() instanceof RouterEvent.TimePassed)) {
            lastInput.put(router, step.nowNanos());
        }
        if (step.event() instanceof RouterEvent.PacketsDropped dropped) {
            heard.computeIfPresent(router, (same, known) -> holdBack(known, dropped, step));
        }
        if (step.event() instanceof RouterEvent.Stalled stalled) {
            heard.computeIfPresent(router, (same, known) -> listenAgain(known, stalled.sleptSinceNanos(), step));
        }
        if (step.after() == VrrpState.MASTER) {
            learned.put(router, step.spec().advertInterval().toNanos());
        }
        if (step.after() != VrrpState.BACKUP) {
            heard.remove(router);
        } else if (step.before() != VrrpState.BACKUP) {
            if (step.event() instanceof RouterEvent.AdvertisementReceived received) {
                learned.put(router, RfcTimers.interval(step.spec(), received.advertisement()));
            }
            heard.put(router, Heard.nothingSince(step.eventNanos()));
        } else if (step.event() instanceof RouterEvent.Reconfigured) {
            heard.computeIfPresent(
                    router,
                    (same, known) -> new Heard(step.eventNanos(), -1, known.lowerSince(), known.heldBackBefore()));
        } else if (step.event() instanceof RouterEvent.AdvertisementReceived received) {
            heard.computeIfPresent(router, (same, known) -> listen(known, received.advertisement(), step));
        }
        return wrong;
    }

    /** Another interval of its own makes a router forget what it learned. */
    private void adopt(Step step) {
        VirtualRouterSpec before = configured.put(step.router(), step.spec());
        if (before == null || !before.advertInterval().equals(step.spec().advertInterval())) {
            learned.put(step.router(), step.spec().advertInterval().toNanos());
        }
    }

    private long interval(SimulatedRouter router) {
        return learned.getOrDefault(router, router.spec().advertInterval().toNanos());
    }

    /**
     * A timer that ran out while the process stood still says nothing, when it stood still for longer than a Master is silent:
     * it listens for one more interval, and for Skew_Time.
     */
    private Heard listenAgain(Heard known, long sleptSince, Step step) {
        long interval = interval(step.router());
        long latest = known.latest(step.spec(), step.router().priority(), interval);
        boolean ranOut = latest <= step.nowNanos() || step.transition().nextDeadlineNanos() > latest;
        return ranOut && step.nowNanos() - sleptSince >= interval
                ? new Heard(known.accepted(), step.nowNanos() + interval, known.lowerSince(), known.heldBack())
                : known;
    }

    /**
     * Packets that its host dropped since it heard its Master last may have been his: it waits for another, once. A lower one
     * that it let be for a while may have been heard later than what it had to accept, and after a freeze it does not matter.
     */
    private Heard holdBack(Heard known, RouterEvent.PacketsDropped dropped, Step step) {
        boolean may = known.heldBack() < 0 && dropped.lastNanos() > known.accepted();
        boolean must = known.stopped() < 0 && known.lowerSince() < 0;
        boolean holds = step.transition().nextDeadlineNanos() > step.nowNanos();
        long interval = interval(step.router());
        return may && (must || holds)
                ? new Heard(
                        known.accepted(),
                        known.stopped(),
                        known.lowerSince(),
                        step.nowNanos()
                                + interval
                                - RfcTimers.skew(step.spec(), step.router().priority(), interval))
                : known;
    }

    private Heard listen(Heard known, Advertisement advert, Step step) {
        if (advert.priority() == Advertisement.STOPPING) {
            return new Heard(known.accepted(), step.eventNanos(), known.lowerSince(), known.heldBackBefore());
        }
        boolean followed = delays(known, step);
        boolean binding =
                !step.spec().preempt() || advert.priority() >= step.router().priority();
        if (binding || followed) {
            learned.put(step.router(), RfcTimers.interval(step.spec(), advert));
        }
        // What waited behind a reload is older than the timer that the reload restarted.
        long accepted = followed ? Math.min(known.accepted(), step.eventNanos()) : known.accepted();
        return binding
                ? Heard.nothingSince(step.eventNanos())
                : new Heard(
                        accepted,
                        known.stopped(),
                        known.lowerSince() < 0 ? step.eventNanos() : known.lowerSince(),
                        followed ? -1 : known.heldBack());
    }

    /** Whether a lower Master is let be for some time still. */
    private static boolean delays(Heard known, Step step) {
        long delay = step.spec().preemptDelay().toNanos();
        return delay > 0 && (known.lowerSince() < 0 || step.eventNanos() < known.lowerSince() + delay);
    }

    private Optional<String> atAWrongTime(Step step) {
        Heard known = heard.get(step.router());
        SimulatedDirector director = step.host().director();
        if (known == null || director == null) {
            return Optional.of(step.who() + " became MASTER from BACKUP without having been it");
        }
        int priority = step.router().priority();
        long interval = interval(step.router());
        long due = known.due(step.spec(), priority, interval);
        long awake = Math.max(lastInput.getOrDefault(step.router(), 0L), awakeSince(director));
        long latest = Math.max(known.latest(step.spec(), priority, interval), awake);
        return step.eventNanos() < due || step.nowNanos() > latest
                ? Optional.of("%s became MASTER at %s (expected: from %s to %s)"
                        .formatted(
                                step.who(), TimeLine.time(step.nowNanos()), TimeLine.time(due), TimeLine.time(latest)))
                : Optional.empty();
    }

    /** Who was frozen takes in what waited before a deadline may fire. */
    private static long awakeSince(SimulatedDirector director) {
        return director.resumedNanos() < 0 ? 0 : director.resumedNanos() + Oversleep.CATCHING_UP_NANOS;
    }

    @Override
    public Optional<String> moment(World world) {
        for (List<Seat> seats : world.services().values()) {
            for (Seat seat : seats) {
                Heard known = heard.get(seat.router());
                if (known != null && !seat.director().paused()) {
                    long latest = Math.max(
                            known.latest(seat.spec(), seat.router().priority(), interval(seat.router())),
                            awakeSince(seat.director()));
                    if (world.nowNanos() >= latest) {
                        return Optional.of("%s is still BACKUP (expected: MASTER since %s)"
                                .formatted(seat.name(), TimeLine.time(latest)));
                    }
                }
            }
        }
        return Optional.empty();
    }
}
