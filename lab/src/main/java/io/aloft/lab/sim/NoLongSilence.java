package io.aloft.lab.sim;

import java.util.List;
import java.util.Optional;

/**
 * Where the LAN is calm, somebody is Master again when the last advertisement that can still have been under way has
 * arrived and the shortest Master_Down_Interval of those who are able is over.
 */
final class NoLongSilence implements Invariant {

    private long silentSinceNanos = -1;

    @Override
    public Optional<String> moment(World world) {
        List<SimulatedHost> able = world.participants();
        if (!world.masters().isEmpty() || able.isEmpty() || !world.whole()) {
            silentSinceNanos = -1;
            return Optional.empty();
        }
        if (silentSinceNanos < 0) {
            silentSinceNanos = world.nowNanos();
        }
        long underWay = Math.max(silentSinceNanos, world.disturbedNanos()) + Weather.CALM.mostDelayNanos();
        long arrived = Math.max(underWay, world.calmSinceNanos() + Weather.LONGEST_DELAY_NANOS);
        long shortest = able.stream()
                .mapToLong(host -> RfcTimers.masterDown(host.plan().router(), World.priority(host)))
                .min()
                .orElseThrow();
        return world.nowNanos() <= arrived + shortest
                ? Optional.empty()
                : Optional.of("nobody is MASTER since %s (expected: somebody by %s)"
                        .formatted(TimeLine.time(silentSinceNanos), TimeLine.time(arrived + shortest)));
    }
}
