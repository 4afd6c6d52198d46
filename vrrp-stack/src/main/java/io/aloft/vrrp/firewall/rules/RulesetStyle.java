package io.aloft.vrrp.firewall.rules;

import io.aloft.model.global.FirewallSettings;

/**
 * What the configuration says about the packet filter.
 *
 * @param table name of the tables, one for each family
 * @param priority of the chains
 * @param counters whether rules count what they match
 */
public record RulesetStyle(String table, int priority, boolean counters) {

    /** keepalived's table when none is named. */
    public static final String DEFAULT_TABLE = "keepalived";

    /** The settings; a name that nftables cannot read becomes the default one. */
    public static RulesetStyle of(FirewallSettings settings) {
        String name = settings.nftablesTable();
        return new RulesetStyle(
                name == null || !isName(name) ? DEFAULT_TABLE : name, settings.nftablesPriority(), settings.counters());
    }

    /** Whether the name of an interface can be written between quotes, inside of which nothing stands for a quote. */
    public static boolean isQuotable(String interfaceName) {
        return !interfaceName.contains("\"");
    }

    /** Whether nftables can read the name of a table. */
    public static boolean isName(String table) {
        return FirewallSettings.isTableName(table);
    }
}
