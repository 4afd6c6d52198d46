package io.aloft.config.bind;

import static io.aloft.config.bind.BlockBinding.firstArgument;

import io.aloft.config.bind.VirtualServerDraft.Target;
import io.aloft.config.diagnostic.Code;
import io.aloft.config.diagnostic.StatusClass;
import io.aloft.config.directive.Directive;
import io.aloft.config.syntax.Statement;
import io.aloft.config.syntax.Word;
import io.aloft.model.lvs.TransportProtocol;
import io.aloft.model.net.AddressFamily;
import io.aloft.model.net.Endpoint;
import io.aloft.model.net.IpAddress;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** {@code virtual_server}. */
final class VirtualServerBinding {

    private static final List<String> SCHEDULERS =
            List.of("rr", "wrr", "lc", "wlc", "lblc", "sh", "mh", "dh", "fo", "ovf", "lblcr", "sed", "nq", "twos");
    private static final Map<String, TransportProtocol> PROTOCOLS =
            Map.of("TCP", TransportProtocol.TCP, "UDP", TransportProtocol.UDP, "SCTP", TransportProtocol.SCTP);
    private static final int DEFAULT_PERSISTENCE = 360;
    private static final int ENGINE_LENGTH = 16;

    /** IPVS service flags that the schedulers read. */
    private static final int FLAG_1 = 0x08;

    private static final int FLAG_2 = 0x10;
    private static final int FLAG_3 = 0x20;

    static final BlockBinding<VirtualServerDraft> BLOCK = CheckSettingsBinding.addTo(
                    new BlockBinding<VirtualServerDraft>("virtual_server"), server -> server.checks)
            .statement("ip_family", VirtualServerBinding::family)
            .statement("lb_algo", VirtualServerBinding::scheduler)
            .statement("lvs_sched", VirtualServerBinding::scheduler)
            .statement("hashed", VirtualServerBinding::hashed)
            .flag("ops", server -> server.onePacket = true)
            .flag("flag-1", server -> server.schedulerFlags |= FLAG_1)
            .flag("flag-2", server -> server.schedulerFlags |= FLAG_2)
            .flag("flag-3", server -> server.schedulerFlags |= FLAG_3)
            .statement("sh-port", VirtualServerBinding::hashFlag)
            .statement("sh-fallback", VirtualServerBinding::hashFlag)
            .statement("mh-port", VirtualServerBinding::hashFlag)
            .statement("mh-fallback", VirtualServerBinding::hashFlag)
            .statement("lb_kind", VirtualServerBinding::method)
            .statement("lvs_method", VirtualServerBinding::method)
            .statement("persistence_timeout", VirtualServerBinding::persistence)
            .statement("persistence_granularity", VirtualServerBinding::granularity)
            .statement("persistence_engine", VirtualServerBinding::engine)
            .flag("ha_suspend", server -> server.haSuspend = true)
            .bool("smtp_alert", (server, on) -> server.smtpAlert = on)
            .onlyWord("snmp_name", (server, name) -> server.snmpName = name)
            .duration("#@aloft slow_start", (server, time) -> server.slowStart = time)
            .statement("protocol", VirtualServerBinding::protocol)
            .word("virtualhost", (server, name) -> server.checks.virtualHost = name)
            .flag("alpha", server -> server.checks.alpha = true)
            .flag("omega", server -> server.omega = true)
            .flag("inhibit_on_failure", server -> server.inhibit = true)
            .number("quorum", (server, quorum) -> server.quorum = quorum)
            .number("hysteresis", (server, hysteresis) -> server.hysteresis = hysteresis)
            .number("weight", (server, weight) -> server.weight = (int) weight)
            .script("quorum_up", (server, script) -> server.quorumUp = script)
            .script("quorum_down", (server, script) -> server.quorumDown = script)
            .statement("sorry_server", VirtualServerBinding::sorryServer)
            .statement("sorry_server_inhibit", VirtualServerBinding::sorryInhibit)
            .statement("sorry_server_lvs_method", VirtualServerBinding::sorryMethod)
            .statement("real_server", RealServerBinding::open);

    private VirtualServerBinding() {}

    static void open(Statement statement, BindContext context) {
        Target target = target(statement.arguments(), context);
        if (target == null) {
            context.config().leftOutServers().add(statement.rawText());
            return;
        }
        var draft = new VirtualServerDraft(target, statement.location());
        context.config().virtualServers().add(draft);
        BlockReader.read(BLOCK, draft, statement, context);
    }

    private static @Nullable Target target(List<Word> words, BindContext context) {
        String kind = words.getFirst().text();
        if (!kind.equals("group") && !kind.equals("fwmark")) {
            Endpoint endpoint = Endpoints.read("virtual_server", words, "the whole block is ignored", context);
            return endpoint == null ? null : new Target.Address(endpoint);
        }
        if (words.size() < 2) {
            context.error(
                    Code.MISSING_ARGUMENT_REFUSED,
                    words.getFirst().location(),
                    StatusClass.MISSING_PARAMETER,
                    "virtual_server " + kind + " needs " + (kind.equals("group") ? "a name" : "a number")
                            + "; keepalived does not start with such a file");
            return null;
        }
        Word value = words.get(1);
        if (kind.equals("group")) {
            context.config()
                    .names()
                    .useAnywhere(
                            Names.Kind.SERVER_GROUP,
                            value,
                            "virtual_server",
                            StatusClass.OK,
                            "it is left out",
                            context);
            return new Target.Group(value.text());
        }
        Long mark = Operands.decimal(value.text());
        if (mark == null || mark < 1 || mark > Operands.UNSIGNED_32) {
            // keepalived takes 0 for an address that was left out and makes a service that nothing reaches.
            context.error(
                    mark == null ? Code.NOT_A_NUMBER : Code.OUT_OF_RANGE,
                    value.location(),
                    StatusClass.INVALID_NUMBER,
                    "virtual_server fwmark " + value + " is out of range (1.." + Operands.UNSIGNED_32
                            + "), the whole block is ignored");
            return null;
        }
        return new Target.Mark(mark);
    }

    private static void family(
            VirtualServerDraft server, Directive directive, Statement statement, BindContext context) {
        Word word = firstArgument(statement);
        AddressFamily family = AddressFamily.ofWord(word.text());
        if (family == null) {
            context.error(Code.IP_FAMILY, word.location(), "ip_family " + word + " is neither inet nor inet6, ignored");
        } else if (server.family != null && server.family != family) {
            String known = server.target instanceof Target.Address ? "the address" : "what stands before it";
            context.error(Code.IP_FAMILY, word.location(), "ip_family " + word + " contradicts " + known + ", ignored");
        } else {
            server.family = family;
        }
    }

    /** Has no effect, but belongs to the schedulers that hash. */
    private static void hashed(
            VirtualServerDraft server, Directive directive, Statement statement, BindContext context) {
        if (!isHashing(server)) {
            context.error(Code.KEYWORD_ORDER, statement.location(), "hashed needs 'lb_algo sh' above it, ignored");
        }
    }

    private static boolean isHashing(VirtualServerDraft server) {
        return "sh".equals(server.scheduler) || "mh".equals(server.scheduler);
    }

    private static void engine(
            VirtualServerDraft server, Directive directive, Statement statement, BindContext context) {
        Word word = firstArgument(statement);
        server.persistenceEngine = word.text();
        if (word.text().length() > ENGINE_LENGTH) {
            server.persistenceEngine = word.text().substring(0, ENGINE_LENGTH);
            context.error(
                    Code.NAME_TOO_LONG,
                    word.location(),
                    "persistence_engine " + word + " has more than " + ENGINE_LENGTH + " characters, it is cut");
        }
    }

    private static void scheduler(
            VirtualServerDraft server, Directive directive, Statement statement, BindContext context) {
        Word word = firstArgument(statement);
        if (SCHEDULERS.contains(word.text())) {
            server.scheduler = word.text();
        } else {
            context.error(
                    Code.SCHEDULER_UNKNOWN,
                    word.location(),
                    directive.keyword() + " " + word + " is none of " + String.join(" ", SCHEDULERS) + ", ignored");
        }
    }

    /** {@code sh-port} and its like belong to the scheduler set so far; that of the other hashing scheduler is ignored. */
    private static void hashFlag(
            VirtualServerDraft server, Directive directive, Statement statement, BindContext context) {
        String wanted = directive.keyword().substring(0, 2);
        if (!isHashing(server)) {
            context.error(
                    Code.KEYWORD_ORDER,
                    statement.location(),
                    directive.keyword() + " needs 'lb_algo " + wanted + "' above it, ignored");
        } else if (wanted.equals(server.scheduler)) {
            server.schedulerFlags |= directive.keyword().endsWith("-port") ? FLAG_2 : FLAG_1;
        }
    }

    private static void method(
            VirtualServerDraft server, Directive directive, Statement statement, BindContext context) {
        var forwarding = ForwardingMethods.read(directive, statement, context);
        server.forwarding = forwarding == null ? server.forwarding : forwarding;
    }

    private static void persistence(
            VirtualServerDraft server, Directive directive, Statement statement, BindContext context) {
        if (statement.arguments().isEmpty()) {
            server.persistenceTimeout = DEFAULT_PERSISTENCE;
            return;
        }
        OptionalLong seconds = Values.number(directive, firstArgument(statement), context);
        seconds.ifPresent(value -> server.persistenceTimeout = (int) value);
    }

    /** A netmask, which need not be contiguous, for IPv4; a prefix length for IPv6. */
    private static void granularity(
            VirtualServerDraft server, Directive directive, Statement statement, BindContext context) {
        Word word = firstArgument(statement);
        // Where the family is not known yet, a mask shows by its dots.
        boolean ipv4 = server.family == null ? word.text().indexOf('.') >= 0 : server.family == AddressFamily.INET;
        Optional<Integer> value = ipv4
                ? IpAddress.parse(word.text()).filter(IpAddress::isIpv4).map(mask -> (int) mask.low())
                : prefixLength(word.text());
        if (value.isEmpty()) {
            String expected = ipv4 ? "a netmask such as 255.255.255.0" : "a prefix length 1..128";
            context.error(
                    Code.PERSISTENCE_GRANULARITY,
                    word.location(),
                    "persistence_granularity " + word + " is not " + expected + ", ignored");
            return;
        }
        server.persistenceGranularity = value.get();
        if (server.persistenceTimeout == null) {
            server.persistenceTimeout = DEFAULT_PERSISTENCE;
        }
    }

    private static Optional<Integer> prefixLength(String text) {
        try {
            int length = Integer.parseInt(text);
            return length >= 1 && length <= 128 ? Optional.of(length) : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static void protocol(
            VirtualServerDraft server, Directive directive, Statement statement, BindContext context) {
        Word word = firstArgument(statement);
        TransportProtocol protocol = PROTOCOLS.get(word.text().toUpperCase(Locale.ROOT));
        if (protocol == null) {
            context.error(
                    Code.PROTOCOL_UNKNOWN, word.location(), "protocol " + word + " is none of TCP, UDP, SCTP, ignored");
        } else {
            server.protocol = protocol;
        }
    }

    private static void sorryServer(
            VirtualServerDraft server, Directive directive, Statement statement, BindContext context) {
        Endpoint endpoint = Endpoints.read("sorry_server", statement.arguments(), "ignored", context);
        if (endpoint != null) {
            server.sorryServer = endpoint;
            server.sorryLocation = statement.location();
            server.sorryForwarding = server.forwarding;
            server.sorryInhibit = false;
        }
    }

    private static void sorryInhibit(
            VirtualServerDraft server, Directive directive, Statement statement, BindContext context) {
        if (server.sorryServer == null) {
            context.error(
                    Code.KEYWORD_ORDER,
                    statement.location(),
                    "sorry_server_inhibit needs sorry_server above it, ignored");
        } else {
            server.sorryInhibit = true;
        }
    }

    private static void sorryMethod(
            VirtualServerDraft server, Directive directive, Statement statement, BindContext context) {
        if (server.sorryServer == null) {
            context.error(
                    Code.KEYWORD_ORDER,
                    statement.location(),
                    "sorry_server_lvs_method needs sorry_server above it, ignored");
            return;
        }
        var forwarding = ForwardingMethods.read(directive, statement, context);
        server.sorryForwarding = forwarding == null ? server.sorryForwarding : forwarding;
    }
}
