package io.aloft.config.bind;

import static io.aloft.config.bind.Operands.named;
import static io.aloft.config.bind.Operands.number;
import static io.aloft.config.bind.Operands.prefixedNumber;

import io.aloft.config.bind.Operands.Operand;
import io.aloft.config.diagnostic.Code;
import io.aloft.config.directive.Directive;
import io.aloft.config.host.NameTable;
import io.aloft.config.syntax.Statement;
import io.aloft.config.syntax.Word;
import io.aloft.model.net.AddressFamily;
import io.aloft.model.net.IpPrefix;
import io.aloft.model.route.RuleAction;
import io.aloft.model.route.RuleSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Lines of {@code virtual_rules} and {@code static_rules}. Most mistakes drop the entry. */
final class RuleEntries {

    private static final long UNSIGNED = 4_294_967_295L;
    private static final Operand PRIORITY = prefixedNumber(0, UNSIGNED);
    private static final Operand PORTS = Operands.range(65535);
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
    private final RuleDraft rule = new RuleDraft();
    private int actions;
    private @Nullable AddressFamily written;

    private RuleEntries(String keyword, Statement entry, BindContext context) {
        this.words = new EntryWords(keyword, entry, context);
        this.context = context;
        this.isStatic = keyword.startsWith("static");
    }

    /** The entries of a block that can be used; what is wrong with the others is reported. */
    static List<RuleSpec> read(Directive directive, Statement statement, BindContext context) {
        var rules = new ArrayList<RuleSpec>();
        for (Statement entry : statement.content()) {
            RuleSpec rule = new RuleEntries(directive.keyword(), entry, context).read();
            if (rule != null) {
                rules.add(rule);
            }
        }
        return rules;
    }

    private @Nullable RuleSpec read() {
        while (words.hasNext()) {
            if (!readWord(words.next())) {
                return null;
            }
        }
        return finish();
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
            if (!words.accept(word, selector)) {
                return false;
            }
            rule.set(word.text(), words.last(), context);
            return true;
        }
        return switch (word.text()) {
            // keepalived loses the word behind the family; the documented form is meant.
            case "inet", "inet6", "not", "type", "no_track" -> readFlag(word.text());
            case "from", "to" -> readPrefix(word);
            case "l3mdev", "nop", "blackhole", "unreachable", "prohibit" ->
                act(RuleAction.Plain.valueOf(word.text().toUpperCase(Locale.ROOT)));
            case "table", "lookup" ->
                words.accept(word, table())
                        && act(new RuleAction.Lookup(Operands.numberOf(NameTable.TABLES, words.last(), context)));
            case "goto" -> words.accept(word, PRIORITY) && act(new RuleAction.Goto(Long.decode(words.last())));
            case "preference", "order", "priority" -> {
                boolean good = words.accept(word, PRIORITY);
                rule.priority = good ? Operands.prefixed(words.last()) : null;
                yield good;
            }
            case "ipproto", "sport", "dport" -> readKept(word);
            case "track_group" -> readTrackGroup(word);
            default -> {
                words.error(Code.UNKNOWN_OPTION, word, "unknown option '" + word.text() + "', entry ignored");
                yield false;
            }
        };
    }

    private boolean readFlag(String word) {
        switch (word) {
            case "inet" -> rule.family = AddressFamily.INET;
            case "inet6" -> rule.family = AddressFamily.INET6;
            case "not" -> rule.inverted = true;
            case "no_track" -> rule.tracked = false;
            // "type" stands before an action and says nothing.
            default -> {}
        }
        return true;
    }

    private boolean act(RuleAction action) {
        actions++;
        rule.action = action;
        return true;
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
        if (!words.accept(option, Operands.prefix())) {
            return false;
        }
        IpPrefix prefix = Operands.prefixOf(words.last());
        AddressFamily family = prefix == null ? null : prefix.address().family();
        if (written != null && written != family) {
            words.error(Code.ADDRESS_FAMILY, option, "from and to are of different families, entry ignored");
            return false;
        }
        written = family;
        rule.family = family;
        if (option.text().equals("from")) {
            rule.from = prefix;
        } else {
            rule.to = prefix;
        }
        return true;
    }

    /** A bad value is reported, and the rule kept without it. */
    private boolean readKept(Word option) {
        Word value = words.argument(option);
        if (value == null) {
            return false;
        }
        Operand operand = option.text().equals("ipproto") ? protocol() : PORTS;
        String expected = operand.expected(value.text(), context);
        if (expected != null) {
            words.error(
                    Code.OPTION_VALUE, value, option.text() + " " + value + " is ignored (expected: " + expected + ")");
            return true;
        }
        switch (option.text()) {
            case "ipproto" -> rule.ipProtocol = value.text();
            case "sport" -> rule.sourcePorts = RuleDraft.range(value.text());
            default -> rule.destinationPorts = RuleDraft.range(value.text());
        }
        return true;
    }

    private boolean readTrackGroup(Word option) {
        if (!isStatic) {
            words.error(Code.UNKNOWN_OPTION, option, "unknown option 'track_group', entry ignored");
            return false;
        }
        Word name = words.argument(option);
        if (name != null
                && context.config()
                        .names()
                        .use(Names.Kind.TRACK_GROUP, name, "track_group", "it is ignored", context)) {
            rule.group = name.text();
        }
        return name != null;
    }

    private @Nullable RuleSpec finish() {
        if (rule.action == null || actions != 1) {
            words.error(
                    Code.RULE_ACTION,
                    (actions == 0 ? "no action" : actions + " actions")
                            + " (expected one of table, goto, nop, blackhole, unreachable, prohibit, l3mdev), entry"
                            + " ignored");
            return null;
        }
        Long priority = rule.priority;
        if (rule.action instanceof RuleAction.Goto(long target) && priority != null && priority >= target) {
            words.error(
                    Code.RULE_GOTO, "goto " + target + " must be above the priority " + priority + ", entry ignored");
            return null;
        }
        if (priority == null) {
            words.error(
                    Code.RULE_PRIORITY, "no priority, so one is chosen, counting down from 16384; write 'priority N'");
        }
        return rule.finish(rule.action);
    }
}
