package io.aloft.config.lint;

import io.aloft.model.vrrp.VirtualRouterSpec;
import java.util.ArrayList;
import java.util.List;

/**
 * Something tracked that moves the priority.
 *
 * @param keyword of the block that it is tracked in
 * @param name of what is tracked
 * @param change what it adds to the priority in one of its two states, never 0; in the other it adds nothing
 */
public record Weight(String keyword, String name, int change) {

    /** What moves the priority of a router, in configuration order of each kind. */
    public static List<Weight> of(VirtualRouterSpec router) {
        var weights = new ArrayList<Weight>();
        router.trackedInterfaces()
                .forEach(entry -> add(weights, "track_interface", entry.name(), entry.weight(), entry.reverse()));
        router.trackedScripts()
                .forEach(entry -> add(weights, "track_script", entry.script(), entry.weight(), entry.reverse()));
        return weights;
    }

    private static void add(List<Weight> weights, String keyword, String name, int weight, boolean reverse) {
        if (weight != 0) {
            weights.add(new Weight(keyword, name, reverse ? -weight : weight));
        }
    }

    @Override
    public String toString() {
        return keyword + " " + name;
    }
}
