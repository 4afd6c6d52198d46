package io.aloft.checkers.health;

/** Something that happened to a virtual server. Indices are those of its specification. */
public sealed interface HealthEvent {

    /** Index of the real server it happened to. */
    int realServer();

    /** A check has finished. */
    record CheckFinished(int realServer, int checker, CheckResult result) implements HealthEvent {}

    /**
     * A real server's weight is another now.
     *
     * @param weight the sum of the configured weight and of what checkers add; used clamped to 0..2147483647
     */
    record WeightChanged(int realServer, long weight) implements HealthEvent {}
}
