package io.aloft.vrrp.fsm;

import io.aloft.model.vrrp.VirtualRouterSpec;

/**
 * The arithmetic of RFC 5798 section 6.1 for VRRPv2, exact to the nanosecond: a second divides by 256 without rest.
 */
final class Timers {

    private static final long SKEW_UNIT_NANOS = 1_000_000_000L / 256;

    private Timers() {}

    /** Skew_Time: (256 − priority) / 256 seconds, in nanoseconds. */
    static long skewNanos(int priority) {
        return (256 - priority) * SKEW_UNIT_NANOS;
    }

    /** Master_Down_Interval: {@code down_timer_adverts} (3) × Advertisement_Interval + Skew_Time, in nanoseconds. */
    static long masterDownNanos(VirtualRouterSpec spec, int priority) {
        return spec.downTimerAdverts() * spec.advertInterval().toNanos() + skewNanos(priority);
    }
}
