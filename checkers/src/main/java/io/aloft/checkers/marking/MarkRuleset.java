package io.aloft.checkers.marking;

import io.aloft.model.global.FirewallSettings;
import io.aloft.model.lvs.LvsGlobals;
import io.aloft.model.lvs.VirtualServerGroupSpec;
import io.aloft.model.net.AddressFamily;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The tables that set marks, in the language of {@code nft}: keepalived's shape, one table a family with a chain
 * {@code in}, and maps from address and port to the mark.
 *
 * @param table name of the tables
 * @param priority of the chains
 * @param ranges elements of the maps; those of one map do not overlap
 */
public record MarkRuleset(String table, int priority, Set<MarkedRange> ranges) {

    /** keepalived's table when none is named. */
    public static final String DEFAULT_TABLE = "keepalived_ipvs";

    public MarkRuleset {
        ranges = Set.copyOf(ranges);
    }

    /**
     * The rules that give {@code marks} to the packets of their groups. Where two groups hold the same address and port
     * the first one counts.
     *
     * @param groups by name
     */
    public static MarkRuleset of(
            LvsGlobals.Marking marking, Map<String, VirtualServerGroupSpec> groups, GroupMarks marks) {
        var ranges = new MarkedRanges();
        marks.marks().forEach((owner, mark) -> {
            VirtualServerGroupSpec group = groups.get(owner.group());
            if (group != null) {
                for (VirtualServerGroupSpec.Entry entry : group.entries()) {
                    if (entry instanceof VirtualServerGroupSpec.Addresses(var first, var last, var port)) {
                        ranges.add(new MarkedRange(owner.protocol(), first, last, port, mark));
                    }
                }
            }
        });
        String table = FirewallSettings.isTableName(marking.table()) ? marking.table() : DEFAULT_TABLE;
        return new MarkRuleset(table, marking.priority(), new LinkedHashSet<>(ranges.all()));
    }

    /** Whether no packet is to be marked. */
    public boolean isEmpty() {
        return ranges.isEmpty();
    }

    /** Commands that replace whatever there is by this, in one step of the kernel. */
    public String install() {
        var text = new StringBuilder(removal());
        for (AddressFamily family : AddressFamily.values()) {
            List<MarkMap> maps = maps(family);
            if (!maps.isEmpty()) {
                table(family, maps, text);
            }
        }
        return text.toString();
    }

    private void table(AddressFamily family, List<MarkMap> maps, StringBuilder text) {
        text.append("table ").append(named(family)).append(" {\n");
        for (MarkMap map : maps) {
            text.append("  map ").append(map.name()).append(" { type ").append(map.type(family));
            text.append(" : mark; flags interval; elements = { ");
            text.append(String.join(", ", elements(family, map)));
            text.append(" }; }\n");
        }
        text.append("  chain in {\n    type filter hook input priority ").append(priority);
        text.append("; policy accept;\n");
        for (MarkMap map : maps) {
            text.append("    ").append(map.rule(family)).append('\n');
        }
        text.append("  }\n}\n");
    }

    /** Commands that remove the tables, whether they exist or not. */
    public String removal() {
        var text = new StringBuilder();
        for (AddressFamily family : AddressFamily.values()) {
            // Only a table that exists can be deleted, and adding one that exists is no error.
            text.append("add table ").append(named(family)).append('\n');
            text.append("delete table ").append(named(family)).append('\n');
        }
        return text.toString();
    }

    /**
     * Commands that turn this, which is installed, into another one; empty when both are the same. While the maps are the
     * same only their elements change, and no packet misses its mark.
     */
    public String changeTo(MarkRuleset next) {
        boolean sameShape = table.equals(next.table) && priority == next.priority;
        for (AddressFamily family : AddressFamily.values()) {
            sameShape &= maps(family).equals(next.maps(family));
        }
        if (!sameShape) {
            return table.equals(next.table) ? next.install() : removal() + next.install();
        }
        var text = new StringBuilder();
        change("delete", minus(ranges, next.ranges), false, text);
        change("add", minus(next.ranges, ranges), true, text);
        return text.toString();
    }

    private void change(String verb, Collection<MarkedRange> changed, boolean withMarks, StringBuilder text) {
        for (AddressFamily family : AddressFamily.values()) {
            for (MarkMap map : MarkMap.all()) {
                List<String> elements = elements(changed, family, map, withMarks);
                if (!elements.isEmpty()) {
                    text.append(verb).append(" element ").append(named(family)).append(' ');
                    text.append(map.name()).append(" { ");
                    text.append(String.join(", ", elements)).append(" }\n");
                }
            }
        }
    }

    private static Set<MarkedRange> minus(Set<MarkedRange> ranges, Set<MarkedRange> others) {
        var rest = new HashSet<>(ranges);
        rest.removeAll(others);
        return rest;
    }

    private String named(AddressFamily family) {
        return (family == AddressFamily.INET ? "ip " : "ip6 ") + table;
    }

    private List<MarkMap> maps(AddressFamily family) {
        var maps = new ArrayList<MarkMap>();
        for (MarkMap map : MarkMap.all()) {
            if (ranges.stream().anyMatch(range -> belongs(range, family, map))) {
                maps.add(map);
            }
        }
        return maps;
    }

    private List<String> elements(AddressFamily family, MarkMap map) {
        return elements(ranges, family, map, true);
    }

    /** In a fixed order. */
    private static List<String> elements(
            Collection<MarkedRange> ranges, AddressFamily family, MarkMap map, boolean withMarks) {
        return ranges.stream()
                .filter(range -> belongs(range, family, map))
                .map(range -> withMarks ? range.key() + " : " + range.mark() : range.key())
                .sorted()
                .toList();
    }

    private static boolean belongs(MarkedRange range, AddressFamily family, MarkMap map) {
        return range.family() == family && range.map().equals(map);
    }
}
