package io.aloft.lab.sim;

import io.aloft.model.vrrp.VirtualRouterSpec;

/**
 * The timers of RFC 3768 section 6.1 in nanoseconds, worked out once more beside the production code, so that a slip
 * there does not move the yardstick too.
 */
final class RfcTimers {

    private static final long SECOND = 1_000_000_000L;

    private RfcTimers() {}

    /** Skew_Time: (256 − priority) / 256 seconds. */
    static long skew(int priority) {
        return SECOND - priority * SECOND / 256;
    }

    /** Master_Down_Interval: the adverts that may be missed, and Skew_Time. */
    static long masterDown(VirtualRouterSpec router, int priority) {
        return adverts(router) + skew(priority);
    }

    /** The adverts that may be missed. */
    static long adverts(VirtualRouterSpec router) {
        return router.downTimerAdverts() * router.advertInterval().toNanos();
    }

    /**
     * How long a network that is whole and quiet, with nothing old under way any more, may take until exactly one
     * Master is left and nothing changes any more. With A the advertisement interval, M the longest
     * Master_Down_Interval at any priority, P the longest {@code preempt_delay} and D the longest delay of the calm LAN:
     *
     * <ol>
     *   <li>Whoever is Master advertises within A; without a Master the first Backup takes over within M.
     *   <li>The best router hears of it D later, if it is not that Master itself. It lets a lower Master live for P,
     *       and then for what is left of a timer that was restarted at the end of P at the latest: P + M.
     *   <li>It advertises at once, D later every lower Master has heard of it. Two of equal priority, or one that must
     *       not preempt but is Master already, settle it by their next advertisements: A + D.
     * </ol>
     *
     * A ≤ M, so that 2 M + P + A + 3 D is enough for all of them in a row.
     */
    static long settle(Scenario scenario) {
        long longestDown = 0;
        long longestAdvert = 0;
        long longestDelay = 0;
        for (NodePlan node : scenario.nodes()) {
            longestDown = Math.max(longestDown, masterDown(node.router(), 1));
            longestAdvert =
                    Math.max(longestAdvert, node.router().advertInterval().toNanos());
            longestDelay = Math.max(longestDelay, node.router().preemptDelay().toNanos());
        }
        return 2 * longestDown + longestDelay + longestAdvert + 3 * Weather.CALM.mostDelayNanos();
    }
}
