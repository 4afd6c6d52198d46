package io.aloft.checkers.health;

import io.aloft.model.lvs.CheckTiming;
import java.util.Map;

/**
 * What the health of servers depends on besides their checks.
 *
 * @param logAllFailures tolerated failures of every checker are logged ({@code checker_log_all_failures})
 * @param notifyFirstState real servers that are up from the start are told too ({@code rs_init_notifies})
 * @param fileValues what is in the track files, by name; a file that is not in here counts as 0
 */
public record HealthContext(boolean logAllFailures, boolean notifyFirstState, Map<String, Long> fileValues) {

    /** Nothing configured and no file read. */
    public static final HealthContext DEFAULT = new HealthContext(false, false, Map.of());

    public HealthContext {
        fileValues = Map.copyOf(fileValues);
    }

    /** As it counts for the checker: the global setting forces the logging of failures on. */
    CheckTiming timing(CheckTiming timing) {
        return !logAllFailures || timing.logAllFailures()
                ? timing
                : new CheckTiming(
                        timing.delayLoop(),
                        timing.retry(),
                        timing.delayBeforeRetry(),
                        timing.warmup(),
                        timing.alpha(),
                        true);
    }

    long fileValue(String trackFile) {
        return fileValues.getOrDefault(trackFile, 0L);
    }
}
