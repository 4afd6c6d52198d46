package io.aloft.model.vrrp;

import io.aloft.model.route.EntryTracking;
import io.aloft.model.route.RouteSpec;
import io.aloft.model.route.RuleSpec;
import java.util.List;

/**
 * What is set as long as the program runs, in configuration order.
 *
 * @param addresses {@code static_ipaddress}
 * @param routes {@code static_routes}
 * @param rules {@code static_rules}
 * @param groups {@code track_group}
 */
public record StaticEntries(
        List<StaticAddress> addresses, List<RouteSpec> routes, List<RuleSpec> rules, List<TrackGroup> groups) {

    /** Nothing. */
    public static final StaticEntries NONE = new StaticEntries(List.of(), List.of(), List.of(), List.of());

    public StaticEntries {
        addresses = List.copyOf(addresses);
        routes = List.copyOf(routes);
        rules = List.copyOf(rules);
        groups = List.copyOf(groups);
    }

    /** The same entries with other rules. */
    public StaticEntries withRules(List<RuleSpec> others) {
        return new StaticEntries(addresses, routes, others, groups);
    }

    /**
     * An address that is set at start.
     *
     * @param address with its device and options
     * @param tracking what its loss means
     */
    public record StaticAddress(VirtualAddress address, EntryTracking tracking) {}

    /**
     * Instances that follow static entries.
     *
     * @param name of the {@code track_group}
     * @param members names of the instances
     */
    public record TrackGroup(String name, List<String> members) {
        public TrackGroup {
            members = List.copyOf(members);
        }
    }
}
