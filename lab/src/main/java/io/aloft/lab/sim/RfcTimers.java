package io.aloft.lab.sim;

import io.aloft.model.vrrp.VirtualRouterSpec;
import io.aloft.vrrp.packet.Advertisement;
import io.aloft.vrrp.sim.Weather;
import java.util.List;

/**
 * The timers of RFC 3768 and RFC 5798 section 6.1 in nanoseconds, worked out once more beside the production code, so that a
 * slip there does not move the yardstick too.
 */
final class RfcTimers {

    private static final long SECOND = 1_000_000_000L;

    private RfcTimers() {}

    /** Skew_Time: (256 − priority) / 256 of a second, or of the Master's interval in version 3. */
    static long skew(VirtualRouterSpec router, int priority, long masterInterval) {
        long whole = router.version() == 2 ? SECOND : masterInterval;
        return whole * (256 - priority) / 256;
    }

    /** Master_Down_Interval: the adverts that may be missed, and Skew_Time. */
    static long masterDown(VirtualRouterSpec router, int priority, long masterInterval) {
        return router.downTimerAdverts() * masterInterval + skew(router, priority, masterInterval);
    }

    /** Master_Adver_Interval as an advertisement tells it: version 2 has but the own one. */
    static long interval(VirtualRouterSpec router, Advertisement advert) {
        return router.version() == 2
                ? router.advertInterval().toNanos()
                : advert.interval().toNanos();
    }

    /** The longest interval that any of these configurations may teach the others. */
    static long longestInterval(List<VirtualRouterSpec> routers) {
        return routers.stream()
                .mapToLong(router -> router.advertInterval().toNanos())
                .max()
                .orElse(0);
    }

    /**
     * How long a network that is whole and quiet, with nothing old under way any more, may take until exactly one
     * Master is left and nothing changes any more. With A the longest advertisement interval, M the longest
     * Master_Down_Interval at any priority and that interval, P the longest {@code preempt_delay} and D the longest delay of
     * the calm LAN:
     *
     * <ol>
     *   <li>Whoever is Master advertises within A; without a Master the first Backup takes over within M.
     *   <li>The best router hears of it D later, if it is not that Master itself. It lets a lower Master live for P,
     *       and then for what is left of a timer that was restarted at the end of P at the latest: P + M.
     *   <li>It advertises at once, D later every lower Master has heard of it. Two of equal priority, or one that must
     *       not preempt but is Master already, settle it by their next advertisements: A + D.
     * </ol>
     *
     * A host that dropped packets before it was quiet holds back each take-over of the first two steps for A. A ≤ M, so that
     * 2 M + P + 3 A + 3 D is enough for all of them in a row. A sync group takes each of these steps when its last
     * member does, which is no later, but one whose members were pulled down anew waits for M once more.
     */
    static long settle(List<VirtualRouterSpec> routers) {
        long longestAdvert = longestInterval(routers);
        long longestDown = 0;
        long longestDelay = 0;
        boolean grouped = false;
        for (VirtualRouterSpec router : routers) {
            longestDown = Math.max(longestDown, masterDown(router, 1, longestAdvert));
            longestDelay = Math.max(longestDelay, router.preemptDelay().toNanos());
            grouped |= router.options().syncGroup() != null;
        }
        return (grouped ? 3 : 2) * longestDown + longestDelay + 3 * longestAdvert + 3 * Weather.CALM.mostDelayNanos();
    }
}
