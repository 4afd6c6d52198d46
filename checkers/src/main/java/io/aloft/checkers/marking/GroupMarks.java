package io.aloft.checkers.marking;

import io.aloft.model.lvs.LvsGlobals;
import io.aloft.model.lvs.TransportProtocol;
import io.aloft.model.lvs.VirtualServerGroupSpec;
import io.aloft.model.lvs.VirtualServerKey;
import io.aloft.model.lvs.VirtualServerSpec;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which firewall mark stands for which group ({@code nftables_ipvs}): one for each protocol of a group that holds
 * addresses only. A mark stays with its group for as long as both are configured, so that a reload moves no service.
 *
 * @param marks in the order in which they were given out, 1..4294967295 each
 */
public record GroupMarks(SequencedMap<Owner, Long> marks) {

    /** Without {@code nftables_ipvs}. */
    public static final GroupMarks NONE = new GroupMarks(new LinkedHashMap<>());

    private static final long HIGHEST = 0xffff_ffffL;

    /**
     * Who has a mark.
     *
     * @param group name of a {@code virtual_server_group}
     * @param protocol of the virtual servers that use it
     */
    public record Owner(String group, TransportProtocol protocol) {}

    public GroupMarks {
        marks = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(marks));
    }

    /**
     * The marks of another configuration: owners that it has as well keep theirs, unless a virtual server is configured
     * for that mark; new ones get the lowest free ones.
     *
     * @param marking null for none
     * @param groups by name
     * @param servers in configuration order
     */
    public GroupMarks forConfiguration(
            LvsGlobals.@Nullable Marking marking,
            Map<String, VirtualServerGroupSpec> groups,
            Collection<VirtualServerSpec> servers) {
        if (marking == null) {
            return NONE;
        }
        Set<Long> taken = configured(groups.values(), servers);
        var wanted = new LinkedHashMap<Owner, Long>();
        for (VirtualServerSpec server : servers) {
            Owner owner = owner(server.key(), groups);
            if (owner != null) {
                Long present = marks.get(owner);
                long kept = present != null && present >= marking.firstMark() && !taken.contains(present) ? present : 0;
                wanted.putIfAbsent(owner, kept);
            }
        }
        taken.addAll(wanted.values());
        long next = marking.firstMark();
        for (Map.Entry<Owner, Long> each : wanted.entrySet()) {
            if (each.getValue() == 0) {
                while (taken.contains(next)) {
                    next = next == HIGHEST ? 1 : next + 1;
                }
                taken.add(next);
                each.setValue(next);
            }
        }
        return new GroupMarks(wanted);
    }

    /** The mark of a virtual server's group; null when the group's addresses are services of their own. */
    public @Nullable Long of(VirtualServerKey.ByGroup key) {
        TransportProtocol protocol = key.protocol();
        return protocol == null ? null : marks.get(new Owner(key.group(), protocol));
    }

    /** A group that has marks already is told apart by them, and gets none of ours. */
    private static @Nullable Owner owner(VirtualServerKey key, Map<String, VirtualServerGroupSpec> groups) {
        if (!(key instanceof VirtualServerKey.ByGroup(String name, int _, TransportProtocol protocol))
                || protocol == null) {
            return null;
        }
        VirtualServerGroupSpec group = groups.get(name);
        return group != null && group.hasOnlyAddresses() ? new Owner(name, protocol) : null;
    }

    /** Marks that the configuration itself names. */
    private static Set<Long> configured(
            Collection<VirtualServerGroupSpec> groups, Collection<VirtualServerSpec> servers) {
        var configured = new HashSet<Long>();
        for (VirtualServerGroupSpec group : groups) {
            for (VirtualServerGroupSpec.Entry entry : group.entries()) {
                if (entry instanceof VirtualServerGroupSpec.Mark mark) {
                    configured.add(mark.mark());
                }
            }
        }
        for (VirtualServerSpec server : servers) {
            if (server.key() instanceof VirtualServerKey.ByMark byMark) {
                configured.add(byMark.mark());
            }
        }
        return configured;
    }

    /** Groups by the name by which virtual servers refer to them. */
    public static Map<String, VirtualServerGroupSpec> byName(Collection<VirtualServerGroupSpec> groups) {
        var byName = new HashMap<String, VirtualServerGroupSpec>();
        groups.forEach(group -> byName.put(group.name(), group));
        return byName;
    }
}
