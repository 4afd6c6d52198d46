package io.aloft.checkers.health;

/** What an operator says about a real server at run time. It holds until somebody says otherwise, reloads included. */
public sealed interface ServerOverride {

    /** No new connections: weight 0, and while it is alive it stays in the table, so that old ones can end. */
    record Drain() implements ServerOverride {}

    /** As configured again. */
    record Enable() implements ServerOverride {}

    /**
     * This weight instead of what is configured and what checkers make of it.
     *
     * @param weight 0..2147483647
     */
    record Weight(int weight) implements ServerOverride {
        public Weight {
            if (weight < 0) {
                throw new IllegalArgumentException("weight: " + weight + " (expected: 0..2147483647)");
            }
        }
    }
}
