package io.aloft.config.bind;

import static io.aloft.config.bind.Operands.named;
import static io.aloft.config.bind.Operands.number;
import static io.aloft.config.bind.Operands.prefixedNumber;

import io.aloft.config.bind.Operands.Operand;
import io.aloft.config.diagnostic.Code;
import io.aloft.config.host.NameTable;
import io.aloft.config.syntax.Statement;
import io.aloft.config.syntax.Word;
import io.aloft.model.net.AddressFamily;
import io.aloft.model.net.IpAddress;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Lines of {@code virtual_rules} and {@code static_rules}. Checked only; most mistakes drop the entry. */
final class RuleEntries {

    private static final long UNSIGNED = 4_294_967_295L;
    private static final Set<String> ANY = Set.of("default", "any", "all");

    private static final Map<String, Operand> SELECTORS = Map.ofEntries(
            Map.entry("tos", named(NameTable.DSFIELDS, 255)),
            Map.entry("dsfield", named(NameTable.DSFIELDS, 255)),
            Map.entry("fwmark", mark()),
            Map.entry("realms", Operands.realms()),
            Map.entry("suppress_prefixlength", number(0, Integer.MAX_VALUE)),
            Map.entry("sup_pl", number(0, Integer.MAX_VALUE)),
            Map.entry("suppress_ifgroup", named(NameTable.GROUPS, UNSIGNED)),
            Map.entry("sup_group", named(NameTable.GROUPS, UNSIGNED)),
            Map.entry("dev", Operands.networkInterface()),
            Map.entry("iif", Operands.networkInterface()),
            Map.entry("oif", Operands.networkInterface()),
            Map.entry("tunnel-id", Operands.unsigned64()),
            Map.entry("uidrange", Operands.range(UNSIGNED)),
            Map.entry("protocol", named(NameTable.PROTOCOLS, 255)));

    private final EntryWords words;
    private final BindContext context;
    private final boolean isStatic;
    private int actions;
    private @Nullable Long priority;
    private @Nullable Long target;
    private @Nullable AddressFamily family;

    private RuleEntries(String keyword, Statement entry, BindContext context) {
        this.words = new EntryWords(keyword, entry, context);
        this.context = context;
        this.isStatic = keyword.startsWith("static");
    }

    /** Reports what is wrong with one entry. */
    static void check(String keyword, Statement entry, BindContext context) {
        var reader = new RuleEntries(keyword, entry, context);
        while (reader.words.hasNext()) {
            if (!reader.readWord(reader.words.next())) {
                return;
            }
        }
        reader.finish();
    }

    private static Operand mark() {
        Operand part = prefixedNumber(0, UNSIGNED);
        return (text, context) -> {
            for (String number : text.split("/", 2)) {
                if (part.expected(number, context) != null) {
                    return "MARK or MARK/MASK";
                }
            }
            return null;
        };
    }

    /** False when the entry has to be dropped. */
    private boolean readWord(Word word) {
        Operand selector = SELECTORS.get(word.text());
        if (selector != null) {
            return words.accept(word, selector);
        }
        return switch (word.text()) {
            // keepalived loses the word behind the family; the documented form is meant.
            case "inet", "inet6", "not", "type", "no_track" -> true;
            case "from", "to" -> readPrefix(word);
            case "table", "lookup" -> {
                actions++;
                yield words.accept(word, table());
            }
            case "l3mdev", "nop", "blackhole", "unreachable", "prohibit" -> {
                actions++;
                yield true;
            }
            case "goto" -> {
                actions++;
                target = words.peek() == null ? null : Operands.prefixed(String.valueOf(words.peek()));
                yield words.accept(word, prefixedNumber(0, UNSIGNED));
            }
            case "preference", "order", "priority" -> {
                priority = words.peek() == null ? null : Operands.prefixed(String.valueOf(words.peek()));
                yield words.accept(word, prefixedNumber(0, UNSIGNED));
            }
            case "ipproto" -> readKept(word, protocol());
            case "sport", "dport" -> readKept(word, Operands.range(65535));
            case "track_group" -> readTrackGroup(word);
            default -> {
                words.error(Code.UNKNOWN_OPTION, word, "unknown option '" + word.text() + "', entry ignored");
                yield false;
            }
        };
    }

    private static Operand table() {
        Operand named = named(NameTable.TABLES, UNSIGNED);
        return (text, context) -> text.equals("0") ? "a table other than 0" : named.expected(text, context);
    }

    private static Operand protocol() {
        return (text, context) -> {
            Long number = Operands.decimal(text);
            boolean good = number == null ? text.matches("[a-z][a-z0-9.-]*") : number >= 0 && number <= 255;
            return good ? null : "a protocol's name or number 0..255";
        };
    }

    private boolean readPrefix(Word option) {
        if (words.peek() != null && ANY.contains(String.valueOf(words.peek()))) {
            words.next();
            return true;
        }
        IpAddress address = words.peek() == null ? null : Operands.prefixAddress(String.valueOf(words.peek()));
        if (!words.accept(option, Operands.prefix())) {
            return false;
        }
        if (address != null && family != null && family != address.family()) {
            words.error(Code.ADDRESS_FAMILY, option, "from and to are of different families, entry ignored");
            return false;
        }
        family = address == null ? family : address.family();
        return true;
    }

    /** A bad value is reported, and the rule kept without it. */
    private boolean readKept(Word option, Operand operand) {
        Word value = words.argument(option);
        String expected = value == null ? null : operand.expected(value.text(), context);
        if (value != null && expected != null) {
            words.error(
                    Code.OPTION_VALUE, value, option.text() + " " + value + " is ignored (expected: " + expected + ")");
        }
        return value != null;
    }

    private boolean readTrackGroup(Word option) {
        if (!isStatic) {
            words.error(Code.UNKNOWN_OPTION, option, "unknown option 'track_group', entry ignored");
            return false;
        }
        Word name = words.argument(option);
        if (name != null) {
            context.config().names().use(Names.Kind.TRACK_GROUP, name, "track_group", "it is ignored", context);
        }
        return name != null;
    }

    private void finish() {
        if (actions != 1) {
            words.error(
                    Code.RULE_ACTION,
                    (actions == 0 ? "no action" : actions + " actions")
                            + " (expected one of table, goto, nop, blackhole, unreachable, prohibit, l3mdev), entry ignored");
            return;
        }
        if (target != null && priority != null && priority >= target) {
            words.error(
                    Code.RULE_GOTO, "goto " + target + " must be above the priority " + priority + ", entry ignored");
            return;
        }
        if (priority == null) {
            words.error(
                    Code.RULE_PRIORITY, "no priority, so one is chosen, counting down from 16384; write 'priority N'");
        }
    }
}
