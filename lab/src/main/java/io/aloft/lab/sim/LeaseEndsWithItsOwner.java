package io.aloft.lab.sim;

import io.aloft.model.vrrp.VirtualAddress;
import io.aloft.model.vrrp.VirtualRouterSpec;
import io.aloft.model.vrrp.VrrpState;
import io.aloft.vrrp.fsm.Oversleep;
import io.aloft.vrrp.sim.SimulatedDirector;
import io.aloft.vrrp.sim.SimulatedHost;
import io.aloft.vrrp.sim.SimulatedRouter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Addresses with {@code vip_lease} are gone that long after their director was killed or froze, and not before: a Master that
 * is awake, and has listened after a freeze, refreshes them in time.
 */
final class LeaseEndsWithItsOwner implements Invariant {

    private static final long SECOND_NANOS = 1_000_000_000L;

    /** What a director held leases by, and when it last did anything. */
    private record Life(SimulatedDirector director, long lastNanos) {}

    private final Map<SimulatedHost, Life> lives = new HashMap<>();

    @Override
    public Optional<String> moment(World world) {
        for (SimulatedHost host : world.network().hosts()) {
            SimulatedDirector director = host.director();
            if (director != null && !director.paused()) {
                lives.put(host, new Life(director, world.nowNanos()));
                continue;
            }
            Life life = lives.get(host);
            Optional<String> wrong =
                    life == null || host.held().isEmpty() ? Optional.empty() : overdue(host, life, world.nowNanos());
            if (wrong.isPresent()) {
                return wrong;
            }
        }
        return Optional.empty();
    }

    @Override
    public Optional<String> leaseEnded(SimulatedHost host, List<VirtualAddress> gone, long nowNanos) {
        SimulatedDirector director = host.director();
        if (director == null || director.paused()) {
            return Optional.empty();
        }
        for (SimulatedRouter router : director.routers()) {
            long listened = director.resumedNanos()
                    + Oversleep.CATCHING_UP_NANOS
                    + router.spec().advertInterval().toNanos();
            boolean awake = director.resumedNanos() < 0 || nowNanos > listened;
            if (awake
                    && router.state() == VrrpState.MASTER
                    && router.spec().allAddresses().stream().anyMatch(gone::contains)) {
                return Optional.of("%s is MASTER of %s and did not refresh %s"
                        .formatted(host.plan().name(), router.spec().name(), gone));
            }
        }
        return Optional.empty();
    }

    private static Optional<String> overdue(SimulatedHost host, Life life, long now) {
        for (VirtualRouterSpec spec : life.director().image().virtualRouters()) {
            Integer intervals = spec.options().vipLease();
            if (intervals != null && spec.allAddresses().stream().anyMatch(host.held()::contains)) {
                long nanos = intervals * spec.advertInterval().toNanos();
                long end = life.lastNanos() + Math.max(2, Math.ceilDiv(nanos, SECOND_NANOS)) * SECOND_NANOS;
                if (now > end) {
                    return Optional.of("%s still holds the addresses of %s (expected: until %s)"
                            .formatted(host.plan().name(), spec.name(), TimeLine.time(end)));
                }
            }
        }
        return Optional.empty();
    }
}
