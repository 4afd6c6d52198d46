package io.aloft.config.bind;

import static io.aloft.config.bind.Operands.number;

import io.aloft.config.bind.Operands.Operand;
import io.aloft.config.diagnostic.Code;
import io.aloft.config.diagnostic.StatusClass;
import io.aloft.config.directive.Directive;
import io.aloft.config.syntax.Statement;
import io.aloft.config.syntax.Word;
import io.aloft.model.net.IpAddress;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Keywords of {@code global_defs} with several words, whose features are not built yet: their values are checked. */
final class GlobalOptions {

    private static final Pattern HOST_NAME = Pattern.compile(
            "[A-Za-z0-9_]([A-Za-z0-9_-]*[A-Za-z0-9_])?(\\.[A-Za-z0-9_]([A-Za-z0-9_-]*[A-Za-z0-9_])?)*\\.?");
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
    private static final Pattern MODE_BIT = Pattern.compile("I[RWX](USR|GRP|OTH)|IRWX[UGO]");

    private GlobalOptions() {}

    /** HOST [PORT]. Names are looked up when mail is sent, so only their form counts here. */
    static void smtpServer(Directive directive, Statement statement, BindContext context) {
        List<Word> words = statement.arguments();
        Word host = words.getFirst();
        boolean usable = IpAddress.parse(host.text()).isPresent()
                || HOST_NAME.matcher(host.text()).matches();
        if (!usable) {
            context.error(
                    Code.SMTP_SERVER,
                    host.location(),
                    "smtp_server " + host + " is neither an address nor a host name, none is set");
        } else if (words.size() > 1 && PORT.expected(words.get(1).text(), context) != null) {
            context.error(
                    Code.PORT_NUMBER,
                    words.get(1).location(),
                    "smtp_server: port " + words.get(1) + " is out of range (1..65535), no server is set");
        }
    }

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
        options("lvs_sync_daemon", 1, SYNC_DAEMON, statement, context);
        List<Word> words = statement.arguments();
        for (int i = 1; i + 1 < words.size(); i++) {
            if (words.get(i).text().equals("inst")) {
                // keepalived -t does not look at it, and a start takes the daemon for one without instance.
                context.config()
                        .names()
                        .useAnywhere(
                                Names.Kind.INSTANCE,
                                words.get(i + 1),
                                "lvs_sync_daemon",
                                StatusClass.OK,
                                "it runs without",
                                context);
            }
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

    static void cpuAffinity(Directive directive, Statement statement, BindContext context) {
        int last = context.host().processors() - 1;
        Operand processor = number(0, last);
        for (Word word : statement.arguments()) {
            if (processor.expected(word.text(), context) != null) {
                context.error(
                        Code.CPU_AFFINITY,
                        word.location(),
                        directive.keyword() + ": processor " + word + " is out of range (0.." + last
                                + "); the whole set is ignored");
            }
        }
    }

    /** {@code [all] SECS}. */
    static void repeatedGarp(Directive directive, Statement statement, BindContext context) {
        List<Word> words = statement.arguments();
        int at = !words.isEmpty() && words.getFirst().text().equals("all") ? 1 : 0;
        Directive.Range range = directive.range();
        long low = range == null ? 0 : Long.parseLong(range.low());
        Operand seconds = number(low, 86400);
        if (at == words.size()) {
            context.error(
                    Code.MISSING_ARGUMENT,
                    statement.location(),
                    directive.keyword() + " needs a time in seconds, ignored");
        } else if (seconds.expected(words.get(at).text(), context) != null) {
            context.error(
                    Code.OUT_OF_RANGE,
                    words.get(at).location(),
                    directive.keyword() + " " + words.get(at) + " is out of range (" + low + "..86400), ignored");
        }
    }

    static void receiveBuffers(Directive directive, Statement statement, BindContext context) {
        Operand known = Operands.either(Operands.ignoringCase("MTU", "ADVERT"), number(0, 4_294_967_295L));
        for (Word word : statement.arguments()) {
            String expected = known.expected(word.text(), context);
            if (expected != null) {
                context.error(
                        Code.NOT_A_CHOICE,
                        word.location(),
                        directive.keyword() + " " + word + " is ignored (expected: " + expected + ")");
            }
        }
    }

    /** A number with C's prefixes, or names of permission bits joined by {@code |} or blanks. */
    static void umask(Directive directive, Statement statement, BindContext context) {
        Word first = statement.arguments().getFirst();
        Long mask = Operands.prefixed(first.text());
        if (mask != null && mask >= 0 && mask <= 0777) {
            return;
        }
        for (Word word : statement.arguments()) {
            for (String bit : word.text().split("\\|", -1)) {
                if (!bit.isEmpty() && !MODE_BIT.matcher(bit).matches()) {
                    context.error(
                            Code.UMASK,
                            word.location(),
                            "umask " + word + " is neither a number 0..0777 nor bits such as IWGRP|IRWXO, ignored");
                    return;
                }
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
    static void boundedName(Directive directive, Statement statement, BindContext context) {
        Directive.Range range = directive.range();
        if (range == null) {
            return;
        }
        var seen = new HashSet<Integer>();
        for (Word word : statement.arguments()) {
            if (word.text().length() > Integer.parseInt(range.high())
                    && seen.add(word.location().column())) {
                context.error(
                        Code.NAME_TOO_LONG,
                        word.location(),
                        directive.keyword() + " " + word + " has more than " + range.high() + " characters, it is cut");
            }
        }
    }
}
