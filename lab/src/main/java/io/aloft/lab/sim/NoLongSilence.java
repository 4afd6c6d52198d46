package io.aloft.lab.sim;

import io.aloft.vrrp.fsm.Oversleep;
import io.aloft.vrrp.sim.Weather;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where the LAN is calm, somebody is Master of each virtual router again when the last advertisement that can still have been
 * under way has arrived and the shortest Master_Down_Interval of those who are able is over; the longest for a sync group,
 * which waits for all its members. One interval more where packets were dropped.
 */
final class NoLongSilence implements Invariant {

    private final Map<Integer, Long> silentSince = new HashMap<>();
    private final Map<Integer, Long> longestIntervals = new HashMap<>();

    NoLongSilence(Scenario scenario) {
        scenario.specs()
                .forEach(spec -> longestIntervals.merge(
                        spec.vrid(), spec.advertInterval().toNanos(), Math::max));
    }

    @Override
    public Optional<String> moment(World world) {
        for (Map.Entry<Integer, List<Seat>> service : world.services().entrySet()) {
            Optional<String> wrong = moment(world, service.getKey(), service.getValue());
            if (wrong.isPresent()) {
                return wrong;
            }
        }
        return Optional.empty();
    }

    private Optional<String> moment(World world, int vrid, List<Seat> seats) {
        for (Seat seat : seats) {
            if (seat.isMaster()) {
                silentSince.remove(vrid);
                return Optional.empty();
            }
        }
        List<Seat> able = seats.stream().filter(Seat::able).toList();
        if (able.isEmpty() || !world.whole(seats)) {
            silentSince.remove(vrid);
            return Optional.empty();
        }
        long since = silentSince.computeIfAbsent(vrid, first -> world.nowNanos());
        long underWay = Math.max(since, world.network().disturbedNanos()) + Weather.CALM.mostDelayNanos();
        long arrived = Math.max(underWay, world.network().calmSinceNanos() + Weather.LONGEST_DELAY_NANOS);
        long bound = arrived + patience(able, vrid) + Oversleep.CATCHING_UP_NANOS;
        return world.nowNanos() <= bound
                ? Optional.empty()
                : Optional.of("nobody is MASTER of %d since %s (expected: somebody by %s)"
                        .formatted(vrid, TimeLine.time(since), TimeLine.time(bound)));
    }

    private long patience(List<Seat> able, int vrid) {
        boolean dropped = able.stream().anyMatch(seat -> seat.host().dropped() != null);
        return masterDown(able, vrid) + (dropped ? heldBack(able, vrid) : 0);
    }

    private long heldBack(List<Seat> able, int vrid) {
        return able.getFirst().grouped()
                ? longestIntervals.values().stream().reduce(0L, Math::max)
                : longestIntervals.getOrDefault(vrid, 0L);
    }

    private long masterDown(List<Seat> able, int vrid) {
        if (able.getFirst().grouped()) {
            long longest = longestIntervals.values().stream().reduce(0L, Math::max);
            return able.stream()
                    .flatMap(Seat::members)
                    .mapToLong(member -> RfcTimers.masterDown(member.spec(), member.priority(), longest))
                    .max()
                    .orElseThrow();
        }
        long longest = longestIntervals.getOrDefault(vrid, 0L);
        return able.stream()
                .mapToLong(
                        seat -> RfcTimers.masterDown(seat.spec(), seat.router().priority(), longest))
                .min()
                .orElseThrow();
    }
}
