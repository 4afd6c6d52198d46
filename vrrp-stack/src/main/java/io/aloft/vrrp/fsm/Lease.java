package io.aloft.vrrp.fsm;

import io.aloft.model.vrrp.VirtualRouterSpec;
import org.jspecify.annotations.Nullable;

/**
 * The lifetime that the kernel gives the addresses of a Master ({@code vip_lease}), so that they go when it hangs or is
 * killed. The kernel counts in seconds; refreshed four times in each lifetime, one late refresh leaves no gap.
 */
final class Lease {

    private static final long SECOND_NANOS = 1_000_000_000L;

    /** One second may end just after it was given: the kernel rounds its clock. */
    private static final int LEAST_SECONDS = 2;

    private static final int REFRESHES_PER_LIFETIME = 4;

    private long refreshAtNanos = VirtualRouter.NEVER;

    Lease(VirtualRouterSpec spec, long nowNanos) {
        begin(spec, nowNanos);
    }

    /** The lifetime in seconds, rounded up from the advert intervals that are configured; null for no end. */
    static @Nullable Integer seconds(VirtualRouterSpec spec) {
        Integer intervals = spec.options().vipLease();
        if (intervals == null) {
            return null;
        }
        long nanos = intervals * spec.advertInterval().toNanos();
        return (int) Math.max(LEAST_SECONDS, (nanos + SECOND_NANOS - 1) / SECOND_NANOS);
    }

    long deadlineNanos() {
        return refreshAtNanos;
    }

    /** Counts from now on, by a configuration that may be new. */
    void begin(VirtualRouterSpec spec, long nowNanos) {
        Integer seconds = seconds(spec);
        refreshAtNanos =
                seconds == null ? VirtualRouter.NEVER : nowNanos + seconds * SECOND_NANOS / REFRESHES_PER_LIFETIME;
    }

    /** By another configuration; reloads one after the other put a refresh that is due off no further. */
    void reconfigured(VirtualRouterSpec spec, long nowNanos) {
        long before = refreshAtNanos;
        begin(spec, nowNanos);
        if (refreshAtNanos != VirtualRouter.NEVER) {
            refreshAtNanos = Math.min(before, refreshAtNanos);
        }
    }

    /** Who may not be Master any more shall not take back what the kernel removed meanwhile. */
    void notBefore(long nanos) {
        if (refreshAtNanos != VirtualRouter.NEVER) {
            refreshAtNanos = Math.max(refreshAtNanos, nanos);
        }
    }

    void due(RouterCore core, long nowNanos) {
        Integer seconds = seconds(core.spec());
        if (refreshAtNanos <= nowNanos && seconds != null) {
            core.act(new RouterAction.RefreshLease(core.spec().allAddresses(), seconds));
            begin(core.spec(), nowNanos);
        }
    }
}
