package io.aloft.lab.sim;

import io.aloft.model.vrrp.VirtualAddress;
import io.aloft.model.vrrp.VrrpState;
import io.aloft.vrrp.fsm.RouterEvent;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Virtual addresses are on a host exactly while its router is Master, so in FAULT there are none. Two things may stand
 * between: an address that somebody took away, or that the kernel refused, comes back after a second, which a frozen process
 * begins late, when it has listened for an interval; and an owner does not sweep the leftovers of a killed life before it is
 * Master again, for they may be the host's own addresses.
 */
final class AddressesFollowState implements Invariant {

    private static final long RESTORED_WITHIN_NANOS = 1_000_000_000L;

    private final Set<SimulatedHost> sweptOrHeld = new HashSet<>();

    @Override
    public Optional<String> step(Step step) {
        SimulatedHost host = step.host();
        if (step.event() instanceof RouterEvent.Startup) {
            sweptOrHeld.remove(host);
        }
        if (step.after() == VrrpState.MASTER || !host.plan().router().isOwner()) {
            sweptOrHeld.add(host);
        }
        if (step.after() != VrrpState.MASTER
                && sweptOrHeld.contains(host)
                && !host.held().isEmpty()) {
            return Optional.of("%s is %s and holds %s".formatted(host.plan().name(), step.after(), host.held()));
        }
        return Optional.empty();
    }

    @Override
    public Optional<String> moment(World world) {
        for (SimulatedHost host : world.masters()) {
            SimulatedDirector director = host.director();
            List<VirtualAddress> wanted = host.plan().virtualAddresses();
            if (director == null || director.paused()) {
                continue;
            }
            long listened = director.resumedNanos() == 0
                    ? 0
                    : director.resumedNanos()
                            + host.plan().router().advertInterval().toNanos();
            long since = Math.max(host.missingNanos(), listened);
            if (!host.held().containsAll(wanted) && world.nowNanos() > since + RESTORED_WITHIN_NANOS) {
                return Optional.of("%s is MASTER and holds only %s of %s, since %s"
                        .formatted(host.plan().name(), host.held(), wanted, TimeLine.time(since)));
            }
        }
        return Optional.empty();
    }
}
