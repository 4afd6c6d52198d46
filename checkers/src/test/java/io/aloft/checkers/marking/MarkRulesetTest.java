package io.aloft.checkers.marking;

import static io.aloft.checkers.table.Pools.group;
import static io.aloft.checkers.table.Pools.groupOf;
import static io.aloft.checkers.table.Pools.virtual;
import static org.assertj.core.api.Assertions.assertThat;

import io.aloft.model.lvs.LvsGlobals;
import io.aloft.model.lvs.TransportProtocol;
import io.aloft.model.lvs.VirtualServerGroupSpec;
import io.aloft.model.lvs.VirtualServerKey;
import io.aloft.model.lvs.VirtualServerSpec;
import io.aloft.model.net.AddressFamily;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MarkRulesetTest {

    private static final LvsGlobals.Marking MARKING = new LvsGlobals.Marking("keepalived_ipvs", -1, 1000);

    private GroupMarks marks = GroupMarks.NONE;

    /** Every group is used by a virtual server on TCP, the first one by one on UDP as well. */
    private MarkRuleset rules(VirtualServerGroupSpec... groups) {
        Map<String, VirtualServerGroupSpec> byName = GroupMarks.byName(Arrays.asList(groups));
        List<VirtualServerSpec> servers = new ArrayList<>();
        for (VirtualServerGroupSpec group : groups) {
            servers.add(virtual(group(group.name(), 0, TransportProtocol.TCP), "rr", null));
        }
        servers.add(virtual(group(groups[0].name(), 1, TransportProtocol.UDP), "rr", null));
        marks = marks.forConfiguration(MARKING, byName, servers);
        return MarkRuleset.of(MARKING, byName, marks);
    }

    @Test
    void eachProtocolOfAGroupHasItsMark() {
        assertThat(rules(groupOf("web", 80, "10.9.9.1-10.9.9.9", "fd00::1")).install())
                .isEqualTo("""
                    add table ip keepalived_ipvs
                    delete table ip keepalived_ipvs
                    add table ip6 keepalived_ipvs
                    delete table ip6 keepalived_ipvs
                    table ip keepalived_ipvs {
                      map tcp_map { type ipv4_addr . inet_service : mark; flags interval; elements = { 10.9.9.1-10.9.9.9 . 80 : 1000 }; }
                      map udp_map { type ipv4_addr . inet_service : mark; flags interval; elements = { 10.9.9.1-10.9.9.9 . 80 : 1001 }; }
                      chain in {
                        type filter hook input priority -1; policy accept;
                        meta l4proto tcp meta mark set ip daddr . th dport map @tcp_map counter return
                        meta l4proto udp meta mark set ip daddr . th dport map @udp_map counter return
                      }
                    }
                    table ip6 keepalived_ipvs {
                      map tcp_map { type ipv6_addr . inet_service : mark; flags interval; elements = { fd00::1 . 80 : 1000 }; }
                      map udp_map { type ipv6_addr . inet_service : mark; flags interval; elements = { fd00::1 . 80 : 1001 }; }
                      chain in {
                        type filter hook input priority -1; policy accept;
                        meta l4proto tcp meta mark set ip6 daddr . th dport map @tcp_map counter return
                        meta l4proto udp meta mark set ip6 daddr . th dport map @udp_map counter return
                      }
                    }
                    """);
    }

    @Test
    void everyPortIsAskedForAfterTheSingleOnes() {
        String text = rules(groupOf("web", 80, "10.9.9.1"), groupOf("all", 0, "10.9.9.0-10.9.9.255"))
                .install();
        assertThat(text)
                .contains(
                        "map tcp_address_map { type ipv4_addr : mark; flags interval; elements = { 10.9.9.0-10.9.9.255"
                                + " : 1001 }; }");
        assertThat(text.indexOf("map @tcp_map")).isPositive().isLessThan(text.indexOf("map @tcp_address_map"));
    }

    @Test
    void changedGroupChangesElementsOnly() {
        MarkRuleset before = rules(groupOf("web", 80, "10.9.9.1-10.9.9.9"));
        MarkRuleset after = rules(groupOf("web", 80, "10.9.9.1-10.9.9.7"));
        assertThat(before.changeTo(after)).isEqualTo("""
            delete element ip keepalived_ipvs tcp_map { 10.9.9.1-10.9.9.9 . 80 }
            delete element ip keepalived_ipvs udp_map { 10.9.9.1-10.9.9.9 . 80 }
            add element ip keepalived_ipvs tcp_map { 10.9.9.1-10.9.9.7 . 80 : 1000 }
            add element ip keepalived_ipvs udp_map { 10.9.9.1-10.9.9.7 . 80 : 1001 }
            """);
        assertThat(after.changeTo(after)).isEmpty();
    }

    @Test
    void newFamilyMakesTheTablesAnew() {
        MarkRuleset before = rules(groupOf("web", 80, "10.9.9.1"));
        MarkRuleset after = rules(groupOf("web", 80, "10.9.9.1", "fd00::1"));
        assertThat(before.changeTo(after)).isEqualTo(after.install());
        assertThat(new MarkRuleset("old", -1, before.ranges()).changeTo(after))
                .startsWith("add table ip old\ndelete table ip old\n")
                .endsWith(after.install());
    }

    @Test
    void addressInTwoGroupsBelongsToTheFirst() {
        String text = rules(
                        groupOf("one", 80, "10.9.9.4-10.9.9.6", "10.9.9.9"),
                        groupOf("two", 80, "10.9.9.1-10.9.9.12", "10.9.9.2"))
                .install();
        assertThat(text)
                .contains("elements = { 10.9.9.1-10.9.9.3 . 80 : 1001, 10.9.9.10-10.9.9.12 . 80 : 1001,"
                        + " 10.9.9.4-10.9.9.6 . 80 : 1000, 10.9.9.7-10.9.9.8 . 80 : 1001, 10.9.9.9 . 80 : 1000 }");
    }

    @Test
    void reloadMovesNoMarkUnlessItIsConfigured() {
        var unusedRules = rules(groupOf("a", 80, "10.9.9.1"), groupOf("b", 80, "10.9.9.2"));
        assertThat(marks.marks().values()).containsExactly(1000L, 1001L, 1002L);

        // Without a, b keeps 1001, and its new use of UDP gets what is free.
        unusedRules = rules(groupOf("b", 80, "10.9.9.2"), groupOf("c", 80, "10.9.9.3"));
        assertThat(marks.marks()).containsEntry(new GroupMarks.Owner("b", TransportProtocol.TCP), 1001L);
        assertThat(marks.marks().values()).containsExactly(1001L, 1000L, 1002L);

        var b = virtual(group("b", 0, TransportProtocol.TCP), "rr", null);
        var mark = virtual(new VirtualServerKey.ByMark(AddressFamily.INET, 1001), "rr", null);
        marks = marks.forConfiguration(
                MARKING, GroupMarks.byName(List.of(groupOf("b", 80, "10.9.9.2"))), List.of(mark, b));
        assertThat(marks.of(group("b", 0, TransportProtocol.TCP))).isEqualTo(1000L);
    }

    @Test
    void groupWithMarksOfItsOwnGetsNone() {
        var mixed = groupOf("mixed", 80, "10.9.9.1", "fwmark 1000");
        assertThat(rules(mixed).isEmpty()).isTrue();
        assertThat(marks.of(group("mixed", 0, TransportProtocol.TCP))).isNull();
        assertThat(marks.forConfiguration(null, Map.of(), List.of())).isEqualTo(GroupMarks.NONE);
    }

    @Test
    void tableNameThatNftablesCannotReadBecomesTheDefault() {
        var marking = new LvsGlobals.Marking("a b; flush ruleset", -1, 1000);
        assertThat(MarkRuleset.of(marking, Map.of(), GroupMarks.NONE).table()).isEqualTo("keepalived_ipvs");
    }
}
