package io.aloft.checkers.health;

import io.aloft.model.lvs.CheckTiming;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What every checker that asks again and again remembers.
 *
 * @param up the verdict in force
 * @param hasRun whether a check has come to a verdict yet
 * @param failures tolerated so far
 * @param obstacle why the last check could not be made, so that it is told once; null when it could
 */
public record Standing(
        boolean up, boolean hasRun, long failures, @Nullable String obstacle) {

    /** At process start: up unless in alpha mode, and the first failure decides, whatever {@code retry} says. */
    static Standing starting(CheckTiming timing) {
        return new Standing(!timing.alpha(), false, timing.retry(), null);
    }

    /** Of a checker that joins a server of good repute by a reload: up, and its failures are tolerated from the first. */
    static Standing trusted() {
        return new Standing(true, false, 0, null);
    }

    /** After a check that was made; the same object when it changes nothing, as it does nearly always. */
    Standing tested(boolean nowUp, boolean nowRun, long nowFailures) {
        return up == nowUp && hasRun == nowRun && failures == nowFailures && obstacle == null
                ? this
                : new Standing(nowUp, nowRun, nowFailures, null);
    }

    /** After a check that could not be made. */
    Standing prevented(String line) {
        return line.equals(obstacle) ? this : new Standing(up, hasRun, failures, line);
    }

    /** What to log about a check that could not be made: each distinct reason once in a row. */
    List<String> linesFor(String line) {
        return line.equals(obstacle) ? List.of() : List.of(line);
    }

    /** Taken over by a reload that perhaps changed {@code retry}. */
    Standing carried(CheckTiming timing) {
        long kept = Math.min(failures, timing.retry());
        return kept == failures ? this : new Standing(up, hasRun, kept, obstacle);
    }
}
