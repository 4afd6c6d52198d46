package io.aloft.checkers.health;

import java.util.List;

/**
 * What an event leads to. The lines are logged first, then the kernel gets {@code next}'s pool, then the notifiers are
 * told.
 *
 * @param next the virtual server from now on
 * @param lines to log, in order
 * @param changes for the notifiers, in order
 * @param nextCheckAt when the checker that finished is to run again, monotonic nanoseconds; {@link Long#MAX_VALUE} after other events
 * @param poolTouched whether the kernel's table is perhaps to be another one
 */
public record HealthTransition(
        VirtualServerHealth next,
        List<String> lines,
        List<HealthChange> changes,
        long nextCheckAt,
        boolean poolTouched) {

    public HealthTransition {
        lines = List.copyOf(lines);
        changes = List.copyOf(changes);
    }
}
