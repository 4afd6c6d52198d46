package io.aloft.config.bind;

import static io.aloft.config.bind.BlockBinding.firstArgument;

import io.aloft.config.diagnostic.Code;
import io.aloft.config.directive.Directive;
import io.aloft.config.syntax.Statement;
import io.aloft.config.syntax.Word;
import io.aloft.model.lvs.CheckerSpec.DnsType;
import io.aloft.model.lvs.HexPattern;
import io.aloft.model.net.AddressFamily;
import io.aloft.model.net.IpAddress;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Checkers over the network: {@code TCP_CHECK}, {@code PING_CHECK}, {@code UDP_CHECK}, {@code SMTP_CHECK}, {@code DNS_CHECK}. */
final class CheckerBinding {

    static final String PARENT = "virtual_server/real_server/";
    private static final Pattern HEX_BYTES = Pattern.compile("([0-9a-fA-F]{1,2})+");
    private static final Pattern HEX_PATTERN = Pattern.compile("([0-9a-fA-FxX]{1,2})+");
    private static final int INTERFACE_NAME = 15;

    static final BlockBinding<CheckerDraft.Tcp> TCP = network(new BlockBinding<>(PARENT + "TCP_CHECK"));

    static final BlockBinding<CheckerDraft.Ping> PING = network(new BlockBinding<>(PARENT + "PING_CHECK"));

    static final BlockBinding<CheckerDraft.Udp> UDP = network(new BlockBinding<CheckerDraft.Udp>(PARENT + "UDP_CHECK"))
            .statement("payload", (checker, directive, statement, context) -> {
                HexPattern payload = hexadecimal(HEX_BYTES, statement, context);
                checker.payload = payload == null ? checker.payload : payload;
            })
            .statement("require_reply", (checker, directive, statement, context) -> {
                HexPattern reply = hexadecimal(HEX_PATTERN, statement, context);
                checker.requireReply |= reply != null;
                checker.reply = reply == null || reply.length() == 0 ? checker.reply : reply;
            })
            .number("min_reply_length", (checker, length) -> checker.minReplyLength = (int) length)
            .number("max_reply_length", (checker, length) -> checker.maxReplyLength = (int) length)
            .atEnd((checker, written, closing, context) -> {
                if (checker.minReplyLength > checker.maxReplyLength) {
                    context.error(
                            Code.REPLY_LENGTH,
                            closing,
                            "min_reply_length " + checker.minReplyLength + " is above max_reply_length "
                                    + checker.maxReplyLength + ": no reply can pass");
                }
            });

    static final BlockBinding<CheckerDraft.Dns> DNS = network(new BlockBinding<CheckerDraft.Dns>(PARENT + "DNS_CHECK"))
            .statement("type", CheckerBinding::dnsType)
            .statement("name", CheckerBinding::dnsName);

    static final BlockBinding<CheckerDraft.SmtpHost> SMTP_HOST =
            network(new BlockBinding<>(PARENT + "SMTP_CHECK/host"));

    static final BlockBinding<CheckerDraft.Smtp> SMTP = network(
                    new BlockBinding<CheckerDraft.Smtp>(PARENT + "SMTP_CHECK"))
            .word("helo_name", (checker, name) -> checker.heloName = name)
            .statement("host", (checker, directive, statement, context) -> {
                var host = new CheckerDraft.SmtpHost(checker, statement.location());
                if (read(SMTP_HOST, host, statement, context)) {
                    checker.hosts.add(host);
                }
            });

    private CheckerBinding() {}

    static void tcp(RealServerDraft owner, Directive directive, Statement statement, BindContext context) {
        open(TCP, owner, new CheckerDraft.Tcp(owner, statement.location()), statement, context);
    }

    static void ping(RealServerDraft owner, Directive directive, Statement statement, BindContext context) {
        open(PING, owner, new CheckerDraft.Ping(owner, statement.location()), statement, context);
    }

    static void udp(RealServerDraft owner, Directive directive, Statement statement, BindContext context) {
        open(UDP, owner, new CheckerDraft.Udp(owner, statement.location()), statement, context);
    }

    static void smtp(RealServerDraft owner, Directive directive, Statement statement, BindContext context) {
        open(SMTP, owner, new CheckerDraft.Smtp(owner, statement.location()), statement, context);
    }

    static void dns(RealServerDraft owner, Directive directive, Statement statement, BindContext context) {
        open(DNS, owner, new CheckerDraft.Dns(owner, statement.location()), statement, context);
    }

    /** What every checker that asks again and again takes. */
    static <T extends CheckerDraft> BlockBinding<T> polled(BlockBinding<T> block) {
        return CheckSettingsBinding.addTimingTo(block, checker -> checker.checks)
                .bool("alpha", (checker, on) -> checker.checks.alpha = on)
                .bool("log_all_failures", (checker, on) -> checker.logAllFailures = on);
    }

    /** What every checker over the network takes. */
    static <T extends CheckerDraft.Network> BlockBinding<T> network(BlockBinding<T> block) {
        return polled(block)
                .duration("connect_timeout", (checker, timeout) -> checker.checks.connectTimeout = timeout)
                .statement("connect_ip", (checker, directive, statement, context) -> {
                    IpAddress address = Endpoints.address(statement, familyOf(checker.bindAddress), context);
                    checker.connectAddress = address == null ? checker.connectAddress : address;
                })
                .number("connect_port", (checker, port) -> checker.connectPort = (int) port)
                .statement("bindto", (checker, directive, statement, context) -> {
                    IpAddress address = Endpoints.address(statement, familyOf(checker.connectAddress), context);
                    checker.bindAddress = address == null ? checker.bindAddress : address;
                })
                .number("bind_port", (checker, port) -> checker.bindPort = (int) port)
                .statement("bind_if", CheckerBinding::bindInterface)
                .number("fwmark", (checker, mark) -> checker.mark = mark);
    }

    private static @Nullable AddressFamily familyOf(@Nullable IpAddress address) {
        return address == null ? null : address.family();
    }

    /** The interface may come later, so whether it exists only earns a warning. */
    private static void bindInterface(
            CheckerDraft.Network checker, Directive directive, Statement statement, BindContext context) {
        Word word = firstArgument(statement);
        if (word.text().length() > INTERFACE_NAME) {
            context.error(
                    Code.INTERFACE_NAME,
                    word.location(),
                    "bind_if " + word + " has more than " + INTERFACE_NAME + " characters, ignored");
            return;
        }
        checker.bindInterface = word.text();
        if (!context.host().hasInterface(word.text())) {
            context.caution(
                    Code.INTERFACE_MISSING, word.location(), "bind_if: interface " + word + " does not exist", null);
        }
    }

    static <T extends CheckerDraft.Network> void open(
            BlockBinding<T> block, RealServerDraft owner, T draft, Statement statement, BindContext context) {
        if (read(block, draft, statement, context)) {
            owner.checkers.add(draft);
        }
    }

    /** Reads the block; false, reported, when the checker cannot be used. */
    private static <T extends CheckerDraft.Network> boolean read(
            BlockBinding<T> block, T draft, Statement statement, BindContext context) {
        boolean complete = BlockReader.read(block, draft, statement, context);
        IpAddress target = draft.connectAddress == null ? draft.serverAddress : draft.connectAddress;
        if (!target.isLinkLocal() || target.isIpv4() || draft.bindInterface != null || statement.block() == null) {
            return complete;
        }
        context.error(
                Code.CHECK_OF_LINK_LOCAL,
                statement.block().closing(),
                "the link-local address " + target + " needs bind_if; the " + draft.keyword() + " is ignored");
        return false;
    }

    private static void dnsType(
            CheckerDraft.Dns checker, Directive directive, Statement statement, BindContext context) {
        Word word = firstArgument(statement);
        String wanted = word.text().toUpperCase(Locale.ROOT);
        for (DnsType type : DnsType.values()) {
            if (type.name().equals(wanted)) {
                checker.type = type;
                return;
            }
        }
        String known = String.join(
                ", ", Arrays.stream(DnsType.values()).map(DnsType::name).toList());
        context.error(Code.NOT_A_CHOICE, word.location(), "type " + word + " is ignored (expected: " + known + ")");
    }

    /** A dotted name, with or without the final dot; the dot alone is the root. */
    private static void dnsName(
            CheckerDraft.Dns checker, Directive directive, Statement statement, BindContext context) {
        Word word = firstArgument(statement);
        String name =
                word.text().endsWith(".") ? word.text().substring(0, word.text().length() - 1) : word.text();
        if (name.startsWith(".") || name.endsWith(".") || name.contains("..")) {
            context.error(Code.DNS_NAME, word.location(), "name " + word + " has an empty label, ignored");
        } else {
            checker.name = name;
        }
    }

    /** Digits are paired from the left within each word, and a lone last digit is an octet; null, reported, when it is none. */
    private static @Nullable HexPattern hexadecimal(Pattern digits, Statement statement, BindContext context) {
        var octets = new StringBuilder();
        for (Word word : statement.arguments()) {
            for (String part : word.text().strip().split("\\s+")) {
                if (!digits.matcher(part).matches()) {
                    context.error(
                            Code.NOT_HEXADECIMAL,
                            word.location(),
                            statement.keyword().text() + ": '" + part
                                    + "' is no sequence of hexadecimal digits, ignored");
                    return null;
                }
                int paired = part.length() / 2 * 2;
                octets.append(part, 0, paired);
                if (paired < part.length()) {
                    octets.append('0').append(part, paired, part.length());
                }
            }
        }
        return new HexPattern(octets.toString().toLowerCase(Locale.ROOT));
    }
}
