package io.aloft.model.route;

import io.aloft.model.net.AddressFamily;
import io.aloft.model.net.IpPrefix;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Routes and rules in the words of {@code ip route} and {@code ip rule}, with numbers for names that a machine may change. */
final class EntryText {

    private static final int KEEPALIVED = 18;
    private static final int MULTICAST = 5;

    /** local, broadcast, anycast, nat. */
    private static final Set<Integer> LOCAL_TYPES = Set.of(2, 3, 4, 10);

    private static final long ALL_ONES = 0xffff_ffffL;

    /** RTN names of linux/rtnetlink.h, by number. */
    private static final List<String> TYPES = List.of(
            "unspec",
            "unicast",
            "local",
            "broadcast",
            "anycast",
            "multicast",
            "blackhole",
            "unreachable",
            "prohibit",
            "throw",
            "nat",
            "xresolve");

    /** ICMPV6_ROUTER_PREF of linux/icmpv6.h. */
    private static final Map<Integer, String> PREFERENCES = Map.of(0, "medium", 1, "high", 3, "low");

    private final StringBuilder text = new StringBuilder();

    private EntryText() {}

    static String of(RouteSpec route) {
        return new EntryText().route(route).toString();
    }

    static String of(RuleSpec rule) {
        return new EntryText().rule(rule).toString();
    }

    private EntryText route(RouteSpec route) {
        RouteSpec.Attributes attributes = route.attributes();
        if (route.type() != RouteSpec.UNICAST) {
            add(route.type() < TYPES.size() ? TYPES.get(route.type()) : "" + route.type());
        }
        if (route.destination() != null) {
            add(route.destination());
        } else {
            add(route.family() == AddressFamily.INET ? "default" : "::/0");
        }
        add("from", route.from());
        add("tos", attributes.tos() == 0 ? null : "0x" + Integer.toHexString(attributes.tos()));
        if (route.nextHops().size() == 1) {
            hop(route.nextHops().getFirst(), route.family());
        }
        add("vrf", attributes.vrf());
        add("table", attributes.table() == null && ofLocalTable(route) ? "main" : attributes.table());
        add("proto", attributes.protocol() == KEEPALIVED ? "keepalived" : attributes.protocol());
        add("scope", attributes.scope() == null && onLink(route) ? "global" : attributes.scope());
        add("src", route.preferredSource());
        add("metric", attributes.metric());
        metrics(route);
        add("expires", attributes.expiresSeconds());
        Integer preference = attributes.preference();
        add("pref", preference == null ? null : PREFERENCES.getOrDefault(preference, "" + preference));
        if (attributes.propagateTtl() != null) {
            add("ttl-propagate", attributes.propagateTtl() ? "enabled" : "disabled");
        }
        if (route.nextHops().size() > 1) {
            for (NextHop hop : route.nextHops()) {
                add("nexthop");
                hop(hop, route.family());
                add("weight", hop.weight());
            }
        }
        return this;
    }

    /** Where {@code ip} would take the scope of the link by itself, and keepalived takes the global one. */
    private static boolean onLink(RouteSpec route) {
        return route.family() == AddressFamily.INET
                && (route.type() == RouteSpec.UNICAST || route.type() == MULTICAST)
                && route.nextHops().stream().allMatch(hop -> hop.gateway() == null);
    }

    /** Where {@code ip} would take the table of local addresses by itself, and keepalived takes main. */
    private static boolean ofLocalTable(RouteSpec route) {
        return route.attributes().vrf() == null && LOCAL_TYPES.contains(route.type());
    }

    private void hop(NextHop hop, AddressFamily family) {
        if (hop.encapsulation() != null) {
            encapsulation(hop.encapsulation());
        }
        if (hop.gateway() != null) {
            add("via");
            if (hop.gateway().family() != family) {
                add(hop.gateway().family() == AddressFamily.INET ? "inet" : "inet6");
            }
            add(hop.gateway());
        }
        add("dev", hop.device());
        if (hop.onlink()) {
            add("onlink");
        }
        realms(hop.realms());
    }

    private void encapsulation(Encapsulation encapsulation) {
        add("encap", encapsulation.type().name().toLowerCase(Locale.ROOT));
        boolean named = switch (encapsulation.type()) {
            case IP, IP6 -> true;
            case MPLS, ILA -> false;
        };
        new TreeMap<>(encapsulation.options()).forEach((word, value) -> {
            if (named) {
                add(word);
            }
            add(value);
        });
    }

    private void metrics(RouteSpec route) {
        for (RouteMetric metric : RouteMetric.values()) {
            Long value = route.metrics().get(metric);
            if (value != null) {
                add(metric.word());
                if (route.lockedMetrics().contains(metric)) {
                    add("lock");
                }
                add(metric == RouteMetric.FEATURES && value == 1 ? "ecn" : value);
            }
        }
        boolean locked = route.lockedMetrics().contains(RouteMetric.CONGCTL);
        add(locked ? "congctl lock" : "congctl", route.congestionControl());
    }

    private EntryText rule(RuleSpec rule) {
        RuleSelector selector = rule.selector();
        if (selector.inverted()) {
            add("not");
        }
        add("from", selector.from() == null ? "all" : selector.from());
        add("to", selector.to());
        add("tos", selector.tos() == null ? null : "0x" + Integer.toHexString(selector.tos()));
        RuleSelector.Mark mark = selector.mark();
        if (mark != null) {
            String mask = mark.mask() == ALL_ONES ? "" : "/0x" + Long.toHexString(mark.mask());
            add("fwmark", "0x" + Long.toHexString(mark.value()) + mask);
        }
        add("iif", selector.inputDevice());
        add("oif", selector.outputDevice());
        add("tunnel-id", selector.tunnelId() == null ? null : Long.toUnsignedString(selector.tunnelId()));
        add("uidrange", range(selector.users()));
        add("ipproto", selector.ipProtocol());
        add("sport", range(selector.sourcePorts()));
        add("dport", range(selector.destinationPorts()));
        add("priority", rule.priority());
        switch (rule.action()) {
            case RuleAction.Lookup(long table) -> add("lookup", table);
            case RuleAction.Goto(long target) -> add("goto", target);
            case RuleAction.Plain plain -> add(plain.name().toLowerCase(Locale.ROOT));
        }
        add("suppress_prefixlength", rule.suppression().prefixLength());
        add("suppress_ifgroup", rule.suppression().interfaceGroup());
        realms(rule.suppression().realms());
        add("protocol", rule.protocol());
        return this;
    }

    private static @Nullable String range(RuleSelector.@Nullable NumberRange range) {
        return range == null ? null : range.first() + "-" + range.last();
    }

    private void realms(@Nullable Realms realms) {
        if (realms != null) {
            add("realms", (realms.from() == 0 ? "" : realms.from() + "/") + realms.to());
        }
    }

    private void add(String word, @Nullable Object value) {
        if (value != null) {
            add(word);
            add(value);
        }
    }

    /** A network of full length is written as an address, another without bits behind its prefix. */
    private void add(Object word) {
        Object shown = word;
        if (word instanceof IpPrefix prefix) {
            boolean host = prefix.length() == prefix.address().family().addressBits();
            shown = host ? prefix.address() : prefix.network();
        }
        text.append(text.isEmpty() ? "" : " ").append(shown);
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
