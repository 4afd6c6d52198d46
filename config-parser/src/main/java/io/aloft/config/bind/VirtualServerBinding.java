package io.aloft.config.bind;

import static io.aloft.config.bind.BlockBinding.firstArgument;

import io.aloft.config.diagnostic.Code;
import io.aloft.config.diagnostic.StatusClass;
import io.aloft.config.directive.Directive;
import io.aloft.config.syntax.Statement;
import io.aloft.config.syntax.Word;
import io.aloft.model.lvs.TransportProtocol;
import io.aloft.model.net.Endpoint;
import io.aloft.model.net.IpAddress;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** {@code virtual_server}. */
final class VirtualServerBinding {

    private static final List<String> SCHEDULERS =
            List.of("rr", "wrr", "lc", "wlc", "lblc", "sh", "mh", "dh", "fo", "ovf", "lblcr", "sed", "nq", "twos");
    private static final int DEFAULT_PERSISTENCE = 360;

    /** IPVS service flags that the schedulers read. */
    private static final int FLAG_1 = 0x08;

    private static final int FLAG_2 = 0x10;
    private static final int FLAG_3 = 0x20;

    static final BlockBinding<VirtualServerDraft> BLOCK = CheckSettingsBinding.addTo(
                    new BlockBinding<VirtualServerDraft>("virtual_server"), server -> server.checks)
            .statement("ip_family", VirtualServerBinding::family)
            .statement("lb_algo", VirtualServerBinding::scheduler)
            .statement("lvs_sched", VirtualServerBinding::scheduler)
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
            .statement("protocol", VirtualServerBinding::protocol)
            .word("virtualhost", (server, name) -> server.checks.virtualHost = name)
            .flag("alpha", server -> server.alpha = true)
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
        String kind = firstArgument(statement).text();
        if (kind.equals("group") || kind.equals("fwmark")) {
            // Read all the same, so that mistakes inside are found; nothing of it goes into the image yet.
            String what = "virtual_server " + kind;
            context.notYet().add(what, statement.location());
            if (kind.equals("group") && statement.arguments().size() > 1) {
                context.config()
                        .names()
                        .useAnywhere(
                                Names.Kind.SERVER_GROUP,
                                statement.arguments().get(1),
                                "virtual_server",
                                StatusClass.OK,
                                "it is left out",
                                context);
            }
            var draft = new VirtualServerDraft(new Endpoint(IpAddress.ofIpv4(0), 0), statement.location());
            draft.familyKnown = false;
            BlockReader.read(BLOCK, draft, statement, context);
            return;
        }
        Endpoint endpoint =
                Endpoints.read("virtual_server", statement.arguments(), "the whole block is ignored", context);
        if (endpoint == null) {
            return;
        }
        var draft = new VirtualServerDraft(endpoint, statement.location());
        context.config().virtualServers().add(draft);
        BlockReader.read(BLOCK, draft, statement, context);
    }

    private static void family(
            VirtualServerDraft server, Directive directive, Statement statement, BindContext context) {
        Word word = firstArgument(statement);
        boolean ipv4 = word.text().equals("inet");
        if (!ipv4 && !word.text().equals("inet6")) {
            context.error(Code.IP_FAMILY, word.location(), "ip_family " + word + " is neither inet nor inet6, ignored");
        } else if (server.familyKnown && ipv4 != server.endpoint.address().isIpv4()) {
            context.error(Code.IP_FAMILY, word.location(), "ip_family " + word + " contradicts the address, ignored");
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
        String scheduler = server.scheduler == null ? "" : server.scheduler;
        if (!scheduler.equals("sh") && !scheduler.equals("mh")) {
            context.error(
                    Code.KEYWORD_ORDER,
                    statement.location(),
                    directive.keyword() + " needs 'lb_algo " + wanted + "' above it, ignored");
        } else if (scheduler.equals(wanted)) {
            server.schedulerFlags |= directive.keyword().endsWith("-port") ? FLAG_2 : FLAG_1;
        }
    }

    private static void method(
            VirtualServerDraft server, Directive directive, Statement statement, BindContext context) {
        var method = ForwardingMethods.read(directive, statement, context);
        if (method != null) {
            server.method = method;
        }
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
        boolean ipv4 = server.endpoint.address().isIpv4();
        if (!server.familyKnown && prefixLength(word.text()).isPresent()) {
            ipv4 = false;
        }
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
        Map<String, TransportProtocol> known =
                Map.of("TCP", TransportProtocol.TCP, "UDP", TransportProtocol.UDP, "SCTP", TransportProtocol.SCTP);
        TransportProtocol protocol = known.get(word.text().toUpperCase(Locale.ROOT));
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
            server.sorryMethod = server.method;
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
        var method = ForwardingMethods.read(directive, statement, context);
        if (method != null) {
            server.sorryMethod = method;
        }
    }
}
