package io.aloft.vrrp.fsm;

import io.aloft.model.vrrp.VirtualRouterSpec;

/**
 * Puts back what somebody else took away or the kernel refused: at once, but not more often than once a second. Two programs
 * that both put things back would otherwise fight at the speed of the kernel.
 */
final class Restoration {

    static final long SPACING_NANOS = 1_000_000_000L;

    private boolean addressesMissing;
    private boolean entriesMissing;
    private long restoreAtNanos = VirtualRouter.NEVER;
    private long restoredAtNanos;

    Restoration(long nowNanos) {
        restoredAtNanos = nowNanos - SPACING_NANOS;
    }

    long deadlineNanos() {
        return restoreAtNanos;
    }

    /** Whether it waits for the second to be over; then there is nothing new to say. */
    boolean pending() {
        return restoreAtNanos != VirtualRouter.NEVER;
    }

    /** An address is gone, and with it perhaps routes that need it. */
    void addressRemoved(long nowNanos) {
        addressesMissing = true;
        entriesMissing = true;
        plan(Math.max(nowNanos, restoredAtNanos + SPACING_NANOS));
    }

    void entryRemoved(long nowNanos) {
        entriesMissing = true;
        plan(Math.max(nowNanos, restoredAtNanos + SPACING_NANOS));
    }

    void addressRefused(long nowNanos) {
        addressesMissing = true;
        plan(nowNanos + SPACING_NANOS);
    }

    void entryRefused(long nowNanos) {
        entriesMissing = true;
        plan(nowNanos + SPACING_NANOS);
    }

    /** Who may not be Master any more shall not take back what somebody took meanwhile. */
    void notBefore(long nanos) {
        if (pending()) {
            restoreAtNanos = Math.max(restoreAtNanos, nanos);
        }
    }

    private void plan(long atNanos) {
        if (!pending()) {
            restoreAtNanos = atNanos;
        }
    }

    void due(RouterCore core, long nowNanos) {
        if (restoreAtNanos > nowNanos) {
            return;
        }
        VirtualRouterSpec spec = core.spec();
        if (addressesMissing) {
            core.act(new RouterAction.AddAddresses(spec.allAddresses(), Lease.seconds(spec)));
            core.announce(spec.allAddresses(), 1);
        }
        if (entriesMissing) {
            Holdings.addEntries(core, spec.options().routes(), spec.options().rules());
        }
        addressesMissing = false;
        entriesMissing = false;
        restoreAtNanos = VirtualRouter.NEVER;
        restoredAtNanos = nowNanos;
    }
}
