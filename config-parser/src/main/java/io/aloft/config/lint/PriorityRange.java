package io.aloft.config.lint;

import io.aloft.model.ConfigImage;
import io.aloft.model.vrrp.VirtualRouterSpec;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Which effective priorities a router can have: the configured one plus the weights, kept within 1..254; 255 never moves.
 *
 * @param lowest when everything tracked is at its worst
 * @param highest when everything tracked is at its best
 */
public record PriorityRange(int lowest, int highest) {

    private static final int LOWEST = 1;
    private static final int HIGHEST = 254;

    /** Beyond this number of weights the combinations are too many to look at. */
    private static final int MOST_WEIGHTS = 12;

    /** What the weights of a router make of its priority. */
    public static PriorityRange of(ConfigImage image, VirtualRouterSpec router) {
        if (router.isOwner()) {
            return new PriorityRange(router.priority(), router.priority());
        }
        if (Weight.isOpenEnded(image, router)) {
            return new PriorityRange(LOWEST, HIGHEST);
        }
        int down = 0;
        int up = 0;
        for (Weight weight : Weight.of(image, router)) {
            down += Math.min(weight.change(), 0);
            up += Math.max(weight.change(), 0);
        }
        return new PriorityRange(effective(router.priority() + down), effective(router.priority() + up));
    }

    /** Whether the effective priority is the same in both states of one weight, whatever the others are. */
    static boolean isUnmoved(int priority, Weight weight, List<Weight> all) {
        if (all.size() > MOST_WEIGHTS) {
            return false;
        }
        Set<Integer> others = new HashSet<>(Set.of(priority));
        for (Weight other : all) {
            if (other != weight) {
                Set<Integer> with = new HashSet<>(others);
                others.forEach(sum -> with.add(sum + other.change()));
                others = with;
            }
        }
        return others.stream().allMatch(sum -> effective(sum) == effective(sum + weight.change()));
    }

    private static int effective(int sum) {
        return Math.clamp(sum, LOWEST, HIGHEST);
    }
}
