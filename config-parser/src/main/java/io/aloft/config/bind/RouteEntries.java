package io.aloft.config.bind;

import static io.aloft.config.bind.Operands.address;
import static io.aloft.config.bind.Operands.any;
import static io.aloft.config.bind.Operands.named;
import static io.aloft.config.bind.Operands.number;
import static io.aloft.config.bind.Operands.oneOf;

import io.aloft.config.bind.Operands.Operand;
import io.aloft.config.diagnostic.Code;
import io.aloft.config.diagnostic.StatusClass;
import io.aloft.config.host.NameTable;
import io.aloft.config.syntax.Statement;
import io.aloft.config.syntax.Word;
import java.util.Map;
import java.util.Set;

/** Lines of {@code virtual_routes} and {@code static_routes}. Checked only; an entry with any mistake is dropped. */
final class RouteEntries {

    private static final long UNSIGNED = 4_294_967_295L;
    private static final int KEEPALIVED_PROTOCOL = 18;

    private static final Set<String> TYPES = Set.of(
            "unicast",
            "local",
            "nat",
            "broadcast",
            "brd",
            "anycast",
            "multicast",
            "prohibit",
            "unreachable",
            "blackhole",
            "throw",
            "xresolve");
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
    private boolean destination;
    private boolean device;
    private boolean tracked = true;
    private boolean foreignProtocol;

    private RouteEntries(String keyword, Statement entry, BindContext context) {
        this.words = new EntryWords(keyword, entry, context);
        this.context = context;
        this.isStatic = keyword.startsWith("static");
    }

    /** Reports what is wrong with one entry. */
    static void check(String keyword, Statement entry, BindContext context) {
        var reader = new RouteEntries(keyword, entry, context);
        while (reader.words.hasNext()) {
            if (!reader.readWord(reader.words.next())) {
                return;
            }
        }
        reader.finish();
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
            return true;
        }
        Operand operand = OPTIONS.get(text);
        if (operand != null) {
            if (LOCKABLE.contains(text) && "lock".equals(words.peek())) {
                words.next();
            }
            device |= text.equals("dev") || text.equals("oif");
            foreignProtocol |= text.equals("protocol") && !isKeepalived(words.peek());
            return words.accept(word, operand);
        }
        return switch (text) {
            case "no_track" -> {
                tracked = false;
                yield true;
            }
            case "via" -> readVia(word);
            case "gw" -> {
                words.warning(Code.DEPRECATED_KEYWORD, word, StatusClass.DEPRECATED, "gw is deprecated", "write via");
                yield words.accept(word, address());
            }
            case "or" -> {
                words.warning(
                        Code.DEPRECATED_KEYWORD,
                        word,
                        StatusClass.DEPRECATED,
                        "or is deprecated",
                        "write nexthop via ADDRESS");
                yield words.accept(word, address());
            }
            case "encap" -> readEncapsulation(word);
            case "nexthop" -> readNextHops();
            case "features", "ttl-propagate" -> readKept(word);
            case "track_group" -> isStatic ? readTrackGroup(word) : readDestination(word);
            // keepalived loses the word behind the family; the documented form is meant.
            case "inet", "inet6", "to" -> true;
            default -> TYPES.contains(text) || isTypeNumber(text) || readDestination(word);
        };
    }

    private boolean isKeepalived(@org.jspecify.annotations.Nullable String protocol) {
        if (protocol == null) {
            return true;
        }
        Long number = Operands.prefixed(protocol);
        Integer named = context.host().number(NameTable.PROTOCOLS, protocol);
        return number != null ? number == KEEPALIVED_PROTOCOL : named != null && named == KEEPALIVED_PROTOCOL;
    }

    private static boolean isTypeNumber(String text) {
        Long number = Operands.decimal(text);
        return number != null && number >= 0 && number <= 255;
    }

    private boolean readDestination(Word word) {
        String text = word.text();
        if (text.equals("default6")) {
            words.warning(
                    Code.DEPRECATED_KEYWORD,
                    word,
                    StatusClass.DEPRECATED,
                    "default6 is deprecated",
                    "write inet6 default");
        } else if (!DEFAULTS.contains(text) && Operands.prefixAddress(text) == null) {
            words.error(Code.ROUTE_WORD, word, "'" + text + "' is neither an option nor a destination, entry ignored");
            return false;
        }
        destination = true;
        return true;
    }

    private boolean readVia(Word option) {
        if ("inet".equals(words.peek()) || "inet6".equals(words.peek())) {
            words.next();
        }
        return words.accept(option, address());
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
        }
        return value != null;
    }

    private boolean readTrackGroup(Word option) {
        Word name = words.argument(option);
        if (name != null) {
            context.config().names().use(Names.Kind.TRACK_GROUP, name, "track_group", "it is ignored", context);
        }
        return name != null;
    }

    private boolean readNextHops() {
        while (words.hasNext()) {
            Word word = words.next();
            boolean good = switch (word.text()) {
                case "nexthop", "onlink" -> true;
                case "via" -> readVia(word);
                case "dev" -> words.accept(word, Operands.networkInterface());
                case "weight" -> words.accept(word, number(1, 256));
                case "realms" -> words.accept(word, Operands.realms());
                case "encap" -> readEncapsulation(word);
                default -> {
                    words.error(
                            Code.UNKNOWN_OPTION,
                            word,
                            "unknown word '" + word.text() + "' after nexthop, entry ignored");
                    yield false;
                }
            };
            if (!good) {
                return false;
            }
        }
        return true;
    }

    private boolean readEncapsulation(Word option) {
        Word type = words.argument(option);
        return type != null && Encapsulation.read(type, words);
    }

    private void finish() {
        if (!destination) {
            words.error(Code.ROUTE_WITHOUT_DESTINATION, "no destination, entry ignored");
            return;
        }
        if (tracked && foreignProtocol) {
            words.error(
                    Code.ROUTE_PROTOCOL,
                    "a tracked route has the protocol " + KEEPALIVED_PROTOCOL
                            + " (keepalived); the one given is ignored unless no_track is set");
        }
        if (tracked && !device) {
            words.warning(
                    Code.ROUTE_NOT_TRACKED,
                    words.first(),
                    StatusClass.WARNING,
                    "a route without dev cannot be tracked, and is not",
                    "add 'dev INTERFACE', or no_track if this is meant");
        }
    }
}
