package io.aloft.config.bind;

import static io.aloft.config.bind.Operands.number;

import io.aloft.config.bind.LvsGlobalDraft.SyncDaemonDraft;
import io.aloft.config.bind.Operands.Operand;
import io.aloft.config.diagnostic.Code;
import io.aloft.config.diagnostic.StatusClass;
import io.aloft.config.directive.Directive;
import io.aloft.config.syntax.Statement;
import io.aloft.config.syntax.Word;
import io.aloft.model.lvs.LvsGlobals.Flush;
import io.aloft.model.net.IpAddress;
import java.util.List;
import java.util.Map;

/** What concerns virtual servers as a whole: keywords of {@code global_defs}, and the block {@code SSL}. */
final class LvsKeywords {

    private static final String MARKING_TABLE = "keepalived_ipvs";
    private static final int MARKING_PRIORITY = -1;
    private static final long FIRST_MARK = 1000;
    private static final Operand SECONDS = number(0, 2678400);
    private static final Operand MULTICAST = (text, context) ->
            IpAddress.parse(text).filter(IpAddress::isMulticast).isPresent() ? null : "a multicast address";

    /** An option of a line: what its value may be and where it goes. */
    private record Option<T>(Operand operand, Setter<T> setter) {}

    /** Takes the value of an option. */
    @FunctionalInterface
    private interface Setter<T> {
        void set(T target, Word value, BindContext context);
    }

    private static final Map<String, Option<LvsGlobalDraft>> TIMEOUTS = Map.of(
            "tcp", new Option<>(SECONDS, (lvs, value, context) -> lvs.tcpTimeout = integer(value)),
            "tcpfin", new Option<>(SECONDS, (lvs, value, context) -> lvs.tcpFinTimeout = integer(value)),
            "udp", new Option<>(SECONDS, (lvs, value, context) -> lvs.udpTimeout = integer(value)));

    private static final Map<String, Option<SyncDaemonDraft>> SYNC_DAEMON = Map.of(
            "inst", new Option<>(Operands.any(), LvsKeywords::instance),
            "id", new Option<>(number(0, 255), (daemon, value, context) -> daemon.id = integer(value)),
            "maxlen", new Option<>(number(1, 65507), (daemon, value, context) -> daemon.maxLength = integer(value)),
            "port", new Option<>(number(1, 65535), (daemon, value, context) -> daemon.port = integer(value)),
            "ttl", new Option<>(number(1, 255), (daemon, value, context) -> daemon.ttl = integer(value)),
            "group",
                    new Option<>(
                            MULTICAST,
                            (daemon, value, context) ->
                                    daemon.group = IpAddress.parse(value.text()).orElse(null)));

    static final BlockBinding<TlsClientDraft> SSL = new BlockBinding<TlsClientDraft>("SSL")
            .word("password", (tls, password) -> tls.password = password)
            .word("ca", (tls, file) -> tls.authority = file)
            .word("certificate", (tls, file) -> tls.certificate = file)
            .word("key", (tls, file) -> tls.key = file);

    private LvsKeywords() {}

    static void addTo(BlockBinding<GlobalDraft> block) {
        block.statement("lvs_timeouts", LvsKeywords::timeouts)
                .flag("lvs_flush", global -> global.lvs.flushAtStart = true)
                .statement("lvs_flush_on_stop", LvsKeywords::flushOnStop)
                .statement("lvs_flush_onstop", LvsKeywords::flushOnStop)
                .statement("lvs_sync_daemon", LvsKeywords::syncDaemon)
                .statement("nftables_ipvs", (global, directive, statement, context) -> {
                    List<String> names = GlobalOptions.boundedNames(directive, statement, context);
                    global.lvs.markingTable = names.isEmpty() ? MARKING_TABLE : names.getFirst();
                    global.lvs.markingPriority = MARKING_PRIORITY;
                    global.lvs.firstMark = FIRST_MARK;
                })
                .number("nftables_ipvs_priority", (global, priority) -> global.lvs.markingPriority = (int) priority)
                .number("nftables_ipvs_start_fwmark", (global, mark) -> global.lvs.firstMark = mark)
                .number("lvs_netlink_cmd_rcv_bufs", (global, bytes) -> global.lvs.commandBuffers.bytes = bytes)
                .bool("lvs_netlink_cmd_rcv_bufs_force", (global, on) -> global.lvs.commandBuffers.force = on)
                .number("lvs_netlink_monitor_rcv_bufs", (global, bytes) -> global.lvs.monitorBuffers.bytes = bytes)
                .bool("lvs_netlink_monitor_rcv_bufs_force", (global, on) -> global.lvs.monitorBuffers.force = on)
                .bool("checker_log_all_failures", (global, on) -> global.lvs.logAllFailures = on)
                .bool("rs_init_notifies", (global, on) -> global.lvs.notifyFirstState = on)
                .bool("no_checker_emails", (global, on) -> global.lvs.onlyServerMails = on)
                .flag("#@aloft shared_checks", global -> global.lvs.sharedChecks = true);
    }

    /** A second block takes the place of the first. */
    static void openSsl(GlobalDraft global, Directive directive, Statement statement, BindContext context) {
        var draft = new TlsClientDraft(statement.location());
        global.lvs.tls = draft;
        BlockReader.read(SSL, draft, statement, context);
    }

    private static void timeouts(GlobalDraft global, Directive directive, Statement statement, BindContext context) {
        if (statement.arguments().size() < 2) {
            context.error(
                    Code.MISSING_ARGUMENT,
                    statement.location(),
                    "lvs_timeouts needs at least one of tcp N, tcpfin N, udp N; ignored");
            return;
        }
        options(global.lvs, TIMEOUTS, directive, statement.arguments(), context);
    }

    private static void flushOnStop(GlobalDraft global, Directive directive, Statement statement, BindContext context) {
        if (statement.arguments().isEmpty()) {
            global.lvs.flushOnStop = Flush.EVERYTHING;
            return;
        }
        Word word = statement.arguments().getFirst();
        if (word.text().equals("VS")) {
            global.lvs.flushOnStop = Flush.OWN_AT_ONCE;
        } else {
            context.error(
                    Code.NOT_A_CHOICE,
                    word.location(),
                    directive.keyword() + " " + word + " is ignored (expected: VS)");
        }
    }

    private static void syncDaemon(GlobalDraft global, Directive directive, Statement statement, BindContext context) {
        List<Word> words = statement.arguments();
        if (words.isEmpty()) {
            context.error(Code.MISSING_ARGUMENT, statement.location(), "lvs_sync_daemon needs an interface, ignored");
            return;
        }
        var daemon = new SyncDaemonDraft(words.getFirst().text());
        global.lvs.syncDaemon = daemon;
        List<Word> rest = words.subList(1, words.size());
        if (!rest.isEmpty() && !SYNC_DAEMON.containsKey(rest.getFirst().text())) {
            instance(daemon, rest.getFirst(), context);
            rest = withoutBareId(daemon, rest.subList(1, rest.size()), context);
        }
        options(daemon, SYNC_DAEMON, directive, rest, context);
    }

    /** The old form: IFNAME INSTANCE [ID]. */
    private static List<Word> withoutBareId(SyncDaemonDraft daemon, List<Word> words, BindContext context) {
        if (words.isEmpty() || number(0, 255).expected(words.getFirst().text(), context) != null) {
            return words;
        }
        daemon.id = integer(words.getFirst());
        context.error(
                Code.DEPRECATED_KEYWORD,
                words.getFirst().location(),
                "lvs_sync_daemon: '" + words.getFirst() + "' is taken as id; write id " + words.getFirst());
        return words.subList(1, words.size());
    }

    private static void instance(SyncDaemonDraft daemon, Word name, BindContext context) {
        daemon.instance = name.text();
        // keepalived -t does not look at it, and a start takes the daemon for one without instance.
        context.config()
                .names()
                .useAnywhere(Names.Kind.INSTANCE, name, "lvs_sync_daemon", StatusClass.OK, "it runs without", context);
    }

    /** Pairs of name and value; what is wrong is left out. */
    private static <T> void options(
            T target, Map<String, Option<T>> known, Directive directive, List<Word> words, BindContext context) {
        int at = 0;
        while (at < words.size()) {
            Word name = words.get(at++);
            Option<T> option = known.get(name.text());
            if (option == null) {
                context.error(
                        Code.UNKNOWN_OPTION,
                        name.location(),
                        directive.keyword() + ": unknown option '" + name + "' is ignored (expected: "
                                + String.join(
                                        ", ", known.keySet().stream().sorted().toList()) + ")");
                continue;
            }
            Word value = at < words.size() ? words.get(at++) : null;
            String expected = value == null ? "a value" : option.operand().expected(value.text(), context);
            if (value == null || expected != null) {
                context.error(
                        Code.OPTION_VALUE,
                        name.location(),
                        directive.keyword() + ": " + name + (value == null ? "" : " " + value)
                                + " is ignored (expected: " + expected + ")");
            } else {
                option.setter().set(target, value, context);
            }
        }
    }

    private static int integer(Word number) {
        return Integer.parseInt(number.text());
    }
}
