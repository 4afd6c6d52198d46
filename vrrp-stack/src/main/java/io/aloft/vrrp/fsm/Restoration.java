package io.aloft.vrrp.fsm;

import io.aloft.model.net.IpAddress;
import io.aloft.model.vrrp.VirtualAddress;
import io.aloft.model.vrrp.VirtualRouterSpec;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Puts back what somebody else took away or the kernel refused: at once, but not more often than once a second. Two programs
 * that both put things back would otherwise fight at the speed of the kernel.
 */
final class Restoration {

    static final long SPACING_NANOS = 1_000_000_000L;

    private final Set<IpAddress> missing = new HashSet<>();
    /** Whether every route and rule is set again, or only those that are tracked. */
    private boolean everyEntryMissing;

    private boolean trackedEntriesMissing;
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
    void addressRemoved(IpAddress address, long nowNanos) {
        missing.add(address);
        everyEntryMissing = true;
        plan(Math.max(nowNanos, restoredAtNanos + SPACING_NANOS));
    }

    /** Those with {@code no_track} are left as somebody wanted them. */
    void entryRemoved(long nowNanos) {
        trackedEntriesMissing = true;
        plan(Math.max(nowNanos, restoredAtNanos + SPACING_NANOS));
    }

    void addressRefused(IpAddress address, long nowNanos) {
        missing.add(address);
        plan(nowNanos + SPACING_NANOS);
    }

    void entryRefused(long nowNanos) {
        everyEntryMissing = true;
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
        // Only these: the others are where they were, and an address that is refused for an hour must not have all of
        // them announced every second.
        List<VirtualAddress> wanted = spec.allAddresses().stream()
                .filter(address -> missing.contains(address.address()))
                .toList();
        if (!wanted.isEmpty()) {
            core.act(new RouterAction.AddAddresses(wanted, Lease.seconds(spec)));
            core.announce(wanted, 1);
        }
        if (everyEntryMissing || trackedEntriesMissing) {
            Holdings.addEntries(
                    core,
                    spec.options().routes().stream()
                            .filter(route ->
                                    everyEntryMissing || route.tracking().tracked())
                            .toList(),
                    spec.options().rules().stream()
                            .filter(rule -> everyEntryMissing || rule.tracking().tracked())
                            .toList());
        }
        missing.clear();
        everyEntryMissing = false;
        trackedEntriesMissing = false;
        restoreAtNanos = VirtualRouter.NEVER;
        restoredAtNanos = nowNanos;
    }
}
