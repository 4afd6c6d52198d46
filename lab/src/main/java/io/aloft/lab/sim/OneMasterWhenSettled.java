package io.aloft.lab.sim;

import io.aloft.model.vrrp.VrrpState;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A network that has been whole and quiet for longer than {@link RfcTimers#settle} has exactly one Master, nobody who may
 * preempt it ranks above it, and nothing changes any more. Without a router that is able to, it has none.
 */
final class OneMasterWhenSettled implements Invariant {

    private final long settleNanos;
    private boolean settled;
    private int seen;

    OneMasterWhenSettled(long settleNanos) {
        this.settleNanos = settleNanos;
    }

    /** How many moments this was checked in; a rule that never looked at anything proves nothing. */
    int seen() {
        return seen;
    }

    @Override
    public Optional<String> step(Step step) {
        boolean restless = settled && step.before() == VrrpState.BACKUP && step.after() == VrrpState.MASTER;
        return restless
                ? Optional.of(step.host().plan().name() + " became MASTER in a settled network")
                : Optional.empty();
    }

    @Override
    public Optional<String> moment(World world) {
        settled = world.whole() && world.nowNanos() > world.quietSinceNanos() + settleNanos;
        if (!settled) {
            return Optional.empty();
        }
        seen++;
        List<SimulatedHost> able = world.participants();
        List<SimulatedHost> masters = world.masters();
        if (masters.size() != (able.isEmpty() ? 0 : 1)) {
            return Optional.of("settled with %d MASTERs: %s".formatted(masters.size(), names(masters)));
        }
        return masters.stream().findFirst().flatMap(master -> outranked(master, able));
    }

    /** Equal priority never preempts, whatever the addresses. */
    private static Optional<String> outranked(SimulatedHost master, List<SimulatedHost> able) {
        return able.stream()
                .filter(other -> World.priority(other) > World.priority(master))
                .filter(other -> other.plan().router().preempt())
                .findFirst()
                .map(better -> "settled on %s (priority %d), but %s has priority %d and preempts"
                        .formatted(
                                master.plan().name(),
                                World.priority(master),
                                better.plan().name(),
                                World.priority(better)));
    }

    private static String names(List<SimulatedHost> hosts) {
        return hosts.stream().map(h -> h.plan().name()).collect(Collectors.joining(" "));
    }
}
