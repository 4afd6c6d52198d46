package io.aloft.config.bind;

import static io.aloft.config.bind.Operands.number;

import io.aloft.config.bind.Operands.Operand;
import io.aloft.config.diagnostic.Code;
import io.aloft.config.diagnostic.StatusClass;
import io.aloft.config.directive.Directive;
import io.aloft.config.syntax.Statement;
import io.aloft.config.syntax.Word;
import io.aloft.model.net.IpAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Keywords of {@code global_defs} with several words, whose features are not built yet: their values are checked. */
final class GlobalOptions {

    private static final Operand PORT = number(1, 65535);
    private static final Operand MULTICAST = (text, context) ->
            IpAddress.parse(text).filter(IpAddress::isMulticast).isPresent() ? null : "a multicast address";

    private static final Map<String, Operand> TIMEOUTS =
            Map.of("tcp", number(0, 2678400), "tcpfin", number(0, 2678400), "udp", number(0, 2678400));
    private static final Map<String, Operand> SYNC_DAEMON = Map.of(
            "inst", Operands.any(),
            "id", number(0, 255),
            "maxlen", number(1, 65507),
            "port", PORT,
            "ttl", number(1, 255),
            "group", MULTICAST);

    private static final Set<String> INCLUDE_CHECKS = Set.of("read", "match", "wildcard_match", "brace_match");

    private GlobalOptions() {}

    static void timeouts(Directive directive, Statement statement, BindContext context) {
        if (statement.arguments().size() < 2) {
            context.error(
                    Code.MISSING_ARGUMENT,
                    statement.location(),
                    "lvs_timeouts needs at least one of tcp N, tcpfin N, udp N; ignored");
            return;
        }
        options("lvs_timeouts", 0, TIMEOUTS, statement, context);
    }

    static void syncDaemon(Directive directive, Statement statement, BindContext context) {
        if (statement.arguments().isEmpty()) {
            context.error(Code.MISSING_ARGUMENT, statement.location(), "lvs_sync_daemon needs an interface, ignored");
            return;
        }
        // The oldest form has the name of the instance behind the interface.
        List<Word> words = statement.arguments();
        boolean named =
                words.size() > 1 && !SYNC_DAEMON.containsKey(words.get(1).text());
        options("lvs_sync_daemon", named ? 2 : 1, SYNC_DAEMON, statement, context);
        int at = 1;
        while (!named && at < words.size() && !words.get(at).text().equals("inst")) {
            at++;
        }
        int instance = named ? at : at + 1;
        if (instance < words.size()) {
            // keepalived -t does not look at it, and a start takes the daemon for one without instance.
            context.config()
                    .names()
                    .useAnywhere(
                            Names.Kind.INSTANCE,
                            words.get(instance),
                            "lvs_sync_daemon",
                            StatusClass.OK,
                            "it runs without",
                            context);
        }
    }

    /** Pairs of name and value behind {@code skipped} words; what is wrong is left out. */
    private static void options(
            String keyword, int skipped, Map<String, Operand> known, Statement statement, BindContext context) {
        List<Word> words = statement.arguments();
        int at = skipped;
        while (at < words.size()) {
            Word option = words.get(at++);
            Operand operand = known.get(option.text());
            if (operand == null) {
                context.error(
                        Code.UNKNOWN_OPTION,
                        option.location(),
                        keyword + ": unknown option '" + option + "' is ignored (expected: "
                                + String.join(
                                        ", ", known.keySet().stream().sorted().toList()) + ")");
                continue;
            }
            Word value = at < words.size() ? words.get(at++) : null;
            String expected = value == null ? "a value" : operand.expected(value.text(), context);
            if (expected != null) {
                context.error(
                        Code.OPTION_VALUE,
                        option.location(),
                        keyword + ": " + option + (value == null ? "" : " " + value) + " is ignored (expected: "
                                + expected + ")");
            }
        }
    }

    /** The text stages act on it; what is wrong with its words is said here. */
    static void includeCheck(GlobalDraft global, Directive directive, Statement statement, BindContext context) {
        boolean plain = false;
        for (Word word : statement.arguments()) {
            String text = word.text();
            boolean signed = text.startsWith("+") || text.startsWith("-");
            if (!INCLUDE_CHECKS.contains(signed ? text.substring(1) : text)) {
                context.error(
                        Code.INCLUDE_CHECK_WORD,
                        word.location(),
                        "include_check: '" + word + "' is ignored (expected: read, match, wildcard_match or"
                                + " brace_match, with + or - to change one)");
            } else if (!signed) {
                if (plain) {
                    context.error(
                            Code.INCLUDE_CHECK_WORD,
                            word.location(),
                            "include_check: '" + word + "' is a second word without sign, ignored");
                }
                plain = true;
            }
        }
    }

    /** Names that have a greatest length: what is longer is cut. */
    static List<String> boundedNames(Directive directive, Statement statement, BindContext context) {
        int most = directive.range() == null
                ? Integer.MAX_VALUE
                : Integer.parseInt(directive.range().high());
        var names = new ArrayList<String>();
        var seen = new HashSet<Integer>();
        for (Word word : statement.arguments()) {
            String name = word.text();
            if (name.length() > most && seen.add(word.location().column())) {
                context.error(
                        Code.NAME_TOO_LONG,
                        word.location(),
                        directive.keyword() + " " + word + " has more than " + most + " characters, it is cut");
            }
            names.add(name.length() > most ? name.substring(0, most) : name);
        }
        return names;
    }
}
