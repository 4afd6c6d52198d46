package io.aloft.lab.sim;

import io.aloft.model.vrrp.VrrpState;
import io.aloft.vrrp.fsm.RouterEvent;
import io.aloft.vrrp.packet.Advertisement;
import io.aloft.vrrp.sim.SimulatedRouter;
import io.aloft.vrrp.sim.Step;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A Backup with {@code nopreempt} becomes Master only when nobody, of whatever priority, has advertised for as many intervals
 * as may be missed; a Master that says good-bye counts as nobody. A reload in between starts another count.
 */
final class NobodyPreemptsUnderNopreempt implements Invariant {

    /** Until when the Master that was heard last must be taken for alive. */
    private final Map<SimulatedRouter, Long> aliveUntil = new IdentityHashMap<>();

    @Override
    public Optional<String> step(Step step) {
        Long alive = aliveUntil.get(step.router());
        boolean takesOver = step.before() == VrrpState.BACKUP && step.after() == VrrpState.MASTER;
        if (takesOver && !step.spec().preempt() && alive != null && step.nowNanos() < alive) {
            return Optional.of("%s took over although the Master counts as alive until %s"
                    .formatted(step.who(), TimeLine.time(alive)));
        }
        if (step.after() != VrrpState.BACKUP || step.event() instanceof RouterEvent.Reconfigured) {
            aliveUntil.remove(step.router());
        } else if (step.own() && step.event() instanceof RouterEvent.AdvertisementReceived received) {
            hear(step, received.advertisement());
        }
        return Optional.empty();
    }

    private void hear(Step step, Advertisement advert) {
        if (advert.priority() == Advertisement.STOPPING) {
            aliveUntil.remove(step.router());
        } else {
            long interval = RfcTimers.interval(step.spec(), advert);
            aliveUntil.put(step.router(), step.eventNanos() + step.spec().downTimerAdverts() * interval);
        }
    }
}
