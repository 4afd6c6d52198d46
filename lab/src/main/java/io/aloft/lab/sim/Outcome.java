package io.aloft.lab.sim;

import java.util.Optional;

/**
 * How a simulation ended.
 *
 * @param scenario what was simulated
 * @param breach the invariant that did not hold and why, empty if all did
 * @param timeLine what happened, up to the breach
 * @param tally how much of it
 */
public record Outcome(Scenario scenario, Optional<Breach> breach, TimeLine timeLine, Tally tally) {

    private static final int LINES_SHOWN = 60;

    /**
     * An invariant that did not hold.
     *
     * @param invariant its name
     * @param nanos when
     * @param what in which way
     */
    public record Breach(String invariant, long nanos, String what) {}

    /** Seed, configuration, incidents, the end of the time line, and what is wrong. */
    public String report() {
        return scenario.describe()
                + "time line (the last " + LINES_SHOWN + " lines):\n"
                + timeLine.last(LINES_SHOWN)
                + breach.map(b -> "BROKEN at " + TimeLine.time(b.nanos()) + " " + b.invariant() + ": " + b.what())
                        .orElse("all invariants held");
    }
}
