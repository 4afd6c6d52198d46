package io.aloft.lab.dump;

import io.aloft.model.net.AddressFamily;
import io.aloft.model.net.IpPrefix;
import io.aloft.model.route.EntryTracking;
import io.aloft.model.route.NextHop;
import io.aloft.model.route.Realms;
import io.aloft.model.route.RouteMetric;
import io.aloft.model.route.RouteSpec;
import io.aloft.model.route.RuleAction;
import io.aloft.model.route.RuleSelector;
import io.aloft.model.route.RuleSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Routes and rules in the words of a dump. */
final class RouteTexts {
    private static final Map<Integer, String> TYPES = Map.of(
            2,
            "local",
            3,
            "broadcast",
            4,
            "anycast",
            5,
            "multicast",
            6,
            "blackhole",
            7,
            "unreachable",
            8,
            "prohibit",
            9,
            "throw",
            10,
            "nat");

    private static final long ECN = 1;

    private RouteTexts() {}

    /** {@code prepend 192.0.2.0/24 src 192.0.2.1 via inet 192.0.2.254 dev eth0 table 1 proto 18}. */
    static String route(RouteSpec route) {
        RouteSpec.Attributes attributes = route.attributes();
        var text = new StringBuilder(route.position().name().toLowerCase(Locale.ROOT));
        text.append(route.type() == RouteSpec.UNICAST ? "" : " " + TYPES.getOrDefault(route.type(), "" + route.type()));
        text.append(' ').append(destination(route));
        append(text, "from", route.from());
        append(text, "src", route.preferredSource());
        append(text, "tos", attributes.tos() == 0 ? null : attributes.tos());
        boolean single = route.nextHops().size() == 1;
        if (single) {
            hop(text, route.nextHops().getFirst());
        }
        append(text, "table", attributes.table());
        append(text, "proto", attributes.protocol());
        append(text, "scope", attributes.scope());
        append(text, "metric", attributes.metric());
        if (single) {
            NextHop hop = route.nextHops().getFirst();
            // It shows this of IPv4 only.
            text.append(hop.onlink() && route.family() == AddressFamily.INET ? " onlink" : "");
            append(text, hop.realms());
        }
        append(text, "expires", attributes.expiresSeconds() == null ? null : attributes.expiresSeconds() + "sec");
        metrics(text, route);
        if (!single) {
            for (NextHop hop : route.nextHops()) {
                text.append(" nexthop");
                hop(text, hop);
                append(text, "weight", hop.weight());
            }
        }
        return tracking(text, route.tracking());
    }

    /** The dump has the features first, and shows 200 ms for each of the times whatever was written, so these stay out. */
    private static void metrics(StringBuilder text, RouteSpec route) {
        var shown = new ArrayList<>(List.of(RouteMetric.values()));
        shown.removeAll(List.of(RouteMetric.RTT, RouteMetric.RTTVAR, RouteMetric.RTO_MIN, RouteMetric.FEATURES));
        Long features = route.metrics().get(RouteMetric.FEATURES);
        append(text, "features", features == null ? null : features == ECN ? "ecn" : features);
        for (RouteMetric metric : shown) {
            String lock = route.lockedMetrics().contains(metric) ? " lock" : "";
            append(text, metric.word() + lock, route.metrics().get(metric));
        }
    }

    private static String destination(RouteSpec route) {
        IpPrefix destination = route.destination();
        if (destination == null) {
            return route.family() == AddressFamily.INET ? "0.0.0.0/0" : "::/0";
        }
        return prefix(destination, "");
    }

    private static void hop(StringBuilder text, NextHop hop) {
        if (hop.gateway() != null) {
            text.append(" via ").append(hop.gateway().family() == AddressFamily.INET ? "inet " : "inet6 ");
            text.append(hop.gateway());
        }
        append(text, "dev", hop.device());
    }

    /** {@code from 192.0.2.0/24 priority 100 tos 0x0 protocol 18 lookup 1}. */
    static String rule(RuleSpec rule) {
        RuleSelector selector = rule.selector();
        var text = new StringBuilder(selector.inverted() ? "not " : "");
        text.append("from ").append(prefix(selector.from(), "all"));
        append(text, "to", selector.to() == null ? null : prefix(selector.to(), "all"));
        append(text, "priority", rule.priority() == null ? "N" : rule.priority());
        append(text, "tos", "0x" + Integer.toHexString(selector.tos() == null ? 0 : selector.tos()));
        RuleSelector.Mark mark = selector.mark();
        append(
                text,
                "fwmark",
                mark == null
                        ? null
                        : "0x" + Long.toHexString(mark.value())
                                + (mark.mask() == 0xffffffffL ? "" : "/0x" + Long.toHexString(mark.mask())));
        append(text, "iif", selector.inputDevice());
        append(text, "oif", selector.outputDevice());
        append(text, "suppress_prefixlen", rule.suppression().prefixLength());
        append(text, "suppress_ifgroup", rule.suppression().interfaceGroup());
        append(text, "tunnel-id", selector.tunnelId());
        append(text, "uidrange", range(selector.users()));
        boolean vrf = rule.action() == RuleAction.Plain.L3MDEV;
        text.append(vrf ? " l3mdev" : "");
        append(text, "protocol", rule.protocol());
        append(text, "ipproto", selector.ipProtocol());
        append(text, "sport", range(selector.sourcePorts()));
        append(text, "dport", range(selector.destinationPorts()));
        append(text, rule.suppression().realms());
        text.append(
                switch (rule.action()) {
                    case RuleAction.Lookup lookup -> " lookup " + lookup.table();
                    case RuleAction.Goto jump -> " goto " + jump.priority();
                    case RuleAction.Plain plain ->
                        switch (plain) {
                            case L3MDEV -> " lookup 0";
                            case NOP -> " nop";
                            case BLACKHOLE -> " type blackhole";
                            case UNREACHABLE -> " type unreachable";
                            case PROHIBIT -> " type prohibit";
                        };
                });
        return tracking(text, rule.tracking());
    }

    /** A dump's rule; a priority that nobody wrote counts down from 16384 there, and is given when the rule is set here. */
    static String withoutMadeUpPriority(String text) {
        return text.replaceFirst("^inet6 ", "").replaceFirst("priority 163[78]\\d ", "priority N ");
    }

    /** A dump's route without the marks of one that is in the kernel. */
    static String plainRoute(String text) {
        return text.replaceFirst(" \\[installed .*\\]", "").replaceAll(" (rtt|rttvar|rto_min)( lock)? \\d+ms", "");
    }

    private static @Nullable String range(RuleSelector.@Nullable NumberRange range) {
        return range == null ? null : range.first() + "-" + range.last();
    }

    private static String prefix(@Nullable IpPrefix prefix, String otherwise) {
        if (prefix == null) {
            return otherwise;
        }
        int full = prefix.address().family().addressBits();
        return prefix.length() == full ? prefix.address().toString() : prefix.toString();
    }

    private static void append(StringBuilder text, String word, @Nullable Object value) {
        if (value != null) {
            text.append(' ').append(word).append(' ').append(value);
        }
    }

    private static void append(StringBuilder text, @Nullable Realms realms) {
        if (realms != null) {
            text.append(realms.from() == 0 ? " realm " + realms.to() : " realms " + realms.from() + "/" + realms.to());
        }
    }

    private static String tracking(StringBuilder text, EntryTracking tracking) {
        text.append(tracking.tracked() ? "" : " no_track");
        append(text, "track_group", tracking.group());
        return text.toString();
    }
}
