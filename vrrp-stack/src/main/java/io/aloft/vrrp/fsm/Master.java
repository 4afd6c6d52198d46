package io.aloft.vrrp.fsm;

import io.aloft.model.vrrp.VirtualRouterSpec;
import io.aloft.model.vrrp.VrrpState;

/** Holding the virtual addresses, with everything that falls due meanwhile. Ends with its timers, all of them. */
final class Master implements RouterState {

    final long sinceNanos;

    /** When the Adver_Timer expires. */
    long advertAtNanos;

    /** When the last advertisement went out. */
    long lastAdvertNanos;

    /** How long others wait for the next one at least, by the interval they heard last: a reload may change ours meanwhile. */
    private long patienceNanos;

    /** After a pause it only listens until {@link #advertAtNanos}. */
    boolean listening;

    final AnnouncementSchedule announcements;
    final Restoration restoration;
    final Lease lease;
    final RivalWatch rivals = new RivalWatch();
    final OwnerConflict owners = new OwnerConflict();

    /** Begins when the first advertisement has just been sent. */
    Master(VirtualRouterSpec spec, long nowNanos) {
        sinceNanos = nowNanos;
        advertised(spec, nowNanos);
        advertAtNanos = nowNanos + spec.advertInterval().toNanos();
        announcements = new AnnouncementSchedule(spec, nowNanos);
        restoration = new Restoration(nowNanos);
        lease = new Lease(spec, nowNanos);
    }

    /** An advertisement goes out. */
    void advertised(VirtualRouterSpec spec, long nowNanos) {
        lastAdvertNanos = nowNanos;
        patienceNanos = Timers.shortestMasterDownNanos(spec);
        listening = false;
    }

    @Override
    public VrrpState kind() {
        return VrrpState.MASTER;
    }

    @Override
    public long nextDeadlineNanos() {
        long network = Math.min(Math.min(advertAtNanos, announcements.deadlineNanos()), lease.deadlineNanos());
        long others = Math.min(rivals.deadlineNanos(), owners.deadlineNanos());
        return Math.min(Math.min(network, others), restoration.deadlineNanos());
    }

    /** Whether it has been silent for so long, other than on purpose, that a Backup may be Master by right. */
    boolean overslept(long nowNanos) {
        return !listening && nowNanos - lastAdvertNanos > patienceNanos;
    }
}
