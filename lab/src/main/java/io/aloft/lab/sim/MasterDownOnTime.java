package io.aloft.lab.sim;

import io.aloft.model.vrrp.VirtualRouterSpec;
import io.aloft.model.vrrp.VrrpState;
import io.aloft.vrrp.fsm.RouterEvent;
import io.aloft.vrrp.packet.Advertisement;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A Backup becomes Master when Master_Down_Interval is over since it last heard of somebody whom it must accept, to the
 * nanosecond: not earlier, not later, whatever the network does. Only {@code preempt_delay} may make it later, by as much.
 */
final class MasterDownOnTime implements Invariant {

    /**
     * What one router heard since it began to listen.
     *
     * @param accepted when it last had to accept an advertisement, or began to listen
     * @param stopped when priority 0 came after that; absent as -1
     * @param lowerSince when the first advert of lower priority came after that; absent as -1
     * @param older whether one of them was older: a process that was frozen learns of a link at once when it goes on,
     *     and then goes through the frames that waited. That may start a preempt_delay in the past.
     */
    private record Heard(long accepted, long stopped, long lowerSince, boolean older) {

        static Heard nothingSince(long nanos) {
            return new Heard(nanos, -1, -1, false);
        }

        long due(VirtualRouterSpec router, int priority) {
            return stopped >= 0
                    ? stopped + RfcTimers.skew(priority)
                    : accepted + RfcTimers.masterDown(router, priority);
        }

        long latest(VirtualRouterSpec router, int priority) {
            long due = due(router, priority);
            boolean delayed = lowerSince >= 0 && router.preemptDelay().isPositive();
            return delayed
                    ? Math.max(
                            due, lowerSince + router.preemptDelay().toNanos() + RfcTimers.masterDown(router, priority))
                    : due;
        }
    }

    private final Map<SimulatedHost, Heard> heard = new HashMap<>();

    /** When each router last heard of anything, which may have moved its deadline into the past. */
    private final Map<SimulatedHost, Long> lastInput = new HashMap<>();

    @Override
    public Optional<String> step(Step step) {
        Optional<String> wrong = step.before() == VrrpState.BACKUP && step.after() == VrrpState.MASTER
                ? atAWrongTime(step)
                : Optional.empty();
        if (!(step.event() instanceof RouterEvent.TimePassed)) {
            lastInput.put(step.host(), step.nowNanos());
        }
        if (step.event() instanceof RouterEvent.Stalled stalled) {
            heard.computeIfPresent(step.host(), (host, known) -> listenAgain(known, stalled.sleptSinceNanos(), step));
        }
        if (step.after() != VrrpState.BACKUP) {
            heard.remove(step.host());
        } else if (step.before() != VrrpState.BACKUP) {
            heard.put(step.host(), Heard.nothingSince(step.eventNanos()));
        } else if (step.event() instanceof RouterEvent.AdvertisementReceived received) {
            heard.computeIfPresent(step.host(), (host, known) -> listen(known, received.advertisement(), step));
        }
        return wrong;
    }

    /**
     * A timer that ran out while the process stood still says nothing, when it stood still for longer than a Master is silent:
     * it listens for one more interval, and for Skew_Time.
     */
    private static Heard listenAgain(Heard known, long sleptSince, Step step) {
        VirtualRouterSpec router = step.host().plan().router();
        long interval = router.advertInterval().toNanos();
        boolean ranOut = known.latest(router, step.fitness().priority()) <= step.nowNanos()
                || step.transition().nextDeadlineNanos()
                        > known.latest(router, step.fitness().priority());
        return ranOut && step.nowNanos() - sleptSince >= interval
                ? new Heard(known.accepted(), step.nowNanos() + interval, known.lowerSince(), known.older())
                : known;
    }

    private static Heard listen(Heard known, Advertisement advert, Step step) {
        if (advert.priority() == Advertisement.STOPPING) {
            return new Heard(known.accepted(), step.eventNanos(), known.lowerSince(), known.older());
        }
        boolean binding = !step.host().plan().router().preempt()
                || advert.priority() >= step.fitness().priority();
        return binding
                ? Heard.nothingSince(step.eventNanos())
                : new Heard(
                        known.accepted(),
                        known.stopped(),
                        known.lowerSince() < 0 ? step.eventNanos() : known.lowerSince(),
                        known.older() || step.eventNanos() < known.accepted());
    }

    private Optional<String> atAWrongTime(Step step) {
        SimulatedHost host = step.host();
        Heard known = heard.get(host);
        SimulatedDirector director = host.director();
        if (known == null || director == null) {
            return Optional.of(host.plan().name() + " became MASTER from BACKUP without having been it");
        }
        int priority = step.fitness().priority();
        long due = known.due(host.plan().router(), priority);
        long awake = Math.max(lastInput.getOrDefault(host, 0L), director.resumedNanos());
        long latest = Math.max(known.latest(host.plan().router(), priority), awake);
        boolean early = step.eventNanos() < due && !known.older();
        return early || step.nowNanos() > latest
                ? Optional.of("%s became MASTER at %s (expected: from %s to %s)"
                        .formatted(
                                host.plan().name(),
                                TimeLine.time(step.nowNanos()),
                                TimeLine.time(due),
                                TimeLine.time(latest)))
                : Optional.empty();
    }

    @Override
    public Optional<String> moment(World world) {
        for (Map.Entry<SimulatedHost, Heard> entry : heard.entrySet()) {
            SimulatedHost host = entry.getKey();
            SimulatedDirector director = host.director();
            if (director == null || director.paused()) {
                continue;
            }
            long latest = entry.getValue()
                    .latest(host.plan().router(), director.fitness().priority());
            if (world.nowNanos() >= latest) {
                return Optional.of("%s is still BACKUP (expected: MASTER since %s)"
                        .formatted(host.plan().name(), TimeLine.time(latest)));
            }
        }
        return Optional.empty();
    }
}
