package io.aloft.vrrp.firewall.rules;

import io.aloft.vrrp.device.plan.VmacLink;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A whole packet filter, in the language of {@code nft}: traffic to and from virtual addresses that are not accepted is
 * dropped, and what VMACs say for themselves is kept from switches and neighbours.
 *
 * @param style what the configuration says
 * @param igmp VMACs whose IGMP reports go out by the interface below
 * @param ipv6 VMACs whose MLD reports do, and that ask no router for anything
 * @param sets those that exist; once needed they stay, so that a Master costs elements and no chains
 * @param refused the addresses in them
 */
public record Ruleset(
        RulesetStyle style,
        List<VmacLink> igmp,
        List<VmacLink> ipv6,
        Set<AddressSet> sets,
        Set<RefusedAddress> refused) {

    public Ruleset {
        igmp = List.copyOf(igmp);
        ipv6 = List.copyOf(ipv6);
        sets = Set.copyOf(sets);
        refused = Set.copyOf(refused);
    }

    /** The filter before anything is needed. */
    public static Ruleset empty(RulesetStyle style) {
        return new Ruleset(style, List.of(), List.of(), Set.of(), Set.of());
    }

    /** The same for other VMACs. */
    public Ruleset withVmacs(Collection<VmacLink> vmacs, boolean igmpReports) {
        return new Ruleset(
                style,
                igmpReports ? vmacs.stream().filter(VmacLink::ipv4).toList() : List.of(),
                vmacs.stream().filter(VmacLink::ipv6).toList(),
                sets,
                refused);
    }

    /** The same for other refused addresses. */
    public Ruleset withRefused(Collection<RefusedAddress> addresses) {
        Set<AddressSet> needed = sets.isEmpty() ? EnumSet.noneOf(AddressSet.class) : EnumSet.copyOf(sets);
        addresses.forEach(address -> {
            needed.add(address.set());
            // keepalived makes the tables of IPv6 whole, with that set too.
            needed.add(address.address().isIpv4() ? AddressSet.IPV4 : AddressSet.IPV6);
        });
        return new Ruleset(style, igmp, ipv6, needed, new LinkedHashSet<>(addresses));
    }

    /** Whether there is anything to filter. */
    public boolean isEmpty() {
        return !hasIpv4() && !hasIpv6();
    }

    private boolean hasIpv4() {
        return !igmp.isEmpty() || sets.contains(AddressSet.IPV4);
    }

    private boolean hasIpv6() {
        return !ipv6.isEmpty() || sets.contains(AddressSet.IPV6);
    }

    /** Commands that replace whatever there is by this, in one step of the kernel. */
    public String install() {
        StringBuilder text = new StringBuilder(removal());
        if (hasIpv4()) {
            new RulesetText(this, text).ipv4();
        }
        if (hasIpv6()) {
            new RulesetText(this, text).ipv6();
        }
        return text.toString();
    }

    /** Commands that remove both tables, whether they exist or not. */
    public String removal() {
        StringBuilder text = new StringBuilder();
        for (String family : List.of("ip", "ip6")) {
            // Only a table that exists can be deleted, and adding one that exists is no error.
            text.append("add table ")
                    .append(family)
                    .append(' ')
                    .append(style.table())
                    .append('\n');
            text.append("delete table ")
                    .append(family)
                    .append(' ')
                    .append(style.table())
                    .append('\n');
        }
        return text.toString();
    }

    /** Commands that turn this, which is installed, into another one; empty when both are the same. */
    public String changeTo(Ruleset next) {
        if (!style.equals(next.style)
                || !igmp.equals(next.igmp)
                || !ipv6.equals(next.ipv6)
                || !sets.equals(next.sets)) {
            return next.install();
        }
        StringBuilder text = new StringBuilder();
        for (AddressSet set : AddressSet.values()) {
            List<String> before = elements(set);
            List<String> after = next.elements(set);
            text.append(command("delete", set, minus(before, after)));
            text.append(command("add", set, minus(after, before)));
        }
        return text.toString();
    }

    private static List<String> minus(List<String> elements, List<String> others) {
        Set<String> those = new HashSet<>(others);
        return elements.stream().filter(element -> !those.contains(element)).toList();
    }

    private String command(String verb, AddressSet set, List<String> elements) {
        return elements.isEmpty()
                ? ""
                : verb + " element " + set.family() + " " + style.table() + " " + set.setName() + " { "
                        + String.join(", ", elements) + " }\n";
    }

    /** The elements of one set, in a fixed order. */
    List<String> elements(AddressSet set) {
        return refused.stream()
                .filter(address -> address.set() == set)
                .map(RefusedAddress::element)
                .distinct()
                .sorted()
                .toList();
    }
}
