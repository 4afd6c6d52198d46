package io.aloft.vrrp.fsm;

import io.aloft.model.vrrp.VirtualRouterSpec;

/**
 * The arithmetic of RFC 5798 section 6.1, exact to the nanosecond: a second divides by 256 without rest, and so do the 10 ms
 * of an interval in VRRPv3.
 */
final class Timers {

    private static final long SECOND_NANOS = 1_000_000_000L;

    /** The smallest Skew_Time a Backup can have, unless it is an address owner. */
    private static final int HIGHEST_BACKUP_PRIORITY = 254;

    /** What {@code down_timer_adverts} is unless somebody changes it. */
    private static final int USUAL_DOWN_ADVERTS = 3;

    private Timers() {}

    /**
     * Skew_Time in nanoseconds: (256 − priority) / 256 of a second in version 2, of the Master's interval in version 3.
     *
     * @param masterIntervalNanos Master_Adver_Interval
     */
    static long skewNanos(int version, int priority, long masterIntervalNanos) {
        long whole = version == 2 ? SECOND_NANOS : masterIntervalNanos;
        return (256 - priority) * whole / 256;
    }

    /** Master_Down_Interval: {@code down_timer_adverts} (3) × Master_Adver_Interval + Skew_Time, in nanoseconds. */
    static long masterDownNanos(VirtualRouterSpec spec, int priority, long masterIntervalNanos) {
        return spec.downTimerAdverts() * masterIntervalNanos + skewNanos(spec.version(), priority, masterIntervalNanos);
    }

    /**
     * After so long without an advertisement of ours a Backup of the highest priority is Master by right. Others may count
     * fewer or more adverts than we do; the fewer of ours and the usual number is what is safe to assume.
     */
    static long shortestMasterDownNanos(VirtualRouterSpec spec) {
        long interval = spec.advertInterval().toNanos();
        return Math.min(spec.downTimerAdverts(), USUAL_DOWN_ADVERTS) * interval
                + skewNanos(spec.version(), HIGHEST_BACKUP_PRIORITY, interval);
    }

    /** When {@code timer_expired_backup} gives up: 3 × Advertisement_Interval + Skew_Time of the other router. */
    static long tooLateNanos(VirtualRouterSpec spec, int otherPriority) {
        long interval = spec.advertInterval().toNanos();
        return USUAL_DOWN_ADVERTS * interval + skewNanos(spec.version(), otherPriority, interval);
    }

    /** How long an address owner waits at start when its sync group starts in BACKUP: one interval and its own skew. */
    static long ownerInGroupNanos(VirtualRouterSpec spec) {
        long interval = spec.advertInterval().toNanos();
        return interval + skewNanos(spec.version(), VirtualRouterSpec.OWNER_PRIORITY, interval);
    }
}
