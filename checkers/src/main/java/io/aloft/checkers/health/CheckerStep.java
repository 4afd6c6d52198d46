package io.aloft.checkers.health;

import java.util.List;

/**
 * What a finished check leads to.
 *
 * @param next the checker's state from now on
 * @param lines to log, in order
 * @param report what the checker tells its real server
 * @param nextCheckAt when to check again, monotonic nanoseconds
 */
public record CheckerStep(CheckerState next, List<String> lines, Report report, long nextCheckAt) {

    public CheckerStep {
        lines = List.copyOf(lines);
    }

    /** A verdict that a checker tells; telling the one in force again can matter before the first has been told. */
    public enum Report {
        NONE,
        UP,
        DOWN
    }
}
