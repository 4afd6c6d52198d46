package io.aloft.vrrp.fsm;

import io.aloft.model.vrrp.GarpPolicy;
import io.aloft.model.vrrp.RepeatedGarp;
import io.aloft.model.vrrp.VirtualAddress;
import io.aloft.model.vrrp.VirtualRouterSpec;
import java.time.Duration;
import java.util.List;

/** When a Master announces its addresses again ({@code garp_*}). The first rounds are part of becoming Master. */
final class AnnouncementSchedule {

    private long blockAtNanos = VirtualRouter.NEVER;
    private int blockRounds;
    private long refreshAtNanos;
    private long extraAtNanos;

    AnnouncementSchedule(VirtualRouterSpec spec, long nowNanos) {
        GarpPolicy garp = spec.garp();
        if (garp.masterDelay().isPositive()) {
            later(nowNanos + garp.masterDelay().toNanos(), garp.masterRepeat());
        }
        refreshAtNanos = after(garp.refresh(), nowNanos + garp.masterDelay().toNanos());
        extraAtNanos = after(spec.options().conduct().extraGarp().period(), nowNanos);
    }

    long deadlineNanos() {
        return Math.min(blockAtNanos, Math.min(refreshAtNanos, extraAtNanos));
    }

    /** Plans one more block. One that is planned already is not put off by it: a flood would put it off for ever. */
    void later(long atNanos, int rounds) {
        blockRounds = blockAtNanos == VirtualRouter.NEVER ? rounds : Math.max(rounds, blockRounds);
        blockAtNanos = Math.min(blockAtNanos, atNanos);
    }

    /** Periods that a reload changed begin now: one of zero would otherwise be due at once, for ever. */
    void reconfigured(VirtualRouterSpec spec, long nowNanos) {
        refreshAtNanos = after(spec.garp().refresh(), nowNanos);
        extraAtNanos = after(spec.options().conduct().extraGarp().period(), nowNanos);
    }

    void due(RouterCore core, long nowNanos) {
        VirtualRouterSpec spec = core.spec();
        if (blockAtNanos <= nowNanos) {
            blockAtNanos = VirtualRouter.NEVER;
            core.announce(spec.allAddresses(), blockRounds);
        }
        if (refreshAtNanos <= nowNanos) {
            refreshAtNanos = after(spec.garp().refresh(), nowNanos);
            core.announce(spec.allAddresses(), spec.garp().refreshRepeat());
        }
        if (extraAtNanos <= nowNanos) {
            RepeatedGarp extra = spec.options().conduct().extraGarp();
            extraAtNanos = after(extra.period(), nowNanos);
            core.announce(elsewhere(spec, extra), 1);
        }
    }

    private static List<VirtualAddress> elsewhere(VirtualRouterSpec spec, RepeatedGarp extra) {
        return spec.allAddresses().stream()
                .filter(a -> !a.device().equals(spec.interfaceName()))
                .filter(a -> a.onVmac() || extra.allInterfaces())
                .toList();
    }

    private static long after(Duration period, long nowNanos) {
        return period.isPositive() ? nowNanos + period.toNanos() : VirtualRouter.NEVER;
    }
}
