package io.aloft.vrrp.address;

import io.aloft.model.net.AddressFamily;
import io.aloft.model.net.IpPrefix;
import io.aloft.model.route.EntryTracking;
import io.aloft.model.route.RouteSpec;
import io.aloft.model.route.RuleSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What leads from one set of routes and rules to another.
 *
 * @param removed are not wanted any more
 * @param replaced are there in an older form, which they take the place of
 * @param added are new
 */
record EntryChange(RoutingEntries removed, List<RouteSpec> replaced, RoutingEntries added) {

    private static final EntryTracking UNTRACKED = new EntryTracking(false, null);

    /** By what the kernel finds the route that a new one replaces. */
    private record Place(
            AddressFamily family,
            int type,
            @Nullable IpPrefix destination,
            @Nullable IpPrefix from,
            int tos,
            @Nullable Long table,
            @Nullable String vrf,
            long metric) {

        static Place of(RouteSpec route) {
            RouteSpec.Attributes attributes = route.attributes();
            return new Place(
                    route.family(),
                    route.type(),
                    route.destination(),
                    route.from(),
                    attributes.tos(),
                    attributes.table(),
                    attributes.vrf(),
                    Objects.requireNonNullElse(attributes.metric(), 0L));
        }
    }

    static EntryChange between(RoutingEntries before, RoutingEntries after) {
        List<RouteSpec> goneRoutes = without(before.routes(), after.routes(), EntryChange::inKernel);
        List<RouteSpec> newRoutes = without(after.routes(), before.routes(), EntryChange::inKernel);
        Map<Place, Integer> crowd = new HashMap<>();
        before.routes().forEach(route -> crowd.merge(Place.of(route), 1, Integer::sum));
        Map<Place, Integer> crowdAfter = new HashMap<>();
        after.routes().forEach(route -> crowdAfter.merge(Place.of(route), 1, Integer::sum));
        List<RouteSpec> replaced = new ArrayList<>();
        List<RouteSpec> added = new ArrayList<>();
        for (RouteSpec route : newRoutes) {
            // Among several routes in one place the kernel would replace the first, which need not be the one that is
            // meant.
            Place place = Place.of(route);
            boolean single = crowd.getOrDefault(place, 0) == 1 && crowdAfter.getOrDefault(place, 0) == 1;
            (single ? replaced : added).add(route);
        }
        List<RouteSpec> removed = goneRoutes.stream()
                .filter(route ->
                        replaced.stream().noneMatch(next -> Place.of(next).equals(Place.of(route))))
                .toList();
        List<RuleSpec> goneRules = without(before.rules(), after.rules(), EntryChange::inKernel);
        List<RuleSpec> newRules = without(after.rules(), before.rules(), EntryChange::inKernel);
        return new EntryChange(new RoutingEntries(removed, goneRules), replaced, new RoutingEntries(added, newRules));
    }

    /** Those whose like is not among the others. */
    private static <T> List<T> without(List<T> entries, List<T> others, UnaryOperator<T> inKernel) {
        Set<T> known = new HashSet<>();
        others.forEach(other -> known.add(inKernel.apply(other)));
        return entries.stream()
                .filter(entry -> !known.contains(inKernel.apply(entry)))
                .toList();
    }

    /** The route without what the kernel does not know once it is there. */
    private static RouteSpec inKernel(RouteSpec route) {
        return new RouteSpec(
                route.family(),
                route.type(),
                route.destination(),
                route.from(),
                route.preferredSource(),
                route.nextHops(),
                route.attributes(),
                route.metrics(),
                route.lockedMetrics(),
                route.congestionControl(),
                RouteSpec.Position.PREPEND,
                UNTRACKED);
    }

    private static RuleSpec inKernel(RuleSpec rule) {
        return new RuleSpec(
                rule.family(),
                rule.selector(),
                rule.action(),
                rule.priority(),
                rule.protocol(),
                rule.suppression(),
                UNTRACKED);
    }
}
