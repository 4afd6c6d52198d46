package io.aloft.ipvs.admin;

/**
 * How a table is listed.
 *
 * @param columns what is said about each line
 * @param numeric addresses and ports as numbers ({@code -n})
 * @param exact counters in full ({@code --exact})
 * @param sorted by address; else in the kernel's order ({@code --nosort})
 */
public record ListFormat(Columns columns, boolean numeric, boolean exact, boolean sorted) {

    /** What is said about each line. */
    public enum Columns {
        /** Scheduler, flags, method, weight and connections. */
        TABLE,
        /** {@code --stats}: totals. */
        STATS,
        /** {@code --rate}: per second. */
        RATE,
        /** {@code --thresholds}. */
        THRESHOLDS,
        /** {@code --persistent-conn}. */
        PERSISTENT,
        /** {@code --tun-info}. */
        TUNNEL
    }
}
