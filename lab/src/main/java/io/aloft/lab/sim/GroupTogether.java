package io.aloft.lab.sim;

import io.aloft.model.vrrp.VrrpState;
import io.aloft.vrrp.sim.SimulatedDirector;
import java.util.List;
import java.util.Optional;

/**
 * The members of a sync group are Master together or not at all, at every moment. A member that a reload adds beside Masters
 * may wait for its timer first.
 */
final class GroupTogether implements Invariant {

    private final long settleNanos;

    GroupTogether(Scenario scenario) {
        settleNanos = RfcTimers.settle(scenario.specs());
    }

    @Override
    public Optional<String> moment(World world) {
        for (List<Seat> seats : world.services().values()) {
            for (Seat seat : seats) {
                if (world.concerns(seat) && seat.grouped() && !joins(seat.director(), world.nowNanos())) {
                    long members = seat.members().count();
                    long masters = seat.members()
                            .filter(member -> member.state() == VrrpState.MASTER)
                            .count();
                    if (masters != 0 && masters != members) {
                        return Optional.of("%s: %d of the %d members of its sync group are MASTER"
                                .formatted(seat.name(), masters, members));
                    }
                }
            }
        }
        return Optional.empty();
    }

    private boolean joins(SimulatedDirector director, long now) {
        long last = Math.max(director.reloadedNanos(), director.reloadedNanos() < 0 ? -1 : director.resumedNanos());
        return director.paused() || last >= 0 && now <= last + settleNanos;
    }
}
