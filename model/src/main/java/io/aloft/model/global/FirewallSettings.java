package io.aloft.model.global;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How traffic to virtual addresses is refused where a router does not accept it.
 *
 * @param nftablesTable 1..254 characters ({@code nftables}, {@code vrrp_iptables} on systems without iptables); null
 *     when none is named, which makes {@code keepalived} the name if one is needed
 * @param nftablesPriority of the chains, any 32-bit number ({@code nftables_priority}; default -1)
 * @param matchIndex interfaces are matched by index instead of name ({@code nftables_ifindex})
 * @param counters rules count what they match ({@code nftables_counters})
 * @param iptablesChains chains for input and output ({@code vrrp_iptables}), 1..27 characters each; empty when not used
 * @param ipsets names of the IP sets ({@code vrrp_ipsets}), 1..30 characters each, in the order addresses, IPv6
 *     addresses, IPv6 with interface, IGMP, MLD, neighbour discovery; empty for keepalived's own names
 */
public record FirewallSettings(
        @Nullable String nftablesTable,
        int nftablesPriority,
        boolean matchIndex,
        boolean counters,
        List<String> iptablesChains,
        List<String> ipsets) {

    /** Nothing named. */
    public static final FirewallSettings DEFAULT = new FirewallSettings(null, -1, false, false, List.of(), List.of());

    private static final Pattern TABLE_NAME = Pattern.compile("[A-Za-z_.][A-Za-z0-9_./-]*");

    public FirewallSettings {
        iptablesChains = List.copyOf(iptablesChains);
        ipsets = List.copyOf(ipsets);
    }

    /** Whether nftables can read the name of a table. */
    public static boolean isTableName(String table) {
        return TABLE_NAME.matcher(table).matches();
    }
}
