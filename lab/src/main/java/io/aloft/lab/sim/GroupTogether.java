package io.aloft.lab.sim;

import io.aloft.model.vrrp.VrrpState;
import io.aloft.vrrp.sim.SimulatedDirector;
import io.aloft.vrrp.sim.SimulatedHost;
import io.aloft.vrrp.sim.SimulatedRouter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
        for (SimulatedHost host : world.network().hosts()) {
            SimulatedDirector director = host.director();
            if (director != null && !director.image().syncGroups().isEmpty() && !joins(director, world.nowNanos())) {
                for (Map.Entry<String, List<SimulatedRouter>> group :
                        groups(director).entrySet()) {
                    long masters = group.getValue().stream()
                            .filter(member -> member.state() == VrrpState.MASTER)
                            .count();
                    if (masters != 0 && masters != group.getValue().size()) {
                        return Optional.of("%s: %d of %d members of %s are MASTER"
                                .formatted(
                                        host.plan().name(),
                                        masters,
                                        group.getValue().size(),
                                        group.getKey()));
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

    private static Map<String, List<SimulatedRouter>> groups(SimulatedDirector director) {
        Map<String, List<SimulatedRouter>> groups = new HashMap<>();
        for (SimulatedRouter router : director.routers()) {
            String group = router.spec().options().syncGroup();
            if (group != null) {
                groups.computeIfAbsent(group, name -> new ArrayList<>()).add(router);
            }
        }
        return groups;
    }
}
