package io.aloft.lab.sim;

import io.aloft.model.vrrp.VirtualAddress;
import io.aloft.model.vrrp.VrrpState;
import io.aloft.vrrp.fsm.Oversleep;
import io.aloft.vrrp.fsm.RouterEvent;
import io.aloft.vrrp.sim.SimulatedDirector;
import io.aloft.vrrp.sim.SimulatedHost;
import io.aloft.vrrp.sim.SimulatedRouter;
import io.aloft.vrrp.sim.Step;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Virtual addresses are on a host exactly while their router is Master, so in FAULT there are none, and those that a reload
 * took out of the configuration are gone. Three things may stand between: an address that somebody took away, or that the
 * kernel refused, comes back after a second; a frozen process begins that late, when it has listened for an interval; and an
 * owner does not sweep the leftovers of a killed life before it is Master again, for they may be the host's own addresses.
 */
final class AddressesFollowState implements Invariant {

    private static final long RESTORED_WITHIN_NANOS = 1_000_000_000L;

    private final Set<SimulatedRouter> sweptOrHeld = Collections.newSetFromMap(new IdentityHashMap<>());
    /** What each director swept or held: something that a killed life left and a later configuration names is neither. */
    private final Map<SimulatedDirector, Set<VirtualAddress>> touched = new HashMap<>();

    @Override
    public Optional<String> step(Step step) {
        SimulatedHost host = step.host();
        SimulatedDirector director = host.director();
        boolean touches =
                (step.after() == VrrpState.MASTER || !step.spec().isOwner()) && sweptOrHeld.add(step.router());
        if ((touches || step.after() == VrrpState.MASTER && step.event() instanceof RouterEvent.Reconfigured)
                && director != null) {
            touched.computeIfAbsent(director, same -> new HashSet<>())
                    .addAll(step.spec().allAddresses());
        }
        if (step.after() == VrrpState.MASTER || host.held().isEmpty() || !sweptOrHeld.contains(step.router())) {
            return Optional.empty();
        }
        Set<VirtualAddress> concerned = touched.getOrDefault(director, Set.of());
        return step.spec().allAddresses().stream()
                .filter(host.held()::contains)
                .filter(concerned::contains)
                .findFirst()
                .map(address -> "%s is %s and holds %s".formatted(step.who(), step.after(), address));
    }

    @Override
    public Optional<String> moment(World world) {
        for (List<Seat> seats : world.services().values()) {
            for (Seat seat : seats) {
                if (world.concerns(seat) && seat.isMaster() && !seat.director().paused()) {
                    Optional<String> wrong = missing(seat, world.nowNanos());
                    if (wrong.isPresent()) {
                        return wrong;
                    }
                }
            }
        }
        for (SimulatedHost host : world.network().hosts()) {
            SimulatedDirector director = host.director();
            if (director != null && director.reloadedNanos() == world.nowNanos()) {
                Optional<String> wrong = orphan(host, director);
                if (wrong.isPresent()) {
                    return wrong;
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<String> missing(Seat seat, long now) {
        SimulatedHost host = seat.host();
        if (host.held().containsAll(seat.spec().addresses())
                && host.held().containsAll(seat.spec().excludedAddresses())) {
            return Optional.empty();
        }
        List<VirtualAddress> wanted = seat.spec().allAddresses();
        long resumed = seat.director().resumedNanos();
        long listened = resumed < 0
                ? Long.MIN_VALUE / 2
                : resumed
                        + Oversleep.CATCHING_UP_NANOS
                        + seat.spec().advertInterval().toNanos();
        long since = Math.max(host.missingNanos(), listened);
        return now <= since + RESTORED_WITHIN_NANOS
                ? Optional.empty()
                : Optional.of("%s is MASTER and %s holds only %s of %s, since %s"
                        .formatted(seat.name(), host.plan().name(), host.held(), wanted, TimeLine.time(since)));
    }

    private Optional<String> orphan(SimulatedHost host, SimulatedDirector director) {
        Set<VirtualAddress> known = new HashSet<>(touched.getOrDefault(director, Set.of()));
        director.routers().forEach(router -> router.spec().allAddresses().forEach(known::remove));
        return known.stream()
                .filter(host.held()::contains)
                .findFirst()
                .map(address -> "%s still holds %s, which is in no configuration any more"
                        .formatted(host.plan().name(), address));
    }
}
