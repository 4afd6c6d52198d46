package io.aloft.vrrp.fsm;

import io.aloft.model.net.IpAddress;
import io.aloft.model.vrrp.VrrpState;
import io.aloft.vrrp.packet.Advertisement;
import org.jspecify.annotations.Nullable;

/** Listening. Changes in place, for a director with thousands of routers does this with every advertisement. */
final class Backup implements RouterState {

    /** When it began to listen. */
    final long sinceNanos;

    /** When the Master_Down_Timer was set, and when it expires. */
    long setAtNanos;

    long masterDownAtNanos;

    /** Until then a Master of lower priority is let be ({@code preempt_delay}); NEVER when no such delay runs. */
    long preemptFromNanos = VirtualRouter.NEVER;

    /** In a sync group: the timer has expired, and nobody better has been heard since. */
    boolean wantsMaster;

    long wantedSinceNanos;

    /** Whose advertisement was accepted last, null before the first. */
    @Nullable
    IpAddress master;

    /** What it advertised last, and when. */
    int masterPriority;

    long heardAtNanos;

    /** Who said last that it stops, if nobody was accepted after that; null for nobody. */
    @Nullable
    IpAddress stopped;

    long stoppedAtNanos;

    /** Who advertised a lower priority last, which was not accepted; null for nobody. */
    @Nullable
    IpAddress discarded;

    int discardedPriority;
    long discardedAtNanos;

    /** How many packets, about, were dropped when the Master_Down_Timer last ran out and was held back; 0 for not held back. */
    long heldBackPackets;

    Backup(long nowNanos, long waitNanos) {
        sinceNanos = nowNanos;
        restart(nowNanos, waitNanos);
    }

    @Override
    public VrrpState kind() {
        return VrrpState.BACKUP;
    }

    @Override
    public long nextDeadlineNanos() {
        return masterDownAtNanos;
    }

    /** Sets the Master_Down_Timer anew. */
    void restart(long nowNanos, long waitNanos) {
        setAtNanos = nowNanos;
        masterDownAtNanos = nowNanos + waitNanos;
    }

    /** Takes note of the Master that is followed from now on. */
    void follow(Advertisement advert, long nowNanos) {
        master = advert.sender();
        masterPriority = advert.priority();
        heardAtNanos = nowNanos;
        stopped = null;
        wantsMaster = false;
        heldBackPackets = 0;
    }

    /** Takes note of a Master that stops. */
    void stopped(Advertisement advert, long nowNanos) {
        stopped = advert.sender();
        stoppedAtNanos = nowNanos;
    }

    /** Takes note that its sync group has to decide. */
    void wantMaster(long nowNanos) {
        if (!wantsMaster) {
            wantsMaster = true;
            wantedSinceNanos = nowNanos;
        }
    }

    /** Takes note of a router that is not followed. */
    void discard(Advertisement advert, long nowNanos) {
        discarded = advert.sender();
        discardedPriority = advert.priority();
        discardedAtNanos = nowNanos;
    }
}
