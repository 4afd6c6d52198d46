package io.aloft.config.bind;

import io.aloft.config.diagnostic.Code;
import io.aloft.config.directive.Directive;
import io.aloft.config.syntax.Statement;
import io.aloft.config.syntax.Word;
import io.aloft.model.net.AddressFamily;
import io.aloft.model.net.IpAddress;
import io.aloft.model.vrrp.RepeatedGarp;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Keywords that nothing is bound to yet: their values are checked as if they acted, so that mistakes are found today. */
final class UnboundKeywords {

    /** Checks one statement. */
    @FunctionalInterface
    private interface Check {
        void check(Directive directive, Statement statement, BindContext context);
    }

    private static final Pattern HEX_BYTES = Pattern.compile("([0-9a-fA-F]{1,2})+");
    private static final Pattern HEX_PATTERN = Pattern.compile("([0-9a-fA-FxX]{1,2})+");

    /** By keyword, or by the innermost block and keyword where a keyword means several things. */
    private static final Map<String, Check> CHECKS = checks();

    private UnboundKeywords() {}

    private static Map<String, Check> checks() {
        var checks = new HashMap<String, Check>();
        checks.put("lvs_timeouts", GlobalOptions::timeouts);
        checks.put("lvs_sync_daemon", GlobalOptions::syncDaemon);
        for (String keyword : List.of("garp_extra_if", "vmac_garp_intvl")) {
            checks.put(
                    keyword,
                    (directive, statement, context) ->
                            RepeatedGarps.read(RepeatedGarp.NONE, directive, statement, context));
        }
        checks.put("nftables_ipvs", GlobalOptions::boundedNames);
        addEntryBlocks(checks);
        addInstanceOptions(checks);
        addCheckerOptions(checks);
        return checks;
    }

    private static void addEntryBlocks(Map<String, Check> checks) {
        for (String block : List.of("virtual_routes", "static_routes")) {
            checks.put(block, entries((entry, context) -> RouteEntries.check(block, entry, context)));
        }
        for (String block : List.of("virtual_rules", "static_rules")) {
            checks.put(block, entries((entry, context) -> RuleEntries.check(block, entry, context)));
        }
        checks.put(
                "static_ipaddress",
                (directive, statement, context) ->
                        statement.content().forEach(entry -> AddressEntries.read(directive, entry, context)));
        checks.put("virtual_server_group", (directive, statement, context) -> ServerGroups.check(statement, context));
        checks.put("linkbeat_interfaces", entries(InterfaceEntries::linkbeat));
        checks.put("interface_up_down_delays", entries(InterfaceEntries::delays));
        checks.put(
                "garp_group/interface",
                (directive, statement, context) ->
                        InterfaceEntries.member(statement.arguments().getFirst(), context));
        checks.put(
                "garp_group/interfaces",
                (directive, statement, context) ->
                        ListBlock.words(statement).forEach(word -> InterfaceEntries.member(word, context)));
        for (TrackEntries.Kind kind : TrackEntries.Kind.values()) {
            for (String block : List.of("vrrp_instance", "vrrp_sync_group")) {
                checks.put(block + "/" + kind.keyword(), (directive, statement, context) -> {
                    switch (context.current()) {
                        case InstanceDraft instance -> instance.tracked.read(kind, statement, context);
                        case SyncGroupDraft group -> group.tracked.read(kind, statement, context);
                        default -> {}
                    }
                });
            }
        }
    }

    private static void addInstanceOptions(Map<String, Check> checks) {
        checks.put("use_vmac", (directive, statement, context) -> VirtualInterfaceOptions.check(statement, context));
        checks.put("use_ipvlan", (directive, statement, context) -> VirtualInterfaceOptions.check(statement, context));
        checks.put("unicast_peer", (directive, statement, context) -> {
            if (context.current() instanceof InstanceDraft instance) {
                UnicastPeers.read(instance, statement, context);
            }
        });
        checks.put("mcast_dst_ip", (directive, statement, context) -> {
            IpAddress group = Endpoints.address(statement, family(context), context);
            if (group != null && !group.isMulticast()) {
                Word word = statement.arguments().getFirst();
                context.error(
                        Code.NOT_MULTICAST,
                        word.location(),
                        "mcast_dst_ip " + word + " is not a multicast address, ignored");
            }
        });
    }

    private static void addCheckerOptions(Map<String, Check> checks) {
        checks.put("http_protocol", words(Operands.ignoringCase("1.0", "1.0C", "1.1")));
        checks.put(
                "DNS_CHECK/type",
                words(Operands.ignoringCase("A", "NS", "CNAME", "SOA", "MX", "TXT", "AAAA", "RRSIG", "DNSKEY")));
        checks.put("url/digest", (directive, statement, context) -> CheckerBinding.digest(statement, context));
        checks.put(
                "url/status_code", (directive, statement, context) -> CheckerBinding.statusCodes(statement, context));
        checks.put("url/regex", (directive, statement, context) -> {
            List<String> pattern = ScriptWords.splitLine(statement.rawArguments());
            if (pattern == null || pattern.size() != 1) {
                context.error(
                        Code.REGEX_WORDS,
                        statement.location(),
                        "regex takes exactly one word, ignored; quote the pattern");
            }
        });
        checks.put("UDP_CHECK/payload", hexadecimal(HEX_BYTES));
        checks.put("UDP_CHECK/require_reply", hexadecimal(HEX_PATTERN));
        checks.put("FILE_CHECK/track_file", defined(Names.Kind.TRACK_FILE));
        checks.put("BFD_CHECK/name", defined(Names.Kind.BFD));
        for (String block : List.of("track_file", "vrrp_track_file")) {
            checks.put(block + "/init_file", UnboundKeywords::initFile);
        }
        checks.put("MISC_CHECK/user", (directive, statement, context) -> {
            List<Word> words = statement.arguments();
            // The binder reports an account that does not exist.
            ScriptBinder.user(
                    words.getFirst().text(),
                    words.size() > 1 ? words.get(1).text() : null,
                    words.getFirst().location(),
                    context);
        });
    }

    /** Reports what is wrong with the arguments or entries of a keyword that nothing is bound to. */
    static void check(Directive directive, Statement statement, BindContext context) {
        String block = directive.block().substring(directive.block().lastIndexOf('/') + 1);
        Check own = CHECKS.get(block + "/" + directive.keyword());
        Check check = own == null && !directive.type().holdsKeywords() ? CHECKS.get(directive.keyword()) : own;
        if (check != null) {
            check.check(directive, statement, context);
            return;
        }
        checkByType(directive, statement, context);
    }

    private static void checkByType(Directive directive, Statement statement, BindContext context) {
        switch (directive.type()) {
            case ENUM, FLAG_WORD -> {
                String choices = directive.arguments().replaceAll("[\\[\\]]", "");
                words(Operands.oneOf(choices.split("\\|"))).check(directive, statement, context);
            }
            case ADDRESS -> {
                if (!statement.arguments().isEmpty()) {
                    Endpoints.address(statement, family(context), context);
                }
            }
            case INT -> {
                Values.check(directive, statement, context);
                checkReverse(directive, statement, context);
            }
            case UINT,
                    DEC3,
                    DEC6,
                    TIMER,
                    BOOL,
                    FLAG,
                    STRING,
                    SECRET,
                    INTERFACE,
                    SCRIPT,
                    USER,
                    OPTIONS,
                    BLOCK,
                    NAMED_BLOCK,
                    ENTRY_BLOCK,
                    NAMED_ENTRY_BLOCK,
                    LIST_BLOCK -> Values.check(directive, statement, context);
        }
    }

    /** {@code weight N [reverse]}. */
    private static void checkReverse(Directive directive, Statement statement, BindContext context) {
        if (!directive.arguments().contains("[reverse") || statement.arguments().size() < 2) {
            return;
        }
        Word word = statement.arguments().get(1);
        String expected = Operands.oneOf("reverse", "noreverse").expected(word.text(), context);
        if (expected != null) {
            context.error(
                    Code.UNKNOWN_OPTION,
                    word.location(),
                    directive.keyword() + ": '" + word + "' is ignored (expected: " + expected + ")");
        }
    }

    /** The family that an address in an instance has to have; null outside instances and where none is fixed yet. */
    private static @Nullable AddressFamily family(BindContext context) {
        return context.current() instanceof InstanceDraft instance ? instance.family() : null;
    }

    private static Check entries(BiConsumer<Statement, BindContext> each) {
        return (directive, statement, context) -> statement.content().forEach(entry -> each.accept(entry, context));
    }

    /** The first word has to be one that the operand takes. */
    private static Check words(Operands.Operand operand) {
        return (directive, statement, context) -> {
            if (statement.arguments().isEmpty()) {
                return;
            }
            Word word = statement.arguments().getFirst();
            String expected = operand.expected(word.text(), context);
            if (expected != null) {
                context.error(
                        Code.NOT_A_CHOICE,
                        word.location(),
                        directive.keyword() + " " + word + " is ignored (expected: " + expected + ")");
            }
        };
    }

    private static Check hexadecimal(Pattern digits) {
        return (directive, statement, context) -> {
            for (Word word : statement.arguments()) {
                for (String part : word.text().strip().split("\\s+")) {
                    if (!digits.matcher(part).matches()) {
                        context.error(
                                Code.NOT_HEXADECIMAL,
                                word.location(),
                                directive.keyword() + ": '" + part + "' is no sequence of hexadecimal digits, ignored");
                        return;
                    }
                }
            }
        };
    }

    private static Check defined(Names.Kind kind) {
        return (directive, statement, context) -> context.config()
                .names()
                .use(kind, statement.arguments().getFirst(), directive.keyword(), "ignored", context);
    }

    /** {@code [VALUE] [overwrite]}. */
    private static void initFile(Directive directive, Statement statement, BindContext context) {
        Operands.Operand known = Operands.either(Operands.oneOf("overwrite"), Operands.number(-254, 254));
        for (Word word : statement.arguments()) {
            String expected = known.expected(word.text(), context);
            if (expected != null) {
                context.error(
                        Code.OPTION_VALUE,
                        word.location(),
                        "init_file: '" + word + "' is wrong (expected: " + expected + ")");
            }
        }
    }
}
