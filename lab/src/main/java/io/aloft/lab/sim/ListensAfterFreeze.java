package io.aloft.lab.sim;

import io.aloft.model.vrrp.VirtualRouterSpec;
import io.aloft.model.vrrp.VrrpState;
import io.aloft.vrrp.fsm.Oversleep;
import io.aloft.vrrp.fsm.RouterAction;
import io.aloft.vrrp.fsm.RouterEvent;
import io.aloft.vrrp.packet.Advertisement;
import io.aloft.vrrp.sim.SimulatedDirector;
import io.aloft.vrrp.sim.SimulatedRouter;
import io.aloft.vrrp.sim.Step;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A Master that was frozen for longer than the shortest Master_Down_Interval says nothing, but good-bye, before it has listened
 * for one interval, since somebody else is Master by right. What makes it sure earlier is an advertisement of a Master of lower
 * rank that comes meanwhile.
 */
final class ListensAfterFreeze implements Invariant {

    /**
     * @param nanos when it spoke last
     * @param silenceNanos after which somebody else may be Master, by what it said then
     */
    private record Spoken(long nanos, long silenceNanos) {}

    private final Map<SimulatedRouter, Spoken> spoke = new IdentityHashMap<>();
    private final Map<SimulatedRouter, Long> listensUntil = new IdentityHashMap<>();

    @Override
    public Optional<String> step(Step step) {
        Optional<String> wrong = Optional.empty();
        Spoken last = spoke.get(step.router());
        boolean speaks = speaks(step);
        if (step.event() instanceof RouterEvent.Stalled stalled) {
            listen(step, stalled.sleptSinceNanos());
        }
        if (last != null && step.before() == VrrpState.MASTER && slept(step, last)) {
            Long until = listensUntil.get(step.router());
            boolean answers = until != null && step.event() instanceof RouterEvent.AdvertisementReceived;
            if (speaks && !answers && (until == null || step.nowNanos() < until)) {
                wrong = Optional.of("%s was silent since %s and spoke before it had listened until %s"
                        .formatted(
                                step.who(), TimeLine.time(last.nanos()), until == null ? "?" : TimeLine.time(until)));
            }
        }
        if (speaks || step.entered(VrrpState.MASTER)) {
            spoke.put(step.router(), new Spoken(step.nowNanos(), shortest(step.spec())));
            listensUntil.remove(step.router());
        }
        if (step.after() != VrrpState.MASTER) {
            spoke.remove(step.router());
        }
        return wrong;
    }

    private void listen(Step step, long sleptSince) {
        long interval = step.spec().advertInterval().toNanos();
        if (!listensUntil.containsKey(step.router()) || step.nowNanos() - sleptSince >= interval) {
            listensUntil.put(step.router(), step.nowNanos() + interval);
        }
    }

    private static boolean speaks(Step step) {
        return step.transition().actions().stream()
                .anyMatch(action -> action instanceof RouterAction.SendAdvertisement send
                        && send.priority() != Advertisement.STOPPING);
    }

    private static long shortest(VirtualRouterSpec spec) {
        long interval = spec.advertInterval().toNanos();
        return Math.min(spec.downTimerAdverts(), 3) * interval + RfcTimers.skew(spec, 254, interval);
    }

    /** Whether it was frozen after it spoke last, and has been silent for so long. */
    private static boolean slept(Step step, Spoken last) {
        SimulatedDirector director = step.host().director();
        long silent = director == null ? 0 : director.resumedNanos() - last.nanos();
        return silent > last.silenceNanos() + Oversleep.TOLERATED_NANOS;
    }
}
