package io.aloft.vrrp.fsm;

import io.aloft.model.vrrp.VrrpState;

/** When whoever drives virtual routers has stood still, and what it owes them then: {@link RouterEvent.Stalled}. */
public final class Oversleep {

    /** So long after a deadline, a busy machine does not explain it any more. */
    public static final long TOLERATED_NANOS = 50_000_000L;

    /**
     * How long to take in what arrives before any deadline may fire: the advertisements that say otherwise wait in the buffers
     * of threads that wake up no sooner.
     */
    public static final long CATCHING_UP_NANOS = 50_000_000L;

    /** So long after the start of a loop its deadlines are late because a JVM loads what it needs for the first time. */
    private static final long FIRST_NANOS = 1_000_000_000L;

    private Oversleep() {}

    /**
     * At what time an advertisement counts. For a Backup, when it was received: that restarts the Master_Down_Timer, however long
     * it waited in a queue. A Master judges when it reads it, or one that waited behind a pause would hide the pause: it would
     * be answered before it is known who is Master by now.
     */
    public static long advertNanos(VrrpState state, long receivedNanos, long handledNanos) {
        return state == VrrpState.MASTER ? handledNanos : receivedNanos;
    }

    /**
     * Whether such a pause is worth a line. One right after the start is what starting takes on a busy machine, and would only
     * alarm somebody.
     *
     * @param sinceStartNanos how long the loop has been running
     */
    public static boolean isNews(long lateNanos, long sinceStartNanos) {
        return is(lateNanos) && sinceStartNanos > FIRST_NANOS;
    }

    /** Whether a deadline that is handled so late means that the process or its machine stood still. */
    public static boolean is(long lateNanos) {
        return lateNanos > TOLERATED_NANOS;
    }
}
