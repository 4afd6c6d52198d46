package io.aloft.config.bind;

import static io.aloft.config.bind.Operands.address;
import static io.aloft.config.bind.Operands.any;
import static io.aloft.config.bind.Operands.named;
import static io.aloft.config.bind.Operands.number;
import static io.aloft.config.bind.Operands.oneOf;

import io.aloft.config.bind.Operands.Operand;
import io.aloft.config.diagnostic.Code;
import io.aloft.config.diagnostic.StatusClass;
import io.aloft.config.directive.Directive;
import io.aloft.config.host.NameTable;
import io.aloft.config.syntax.Statement;
import io.aloft.config.syntax.Word;
import io.aloft.model.net.AddressFamily;
import io.aloft.model.net.IpAddress;
import io.aloft.model.net.IpPrefix;
import io.aloft.model.route.RouteSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Lines of {@code virtual_routes} and {@code static_routes}. An entry with any mistake is dropped. */
final class RouteEntries {

    private static final long UNSIGNED = 4_294_967_295L;

    private static final Set<String> FLAGS = Set.of("onlink", "add", "prepend", "append");
    private static final Set<String> DEFAULTS = Set.of("default", "any", "all");
    private static final Set<String> LOCKABLE =
            Set.of("mtu", "advmss", "reordering", "cwnd", "ssthresh", "rtt", "rttvar", "rto_min", "congctl");

    private static final Map<String, Operand> OPTIONS = Map.ofEntries(
            Map.entry("src", address()),
            Map.entry("from", Operands.prefix()),
            Map.entry("dev", Operands.networkInterface()),
            Map.entry("oif", Operands.networkInterface()),
            Map.entry("vrf", Operands.networkInterface()),
            Map.entry("tos", named(NameTable.DSFIELDS, 255)),
            Map.entry("dsfield", named(NameTable.DSFIELDS, 255)),
            Map.entry("table", named(NameTable.TABLES, UNSIGNED)),
            Map.entry("protocol", named(NameTable.PROTOCOLS, 255)),
            Map.entry("scope", named(NameTable.SCOPES, 255)),
            Map.entry("metric", number(0, UNSIGNED)),
            Map.entry("priority", number(0, UNSIGNED)),
            Map.entry("preference", number(0, UNSIGNED)),
            Map.entry("expires", number(0, UNSIGNED)),
            Map.entry("mtu", number(0, UNSIGNED)),
            Map.entry("advmss", number(0, UNSIGNED)),
            Map.entry("reordering", number(0, UNSIGNED)),
            Map.entry("cwnd", number(0, UNSIGNED)),
            Map.entry("ssthresh", number(0, UNSIGNED)),
            // The kernel counts eighths of a millisecond, quarters and whole ones; 120 s are the most.
            Map.entry("rtt", time(8)),
            Map.entry("rttvar", time(4)),
            Map.entry("rto_min", time(1)),
            Map.entry("window", number(0, UNSIGNED)),
            Map.entry("initcwnd", number(0, UNSIGNED)),
            Map.entry("initrwnd", number(0, UNSIGNED)),
            Map.entry("hoplimit", number(0, 255)),
            Map.entry("quickack", number(0, 1)),
            Map.entry("fastopen_no_cookie", number(0, 1)),
            Map.entry("congctl", any()),
            Map.entry("pref", Operands.either(oneOf("low", "medium", "high"), number(0, 255))),
            Map.entry("realms", Operands.realms()));

    /** Settings whose bad value is reported without dropping the route. */
    private static final Map<String, Operand> KEPT_OPTIONS =
            Map.of("features", oneOf("ecn"), "ttl-propagate", oneOf("enabled", "disabled"));

    private final EntryWords words;
    private final BindContext context;
    private final boolean isStatic;
    private final RouteDraft route = new RouteDraft();
    private boolean destination;

    private RouteEntries(String keyword, Statement entry, BindContext context) {
        this.words = new EntryWords(keyword, entry, context);
        this.context = context;
        this.isStatic = keyword.startsWith("static");
    }

    /** The entries of a block that can be used; what is wrong with the others is reported. */
    static List<RouteSpec> read(Directive directive, Statement statement, BindContext context) {
        var routes = new ArrayList<RouteSpec>();
        for (Statement entry : statement.content()) {
            RouteSpec route = new RouteEntries(directive.keyword(), entry, context).read();
            if (route != null) {
                routes.add(route);
            }
        }
        return routes;
    }

    private @Nullable RouteSpec read() {
        while (words.hasNext()) {
            if (!readWord(words.next())) {
                return null;
            }
        }
        return finish();
    }

    private static Operand time(int unitsPerMillisecond) {
        long mostMilliseconds = 120_000;
        return (text, context) -> {
            String digits = text.toLowerCase(java.util.Locale.ROOT).replaceFirst("(ms|msecs?|s|secs?)$", "");
            boolean seconds =
                    text.length() > digits.length() && Character.toLowerCase(text.charAt(digits.length())) == 's';
            boolean plain = digits.length() == text.length();
            long most = plain ? mostMilliseconds * unitsPerMillisecond : seconds ? 120 : mostMilliseconds;
            try {
                double value = digits.matches("[0-9]*\\.?[0-9]*") ? Double.parseDouble(digits) : -1;
                return value >= 0 && value <= most ? null : "0.." + most + " or a time of at most 120s";
            } catch (NumberFormatException e) {
                return "0.." + most + " or a time of at most 120s";
            }
        };
    }

    /** False when the entry has to be dropped. */
    private boolean readWord(Word word) {
        String text = word.text();
        if (FLAGS.contains(text)) {
            route.flag(text);
            return true;
        }
        Operand operand = OPTIONS.get(text);
        if (operand != null) {
            boolean lock = LOCKABLE.contains(text) && "lock".equals(words.peek());
            if (lock) {
                words.next();
            }
            if (!words.accept(word, operand)) {
                return false;
            }
            route.set(text, words.last(), lock, context);
            return true;
        }
        return switch (text) {
            case "no_track" -> {
                route.tracked = false;
                yield true;
            }
            case "via" -> readVia(word, route.hop);
            case "gw" -> {
                words.warning(Code.DEPRECATED_KEYWORD, word, StatusClass.DEPRECATED, "gw is deprecated", "write via");
                yield readVia(word, route.hop);
            }
            case "or" -> {
                words.warning(
                        Code.DEPRECATED_KEYWORD,
                        word,
                        StatusClass.DEPRECATED,
                        "or is deprecated",
                        "write nexthop via ADDRESS");
                yield readVia(word, route.furtherHop());
            }
            case "encap" -> readEncapsulation(word, route.hop);
            case "nexthop" -> readNextHops();
            case "features", "ttl-propagate" -> readKept(word);
            case "track_group" -> isStatic ? readTrackGroup(word) : readDestination(word);
            // keepalived loses the word behind the family; the documented form is meant.
            case "inet", "inet6" -> {
                route.family = text.equals("inet") ? AddressFamily.INET : AddressFamily.INET6;
                yield true;
            }
            case "to" -> true;
            default -> route.isType(text) || readDestination(word);
        };
    }

    private boolean readDestination(Word word) {
        String text = word.text();
        IpPrefix prefix = Operands.prefixOf(text);
        if (text.equals("default6")) {
            route.family = AddressFamily.INET6;
            words.warning(
                    Code.DEPRECATED_KEYWORD,
                    word,
                    StatusClass.DEPRECATED,
                    "default6 is deprecated",
                    "write inet6 default");
        } else if (!DEFAULTS.contains(text) && prefix == null) {
            words.error(Code.ROUTE_WORD, word, "'" + text + "' is neither an option nor a destination, entry ignored");
            return false;
        }
        destination = true;
        route.destination(prefix);
        return true;
    }

    private boolean readVia(Word option, NextHopDraft hop) {
        if ("inet".equals(words.peek()) || "inet6".equals(words.peek())) {
            words.next();
        }
        if (!words.accept(option, address())) {
            return false;
        }
        hop.gateway = IpAddress.of(words.last());
        return true;
    }

    private boolean readKept(Word option) {
        Word value = words.argument(option);
        String expected = value == null
                ? null
                : java.util.Objects.requireNonNull(KEPT_OPTIONS.get(option.text()))
                        .expected(value.text(), context);
        if (value != null && expected != null) {
            words.error(
                    Code.OPTION_VALUE, value, option.text() + " " + value + " is ignored (expected: " + expected + ")");
        } else if (value != null && option.text().equals("features")) {
            route.set("features", value.text(), false, context);
        } else if (value != null) {
            route.propagateTtl = value.text().equals("enabled");
        }
        return value != null;
    }

    private boolean readTrackGroup(Word option) {
        Word name = words.argument(option);
        if (name != null
                && context.config()
                        .names()
                        .use(Names.Kind.TRACK_GROUP, name, "track_group", "it is ignored", context)) {
            route.group = name.text();
        }
        return name != null;
    }

    /** Everything behind the first {@code nexthop} describes next hops. */
    private boolean readNextHops() {
        NextHopDraft hop = route.furtherHop();
        while (words.hasNext()) {
            Word word = words.next();
            if (word.text().equals("nexthop")) {
                hop = route.furtherHop();
            } else if (!readNextHop(word, hop)) {
                return false;
            }
        }
        return true;
    }

    private boolean readNextHop(Word word, NextHopDraft hop) {
        return switch (word.text()) {
            case "onlink" -> {
                hop.onlink = true;
                yield true;
            }
            case "via" -> readVia(word, hop);
            case "dev" -> {
                boolean good = words.accept(word, Operands.networkInterface());
                hop.device = good ? words.last() : null;
                yield good;
            }
            case "weight" -> {
                boolean good = words.accept(word, number(1, 256));
                hop.weight = good ? Integer.parseInt(words.last()) : 1;
                yield good;
            }
            case "realms" -> {
                boolean good = words.accept(word, Operands.realms());
                hop.realms = good ? Operands.realmsOf(words.last(), context) : null;
                yield good;
            }
            case "encap" -> readEncapsulation(word, hop);
            default -> {
                words.error(
                        Code.UNKNOWN_OPTION, word, "unknown word '" + word.text() + "' after nexthop, entry ignored");
                yield false;
            }
        };
    }

    private boolean readEncapsulation(Word option, NextHopDraft hop) {
        Word type = words.argument(option);
        hop.encapsulation = type == null ? null : EncapsulationWords.read(type, words);
        return hop.encapsulation != null;
    }

    private @Nullable RouteSpec finish() {
        if (!destination) {
            words.error(Code.ROUTE_WITHOUT_DESTINATION, "no destination, entry ignored");
            return null;
        }
        if (route.tracked && route.hasForeignProtocol()) {
            words.error(
                    Code.ROUTE_PROTOCOL,
                    "a tracked route has the protocol " + RouteDraft.KEEPALIVED_PROTOCOL
                            + " (keepalived); the one given is ignored unless no_track is set");
        }
        if (route.tracked && !route.hasDevice()) {
            words.warning(
                    Code.ROUTE_NOT_TRACKED,
                    words.first(),
                    StatusClass.WARNING,
                    "a route without dev cannot be tracked, and is not",
                    "add 'dev INTERFACE', or no_track if this is meant");
        }
        return route.finish();
    }
}
