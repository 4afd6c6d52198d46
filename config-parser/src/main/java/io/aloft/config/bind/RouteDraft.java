package io.aloft.config.bind;

import io.aloft.config.host.NameTable;
import io.aloft.model.net.AddressFamily;
import io.aloft.model.net.IpAddress;
import io.aloft.model.net.IpPrefix;
import io.aloft.model.route.EntryTracking;
import io.aloft.model.route.NextHop;
import io.aloft.model.route.RouteMetric;
import io.aloft.model.route.RouteSpec;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A route while its words are read. Every value has passed its operand before it comes here. */
final class RouteDraft {

    static final int KEEPALIVED_PROTOCOL = 18;

    /** RTN numbers of linux/rtnetlink.h. */
    private static final Map<String, Integer> TYPES = Map.ofEntries(
            Map.entry("unicast", RouteSpec.UNICAST),
            Map.entry("local", 2),
            Map.entry("broadcast", 3),
            Map.entry("brd", 3),
            Map.entry("anycast", 4),
            Map.entry("multicast", 5),
            Map.entry("blackhole", 6),
            Map.entry("unreachable", 7),
            Map.entry("prohibit", 8),
            Map.entry("throw", 9),
            Map.entry("nat", 10),
            Map.entry("xresolve", 11));

    private static final Map<String, RouteMetric> METRICS = metrics();

    /** ICMPV6_ROUTER_PREF of linux/icmpv6.h. */
    private static final Map<String, Integer> PREFERENCES = Map.of("low", 3, "medium", 0, "high", 1);

    @Nullable
    AddressFamily family;

    private int type = RouteSpec.UNICAST;
    private @Nullable IpPrefix destination;
    private @Nullable IpPrefix from;
    private @Nullable IpAddress preferredSource;
    final NextHopDraft hop = new NextHopDraft();
    private final List<NextHopDraft> further = new ArrayList<>();
    private @Nullable Long table;
    private @Nullable String vrf;
    private @Nullable Integer protocol;
    private @Nullable Integer scope;
    private @Nullable Long metric;
    private int tos;
    private @Nullable Long expires;
    private @Nullable Integer preference;

    @Nullable
    Boolean propagateTtl;

    private final EnumMap<RouteMetric, Long> metrics = new EnumMap<>(RouteMetric.class);
    private final Set<RouteMetric> locked = EnumSet.noneOf(RouteMetric.class);
    private @Nullable String congestionControl;
    private RouteSpec.Position position = RouteSpec.Position.PREPEND;
    boolean tracked = true;

    @Nullable
    String group;

    private static Map<String, RouteMetric> metrics() {
        var metrics = new java.util.HashMap<String, RouteMetric>();
        for (RouteMetric metric : RouteMetric.values()) {
            metrics.put(metric.word(), metric);
        }
        metrics.remove(RouteMetric.CONGCTL.word());
        return metrics;
    }

    /** Whether the word is a type of route, by name or number; it is noted then. */
    boolean isType(String text) {
        Integer named = TYPES.get(text);
        Long number = named == null ? Operands.decimal(text) : Long.valueOf(named);
        if (number == null || number < 0 || number > 255) {
            return false;
        }
        type = number.intValue();
        return true;
    }

    void destination(@Nullable IpPrefix prefix) {
        destination = prefix;
        family = prefix == null ? family : prefix.address().family();
    }

    void flag(String word) {
        switch (word) {
            case "onlink" -> hop.onlink = true;
            case "add" -> position = RouteSpec.Position.ADD;
            case "append" -> position = RouteSpec.Position.APPEND;
            default -> position = RouteSpec.Position.PREPEND;
        }
    }

    /** A further next hop, which the words behind describe. */
    NextHopDraft furtherHop() {
        var next = new NextHopDraft();
        further.add(next);
        return next;
    }

    void set(String option, String value, boolean lock, BindContext context) {
        RouteMetric number = METRICS.get(option);
        if (number != null) {
            setMetric(number, value, lock);
            return;
        }
        switch (option) {
            case "src" -> preferredSource = IpAddress.of(value);
            case "from" -> from = Operands.prefixOf(value);
            case "dev", "oif" -> hop.device = value;
            case "vrf" -> vrf = value;
            case "tos", "dsfield" -> tos = (int) Operands.numberOf(NameTable.DSFIELDS, value, context);
            case "table" -> table = Operands.numberOf(NameTable.TABLES, value, context);
            case "protocol" -> protocol = (int) Operands.numberOf(NameTable.PROTOCOLS, value, context);
            case "scope" -> scope = (int) Operands.numberOf(NameTable.SCOPES, value, context);
            case "metric", "priority", "preference" -> metric = Long.valueOf(value);
            case "expires" -> expires = Long.valueOf(value);
            case "congctl" -> {
                congestionControl = value;
                if (lock) {
                    locked.add(RouteMetric.CONGCTL);
                }
            }
            case "pref" ->
                preference = PREFERENCES.getOrDefault(
                        value,
                        Objects.requireNonNullElse(Operands.decimal(value), 0L).intValue());
            case "realms" -> hop.realms = Operands.realmsOf(value, context);
            default -> throw new IllegalArgumentException("no option of a route: " + option);
        }
    }

    private void setMetric(RouteMetric metricNumber, String value, boolean lock) {
        metrics.put(
                metricNumber,
                switch (metricNumber) {
                    case RTT -> kernelTime(value, 8);
                    case RTTVAR -> kernelTime(value, 4);
                    case RTO_MIN -> kernelTime(value, 1);
                    case FEATURES -> 1L;
                    case MTU,
                            WINDOW,
                            SSTHRESH,
                            CWND,
                            ADVMSS,
                            REORDERING,
                            HOPLIMIT,
                            INITCWND,
                            INITRWND,
                            QUICKACK,
                            CONGCTL,
                            FASTOPEN_NO_COOKIE -> Long.valueOf(value);
                });
        if (lock) {
            locked.add(metricNumber);
        }
    }

    /** A number without unit counts in the kernel's units already. */
    private static long kernelTime(String text, int unitsPerMillisecond) {
        String digits = text.toLowerCase(Locale.ROOT).replaceFirst("(ms|msecs?|s|secs?)$", "");
        BigDecimal number = new BigDecimal(digits.endsWith(".") ? digits + "0" : digits);
        if (digits.length() < text.length()) {
            boolean seconds = Character.toLowerCase(text.charAt(digits.length())) == 's';
            number = number.multiply(BigDecimal.valueOf((seconds ? 1000L : 1L) * unitsPerMillisecond));
        }
        return number.setScale(0, RoundingMode.HALF_UP).longValue();
    }

    boolean hasDevice() {
        return hop.device != null;
    }

    boolean hasForeignProtocol() {
        return protocol != null && protocol != KEEPALIVED_PROTOCOL;
    }

    /** The route; what is tracked carries keepalived's protocol, whatever was written. */
    RouteSpec finish() {
        var hops = new ArrayList<NextHop>();
        NextHop first = hop.hop();
        // With next hops behind it, a device alone says what is tracked and not where the route leads.
        if (first != null && (first.gateway() != null || further.isEmpty())) {
            hops.add(first);
        }
        further.forEach(draft -> {
            NextHop next = draft.hop();
            if (next != null) {
                hops.add(next);
            }
        });
        IpAddress gateway = hops.stream()
                .map(NextHop::gateway)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
        AddressFamily known = family != null ? family : gateway != null ? gateway.family() : AddressFamily.INET;
        return new RouteSpec(
                known,
                type,
                destination,
                from,
                preferredSource,
                hops,
                new RouteSpec.Attributes(
                        table,
                        vrf,
                        protocol == null || tracked ? KEEPALIVED_PROTOCOL : protocol,
                        scope,
                        metric,
                        tos,
                        expires,
                        preference,
                        propagateTtl),
                metrics,
                locked,
                congestionControl,
                position,
                new EntryTracking(tracked && hasDevice(), group));
    }
}
