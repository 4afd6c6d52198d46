package io.aloft.model.route;

/** What a routing rule does. */
public sealed interface RuleAction {

    /**
     * Looks a route up.
     *
     * @param table kernel number, 1..4294967295
     */
    record Lookup(long table) implements RuleAction {}

    /**
     * Goes on at another rule.
     *
     * @param priority of that rule, 0..4294967295
     */
    record Goto(long priority) implements RuleAction {}

    /** An action without an argument. */
    enum Plain implements RuleAction {
        /** The table of the packet's VRF. */
        L3MDEV,
        NOP,
        BLACKHOLE,
        UNREACHABLE,
        PROHIBIT
    }
}
