package io.aloft.config.bind;

import io.aloft.config.diagnostic.Code;
import io.aloft.config.directive.Directive;
import io.aloft.config.syntax.Statement;
import io.aloft.config.syntax.Word;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

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
        checks.put("nftables_ipvs", GlobalOptions::boundedNames);
        checks.put("virtual_server_group", (directive, statement, context) -> ServerGroups.check(statement, context));
        addCheckerOptions(checks);
        return checks;
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
                    Endpoints.address(statement, null, context);
                }
            }
            case INT,
                    UINT,
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
}
