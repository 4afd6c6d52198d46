package io.aloft.vrrp.firewall.rules;

import io.aloft.vrrp.device.plan.VmacLink;
import java.util.List;
import java.util.function.Function;

/** Writes the tables of a {@link Ruleset}. */
final class RulesetText {

    private final Ruleset rules;
    private final StringBuilder out;

    RulesetText(Ruleset rules, StringBuilder out) {
        this.rules = rules;
        this.out = out;
    }

    void ipv4() {
        open("ip");
        vmacMap(rules.igmp());
        addressSet(AddressSet.IPV4);
        chain("output", () -> {
            if (!rules.igmp().isEmpty()) {
                // Switches shall learn the groups behind the port of the real MAC address.
                rule("ip protocol igmp meta oifkind \"macvlan\" dup to ip daddr device oif map @vmac_map", "drop");
            }
            if (has(AddressSet.IPV4)) {
                rule("ip saddr @vips", "drop");
            }
        });
        if (has(AddressSet.IPV4)) {
            chain("input", () -> rule("ip daddr @vips", "drop"));
        }
        close();
    }

    void ipv6() {
        boolean refuses = has(AddressSet.IPV6);
        open("ip6");
        List<VmacLink> guarded = guarded();
        if (!guarded.isEmpty()) {
            set(
                    "parent_link_local",
                    "ipv6_addr . ifname",
                    "",
                    elements(guarded, vmac -> vmac.parentLinkLocal() + " . \"" + vmac.name() + "\""));
        }
        vmacMap(rules.ipv6());
        if (!rules.ipv6().isEmpty()) {
            set("vmac_set", "iface_index", "", elements(rules.ipv6(), vmac -> String.valueOf(vmac.index())));
            set("mld-report", "icmpv6_type", " flags constant;", "mld-listener-report, mld2-listener-report");
        }
        if (refuses) {
            addressSet(AddressSet.IPV6);
            set("neighbor-discovery", "icmpv6_type", " flags constant;", "nd-neighbor-solicit, nd-neighbor-advert");
            addressSet(AddressSet.LINK_LOCAL_BY_INDEX);
            addressSet(AddressSet.LINK_LOCAL_BY_NAME);
            linkLocalChain("in_link_local", "ip6 daddr", "iif");
            linkLocalChain("out_link_local", "ip6 saddr", "oif");
        }
        chain("output", () -> {
            vmacRules(guarded);
            if (refuses) {
                refusal("ip6 saddr", "out_link_local");
            }
        });
        if (refuses) {
            chain("input", () -> refusal("ip6 daddr", "in_link_local"));
        }
        close();
    }

    private void vmacRules(List<VmacLink> guarded) {
        if (!guarded.isEmpty()) {
            // Neighbours would take the virtual MAC address for the parent's.
            rule(
                    "icmpv6 type nd-neighbor-advert meta oifkind \"macvlan\" ip6 saddr . oifname @parent_link_local",
                    "drop");
        }
        if (!rules.ipv6().isEmpty()) {
            rule("icmpv6 type @mld-report meta oifkind \"macvlan\" dup to ip6 daddr device oif map @vmac_map", "drop");
            rule("icmpv6 type nd-router-solicit meta oifkind \"macvlan\" oif @vmac_set", "drop");
        }
    }

    /** Neighbours have to find a virtual address that they shall not talk to (RFC 5798 section 6.1, Accept_Mode). */
    private void refusal(String address, String linkLocalChain) {
        rule("icmpv6 type @neighbor-discovery", "accept");
        rule(address + " fe80::/10", "goto " + linkLocalChain);
        rule(address + " @vips", "drop");
    }

    private void linkLocalChain(String name, String address, String device) {
        out.append("  chain ").append(name).append(" {\n");
        if (has(AddressSet.LINK_LOCAL_BY_INDEX)) {
            rule(address + " . " + device + " @" + AddressSet.LINK_LOCAL_BY_INDEX.setName(), "drop");
        }
        if (has(AddressSet.LINK_LOCAL_BY_NAME)) {
            rule(address + " . " + device + "name @" + AddressSet.LINK_LOCAL_BY_NAME.setName(), "drop");
        }
        out.append("  }\n");
    }

    private List<VmacLink> guarded() {
        return rules.ipv6().stream()
                .filter(vmac -> vmac.parentLinkLocal() != null && RulesetStyle.isQuotable(vmac.name()))
                .toList();
    }

    private boolean has(AddressSet set) {
        return rules.sets().contains(set);
    }

    private void open(String family) {
        out.append("table ")
                .append(family)
                .append(' ')
                .append(rules.style().table())
                .append(" {\n");
    }

    private void close() {
        out.append("}\n");
    }

    private void vmacMap(List<VmacLink> vmacs) {
        if (!vmacs.isEmpty()) {
            out.append("  map vmac_map { type iface_index : iface_index; elements = { ")
                    .append(elements(vmacs, vmac -> vmac.index() + " : " + vmac.baseIndex()))
                    .append(" }; }\n");
        }
    }

    private static String elements(List<VmacLink> vmacs, Function<VmacLink, String> element) {
        return String.join(", ", vmacs.stream().map(element).toList());
    }

    private void addressSet(AddressSet set) {
        if (has(set)) {
            set(set.setName(), set.type(), "", String.join(", ", rules.elements(set)));
        }
    }

    private void set(String name, String type, String flags, String elements) {
        out.append("  set ")
                .append(name)
                .append(" { type ")
                .append(type)
                .append(';')
                .append(flags);
        if (!elements.isEmpty()) {
            out.append(" elements = { ").append(elements).append(" };");
        }
        out.append(" }\n");
    }

    private void chain(String hook, Runnable rules) {
        out.append("  chain ").append(hook.equals("output") ? "out" : "in");
        out.append(" {\n    type filter hook ").append(hook).append(" priority ");
        out.append(this.rules.style().priority()).append("; policy accept;\n");
        rules.run();
        out.append("  }\n");
    }

    private void rule(String match, String verdict) {
        out.append("    ").append(match).append(rules.style().counters() ? " counter " : " ");
        out.append(verdict).append('\n');
    }
}
