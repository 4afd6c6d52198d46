package io.aloft.config.lint;

import io.aloft.model.ConfigImage;
import io.aloft.model.vrrp.SyncGroupSpec;
import io.aloft.model.vrrp.TrackedObject;
import io.aloft.model.vrrp.Tracking;
import io.aloft.model.vrrp.VirtualRouterSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Something tracked that moves the priority.
 *
 * @param keyword of the block that it is tracked in
 * @param name of what is tracked
 * @param change what it adds to the priority in one of its two states, never 0; in the other it adds nothing
 * @param object the instance or sync group that tracks it
 */
public record Weight(String keyword, String name, int change, Object object) {

    /** The weight of files and processes that means FAULT and moves nothing. */
    private static final int FAULT = -254;

    /**
     * What moves the priority of a router by a fixed number, in configuration order of each kind. Of what its sync group tracks
     * as well the group's weight counts.
     */
    public static List<Weight> of(ConfigImage image, VirtualRouterSpec router) {
        var weights = new ArrayList<Weight>();
        groupOf(image, router).ifPresent(group -> add(weights, group.tracking(), group));
        var own = new ArrayList<Weight>();
        add(own, router.tracking(), router);
        own.stream()
                .filter(weight -> weights.stream().noneMatch(weight::isOfSame))
                .toList()
                .forEach(weights::add);
        return weights;
    }

    /** Whether files move the priority too: the number in a file may be any. */
    static boolean isOpenEnded(ConfigImage image, VirtualRouterSpec router) {
        return weighsFiles(router.tracking())
                || groupOf(image, router)
                        .filter(group -> weighsFiles(group.tracking()))
                        .isPresent();
    }

    private static boolean weighsFiles(Tracking tracking) {
        return tracking.files().stream().anyMatch(file -> file.weight() != 0 && file.weight() != FAULT);
    }

    private static Optional<SyncGroupSpec> groupOf(ConfigImage image, VirtualRouterSpec router) {
        @Nullable String name = router.options().syncGroup();
        return image.syncGroups().stream()
                .filter(group -> Objects.equals(group.name(), name))
                .findFirst();
    }

    private static void add(List<Weight> weights, Tracking tracking, Object object) {
        tracking.interfaces()
                .forEach(entry ->
                        add(weights, "track_interface", entry.name(), entry.weight(), entry.reverse(), object));
        tracking.scripts()
                .forEach(
                        entry -> add(weights, "track_script", entry.script(), entry.weight(), entry.reverse(), object));
        add(weights, "track_process", tracking.processes(), object);
        add(weights, "track_bfd", tracking.bfdInstances(), object);
    }

    private static void add(List<Weight> weights, String keyword, List<TrackedObject> entries, Object object) {
        entries.forEach(entry -> add(weights, keyword, entry.name(), entry.weight(), entry.reverse(), object));
    }

    private static void add(
            List<Weight> weights, String keyword, String name, int weight, boolean reverse, Object object) {
        if (weight != 0 && weight != FAULT) {
            weights.add(new Weight(keyword, name, reverse ? -weight : weight, object));
        }
    }

    private boolean isOfSame(Weight other) {
        return keyword.equals(other.keyword) && name.equals(other.name);
    }

    @Override
    public String toString() {
        return keyword + " " + name;
    }
}
