package io.aloft.checkers.health;

/** Something that happened to a virtual server. Indices are those of its specification. */
public sealed interface HealthEvent {

    /**
     * A check has finished, or a checker that does not ask itself was told something.
     *
     * @param startedAt when it began, monotonic nanoseconds
     */
    record CheckFinished(int realServer, int checker, CheckResult result, long startedAt) implements HealthEvent {}

    /** An operator has decided about a real server. */
    record Overridden(int realServer, ServerOverride override) implements HealthEvent {}

    /** It is {@link VirtualServerHealth#nextStepAt()}. */
    record TimePassed() implements HealthEvent {}
}
