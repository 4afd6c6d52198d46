package io.aloft.lab.sim;

import io.aloft.model.vrrp.VirtualRouterSpec;
import io.aloft.model.vrrp.VrrpState;
import io.aloft.vrrp.sim.Step;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A network that has been whole and quiet for longer than {@link RfcTimers#settle} has exactly one Master of each virtual
 * router, nobody who may preempt it ranks above it, and nothing changes any more. Without a router that is able to, it has
 * none.
 */
final class OneMasterWhenSettled implements Invariant {

    private final Map<Integer, Long> settleNanos = new HashMap<>();
    private final Set<Integer> settled = new HashSet<>();
    private int seen;

    OneMasterWhenSettled(Scenario scenario) {
        Map<Integer, List<VirtualRouterSpec>> services =
                scenario.specs().stream().collect(Collectors.groupingBy(VirtualRouterSpec::vrid));
        List<VirtualRouterSpec> grouped = scenario.specs().stream()
                .filter(spec -> spec.options().syncGroup() != null)
                .toList();
        services.forEach((vrid, specs) -> settleNanos.put(
                vrid, RfcTimers.settle(specs.getFirst().options().syncGroup() == null ? specs : grouped)));
    }

    /** How many moments this was checked in; a rule that never looked at anything proves nothing. */
    int seen() {
        return seen;
    }

    @Override
    public Optional<String> step(Step step) {
        boolean restless = settled.contains(step.spec().vrid())
                && step.before() == VrrpState.BACKUP
                && step.after() == VrrpState.MASTER;
        return restless ? Optional.of(step.who() + " became MASTER in a settled network") : Optional.empty();
    }

    @Override
    public Optional<String> moment(World world) {
        settled.clear();
        for (Map.Entry<Integer, List<Seat>> service : world.services().entrySet()) {
            long quiet = world.quietSinceNanos() + settleNanos.getOrDefault(service.getKey(), 0L);
            if (world.nowNanos() > quiet && world.whole(service.getValue())) {
                settled.add(service.getKey());
                Optional<String> wrong = settled(service.getKey(), service.getValue());
                if (wrong.isPresent()) {
                    return wrong;
                }
            }
        }
        seen += settled.isEmpty() ? 0 : 1;
        return Optional.empty();
    }

    private static Optional<String> settled(int vrid, List<Seat> seats) {
        List<Seat> able = new ArrayList<>();
        List<Seat> masters = new ArrayList<>();
        for (Seat seat : seats) {
            if (seat.able()) {
                able.add(seat);
            }
            if (seat.isMaster()) {
                masters.add(seat);
            }
        }
        if (masters.size() != (able.isEmpty() ? 0 : 1)) {
            return Optional.of("settled with %d MASTERs of %d: %s".formatted(masters.size(), vrid, names(masters)));
        }
        return masters.isEmpty() ? Optional.empty() : outranked(masters.getFirst(), able);
    }

    /** Equal priority never preempts, whatever the addresses. */
    private static Optional<String> outranked(Seat master, List<Seat> able) {
        int priority = master.router().priority();
        for (Seat other : able) {
            if (other.router().priority() > priority && other.spec().preempt()) {
                return Optional.of("settled on %s (priority %d), but %s has priority %d and preempts"
                        .formatted(
                                master.name(),
                                priority,
                                other.name(),
                                other.router().priority()));
            }
        }
        return Optional.empty();
    }

    private static String names(List<Seat> seats) {
        return seats.stream().map(Seat::name).collect(Collectors.joining(", "));
    }
}
