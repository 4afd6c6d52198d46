package io.aloft.config.bind;

import io.aloft.config.diagnostic.Code;
import io.aloft.config.directive.Directive;
import io.aloft.config.syntax.Statement;
import java.util.List;

/** Keywords of {@code global_defs} about refusing traffic. */
final class FirewallKeywords {

    private static final String TABLE = "keepalived";

    private FirewallKeywords() {}

    static void addTo(BlockBinding<GlobalDraft> block) {
        block.statement("vrrp_iptables", FirewallKeywords::iptables)
                .statement(
                        "vrrp_ipsets",
                        (global, directive, statement, context) ->
                                global.firewall.ipsets = GlobalOptions.boundedNames(directive, statement, context))
                .statement("nftables", FirewallKeywords::nftables)
                .number("nftables_priority", (global, priority) -> global.firewall.nftablesPriority = (int) priority)
                .flag("nftables_ifindex", global -> global.firewall.matchIndex = true)
                .flag("nftables_counters", global -> global.firewall.counters = true);
    }

    /** Names the table of packet rules just as {@code nftables} does. */
    private static void iptables(GlobalDraft global, Directive directive, Statement statement, BindContext context) {
        List<String> chains = GlobalOptions.boundedNames(directive, statement, context);
        global.firewall.iptablesChains = chains.isEmpty() ? List.of("INPUT", "OUTPUT") : chains;
    }

    private static void nftables(GlobalDraft global, Directive directive, Statement statement, BindContext context) {
        List<String> names = GlobalOptions.boundedNames(directive, statement, context);
        if (!global.firewall.iptablesChains.isEmpty()) {
            context.error(
                    Code.PACKET_TABLE_NAMED_TWICE,
                    statement.location(),
                    "nftables after vrrp_iptables, which names the table, is ignored");
            return;
        }
        global.firewall.nftablesTable = names.isEmpty() ? TABLE : names.getFirst();
    }
}
