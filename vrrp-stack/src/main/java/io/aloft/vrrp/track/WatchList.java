package io.aloft.vrrp.track;

import io.aloft.model.route.EntryTracking;
import io.aloft.model.route.NextHop;
import io.aloft.model.route.RouteSpec;
import io.aloft.model.route.RuleSpec;
import io.aloft.model.vrrp.StaticEntries;
import io.aloft.model.vrrp.SyncGroupSpec;
import io.aloft.model.vrrp.TrackedInterface;
import io.aloft.model.vrrp.TrackedObject;
import io.aloft.model.vrrp.TrackedScript;
import io.aloft.model.vrrp.Tracking;
import io.aloft.model.vrrp.VirtualAddress;
import io.aloft.model.vrrp.VirtualInterface;
import io.aloft.model.vrrp.VirtualRouterSpec;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * All that one virtual router looks at: its own entries, those of its sync group, and the interfaces that its addresses,
 * routes, rules and static entries need.
 *
 * @param tracking entries, each thing once; where group and instance name the same, the group's weight counts
 * @param interfaces that must be up, each once; an entry of {@code track_interface} for one of them says nothing more
 */
public record WatchList(Tracking tracking, Set<String> interfaces) {

    public WatchList {
        interfaces = Collections.unmodifiableSet(new LinkedHashSet<>(interfaces));
    }

    /** What the router of {@code spec} looks at without any group. */
    public static WatchList of(VirtualRouterSpec spec) {
        return of(spec, null, StaticEntries.NONE);
    }

    /**
     * What the router of {@code spec} looks at.
     *
     * @param group the sync group it belongs to; null for none
     * @param statics whose {@code track_group}s may name it
     */
    public static WatchList of(VirtualRouterSpec spec, @Nullable SyncGroupSpec group, StaticEntries statics) {
        Tracking own = spec.tracking();
        Tracking groups = group == null ? Tracking.NONE : group.tracking();
        Set<String> needed = new LinkedHashSet<>();
        spec.allAddresses().stream()
                .filter(VirtualAddress::tracked)
                .map(VirtualAddress::device)
                .forEach(needed::add);
        spec.options().routes().stream()
                .filter(route -> route.tracking().tracked())
                .forEach(route -> addDevices(route, needed));
        spec.options().rules().stream()
                .filter(rule -> rule.tracking().tracked())
                .forEach(rule -> {
                    addDevice(rule.selector().inputDevice(), needed);
                    addDevice(rule.selector().outputDevice(), needed);
                });
        addStatic(spec.name(), statics, needed);
        Set<String> interfaces = withPrimary(spec, needed);
        Tracking tracking = new Tracking(
                merged(groups.interfaces(), own.interfaces(), TrackedInterface::name).stream()
                        // keepalived ignores the own interface there: it counts anyway, or not at all with
                        // dont_track_primary. An interface that an address needs counts without weight (measured).
                        .filter(entry -> !entry.name().equals(spec.interfaceName()))
                        .filter(entry -> !interfaces.contains(entry.name()))
                        .toList(),
                merged(groups.scripts(), own.scripts(), TrackedScript::script),
                merged(groups.files(), own.files(), TrackedObject::name),
                merged(groups.processes(), own.processes(), TrackedObject::name),
                merged(groups.bfdInstances(), own.bfdInstances(), TrackedObject::name));
        return new WatchList(tracking, interfaces);
    }

    /** Every interface whose state counts for the router, without the one of its advertisements unless it is tracked. */
    public Set<String> allInterfaces() {
        Set<String> all = new LinkedHashSet<>(interfaces);
        tracking.interfaces().forEach(entry -> all.add(entry.name()));
        return all;
    }

    private static Set<String> withPrimary(VirtualRouterSpec spec, Set<String> needed) {
        Set<String> primary = new LinkedHashSet<>();
        if (!spec.interfaceName().isEmpty()) {
            primary.add(spec.interfaceName());
        }
        VirtualInterface virtual = spec.options().link().virtualInterface();
        if (virtual != null) {
            primary.add(virtual.name());
        }
        Set<String> all = new LinkedHashSet<>();
        if (spec.trackPrimary()) {
            all.addAll(primary);
            all.addAll(needed);
        } else {
            all.addAll(needed);
            all.removeAll(primary);
        }
        return all;
    }

    private static void addStatic(String router, StaticEntries statics, Set<String> needed) {
        Set<String> groups = new LinkedHashSet<>();
        statics.groups().stream()
                .filter(group -> group.members().contains(router))
                .forEach(group -> groups.add(group.name()));
        for (StaticEntries.StaticAddress entry : statics.addresses()) {
            if (follows(entry.tracking(), groups)) {
                needed.add(entry.address().device());
            }
        }
        for (RouteSpec route : statics.routes()) {
            if (follows(route.tracking(), groups)) {
                addDevices(route, needed);
            }
        }
        for (RuleSpec rule : statics.rules()) {
            if (follows(rule.tracking(), groups)) {
                addDevice(rule.selector().inputDevice(), needed);
            }
        }
    }

    private static boolean follows(EntryTracking tracking, Set<String> groups) {
        String group = tracking.group();
        return tracking.tracked() && group != null && groups.contains(group);
    }

    private static void addDevices(RouteSpec route, Set<String> needed) {
        for (NextHop hop : route.nextHops()) {
            addDevice(hop.device(), needed);
        }
    }

    private static void addDevice(@Nullable String device, Set<String> needed) {
        if (device != null) {
            needed.add(device);
        }
    }

    /** The instance's entries in their order, with the group's where both have one, then what only the group has. */
    private static <T> List<T> merged(List<T> group, List<T> own, Function<T, String> name) {
        Map<String, T> entries = new LinkedHashMap<>();
        own.forEach(entry -> entries.put(name.apply(entry), entry));
        group.forEach(entry -> entries.put(name.apply(entry), entry));
        return List.copyOf(entries.values());
    }
}
