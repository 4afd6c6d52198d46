package io.aloft.netlink.route;

import io.aloft.model.net.AddressFamily;
import io.aloft.model.net.IpPrefix;
import io.aloft.model.route.Realms;
import io.aloft.model.route.RuleAction;
import io.aloft.model.route.RuleSelector;
import io.aloft.model.route.RuleSelector.NumberRange;
import io.aloft.model.route.RuleSpec;
import io.aloft.netlink.exchange.Errno;
import io.aloft.netlink.message.AttributeWriter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The bytes of RTM_NEWRULE and RTM_DELRULE. */
final class RuleEncoder {

    /** The protocols that rules are written for by name; others need their number (IANA protocol numbers). */
    private static final Map<String, Integer> PROTOCOLS = Map.ofEntries(
            Map.entry("icmp", 1),
            Map.entry("igmp", 2),
            Map.entry("ipencap", 4),
            Map.entry("tcp", 6),
            Map.entry("udp", 17),
            Map.entry("dccp", 33),
            Map.entry("ipv6", 41),
            Map.entry("gre", 47),
            Map.entry("esp", 50),
            Map.entry("ah", 51),
            Map.entry("ipv6-icmp", 58),
            Map.entry("ospf", 89),
            Map.entry("ipip", 94),
            Map.entry("pim", 103),
            Map.entry("vrrp", 112),
            Map.entry("l2tp", 115),
            Map.entry("sctp", 132),
            Map.entry("udplite", 136));

    private RuleEncoder() {}

    static byte[] encode(RuleSpec rule) throws UnusableEntryException {
        AttributeWriter out = new AttributeWriter(header(rule));
        RuleSelector selector = rule.selector();
        if (rule.priority() != null) {
            out.u32(RuleNumbers.FRA_PRIORITY, rule.priority().intValue());
        }
        selectors(out, selector);
        action(out, rule);
        out.u8(RuleNumbers.FRA_PROTOCOL, rule.protocol());
        return out.toByteArray();
    }

    /** keepalived takes a rule without addresses and without {@code inet6} for one of IPv4. */
    static AddressFamily family(RuleSpec rule) {
        return rule.family() == null ? AddressFamily.INET : rule.family();
    }

    private static byte[] header(RuleSpec rule) {
        RuleSelector selector = rule.selector();
        int table = rule.action() instanceof RuleAction.Lookup(long number) && number <= 255 ? (int) number : 0;
        return ByteBuffer.allocate(RuleNumbers.HEADER_BYTES)
                .order(ByteOrder.nativeOrder())
                .put((byte) family(rule).kernelNumber())
                .put((byte) length(selector.to()))
                .put((byte) length(selector.from()))
                .put((byte) (selector.tos() == null ? 0 : selector.tos()))
                .put((byte) table)
                .putShort((short) 0)
                .put((byte) actionNumber(rule.action()))
                .putInt(selector.inverted() ? RuleNumbers.FIB_RULE_INVERT : 0)
                .array();
    }

    static int actionNumber(RuleAction action) {
        return switch (action) {
            case RuleAction.Lookup lookup -> RuleNumbers.ACTION_TO_TABLE;
            case RuleAction.Goto jump -> RuleNumbers.ACTION_GOTO;
            case RuleAction.Plain plain ->
                switch (plain) {
                    case L3MDEV -> RuleNumbers.ACTION_TO_TABLE;
                    case NOP -> RuleNumbers.ACTION_NOP;
                    case BLACKHOLE -> RuleNumbers.ACTION_BLACKHOLE;
                    case UNREACHABLE -> RuleNumbers.ACTION_UNREACHABLE;
                    case PROHIBIT -> RuleNumbers.ACTION_PROHIBIT;
                };
        };
    }

    private static void selectors(AttributeWriter out, RuleSelector selector) throws UnusableEntryException {
        if (selector.from() != null) {
            out.bytes(RuleNumbers.FRA_SRC, selector.from().network().address().toBytes());
        }
        if (selector.to() != null) {
            out.bytes(RuleNumbers.FRA_DST, selector.to().network().address().toBytes());
        }
        if (selector.inputDevice() != null) {
            out.string(RuleNumbers.FRA_IIFNAME, selector.inputDevice());
        }
        if (selector.outputDevice() != null) {
            out.string(RuleNumbers.FRA_OIFNAME, selector.outputDevice());
        }
        RuleSelector.Mark mark = selector.mark();
        if (mark != null) {
            out.u32(RuleNumbers.FRA_FWMARK, (int) mark.value()).u32(RuleNumbers.FRA_FWMASK, (int) mark.mask());
        }
        if (selector.tunnelId() != null) {
            byte[] id =
                    ByteBuffer.allocate(Long.BYTES).putLong(selector.tunnelId()).array();
            out.bytes(RuleNumbers.FRA_TUN_ID, id);
        }
        NumberRange users = selector.users();
        if (users != null) {
            out.bytes(
                    RuleNumbers.FRA_UID_RANGE,
                    range(2 * Integer.BYTES)
                            .putInt((int) users.first())
                            .putInt((int) users.last())
                            .array());
        }
        if (selector.ipProtocol() != null) {
            out.u8(RuleNumbers.FRA_IP_PROTO, protocolNumber(selector.ipProtocol()));
        }
        ports(out, RuleNumbers.FRA_SPORT_RANGE, selector.sourcePorts());
        ports(out, RuleNumbers.FRA_DPORT_RANGE, selector.destinationPorts());
    }

    /** {@code struct fib_rule_port_range}: two numbers in host order. */
    private static void ports(AttributeWriter out, int type, @Nullable NumberRange ports) {
        if (ports != null) {
            out.bytes(
                    type,
                    range(2 * Short.BYTES)
                            .putShort((short) ports.first())
                            .putShort((short) ports.last())
                            .array());
        }
    }

    private static ByteBuffer range(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.nativeOrder());
    }

    private static void action(AttributeWriter out, RuleSpec rule) {
        switch (rule.action()) {
            case RuleAction.Lookup(long table) -> {
                out.u32(RuleNumbers.FRA_TABLE, (int) table);
                suppression(out, rule.suppression());
            }
            case RuleAction.Goto(long target) -> out.u32(RuleNumbers.FRA_GOTO, (int) target);
            case RuleAction.Plain plain -> {
                if (plain == RuleAction.Plain.L3MDEV) {
                    out.u8(RuleNumbers.FRA_L3MDEV, 1);
                }
            }
        }
    }

    private static void suppression(AttributeWriter out, RuleSpec.Suppression suppression) {
        if (suppression.prefixLength() != null) {
            out.u32(RuleNumbers.FRA_SUPPRESS_PREFIXLEN, suppression.prefixLength());
        }
        if (suppression.interfaceGroup() != null) {
            out.u32(
                    RuleNumbers.FRA_SUPPRESS_IFGROUP,
                    suppression.interfaceGroup().intValue());
        }
        Realms realms = suppression.realms();
        if (realms != null) {
            out.u32(RuleNumbers.FRA_FLOW, realms.from() << 16 | realms.to());
        }
    }

    /** The number behind {@code ipproto}. */
    static int protocolNumber(String text) throws UnusableEntryException {
        Integer named = PROTOCOLS.get(text);
        if (named != null) {
            return named;
        }
        try {
            int number = Integer.parseInt(text);
            if (number >= 0 && number <= 255) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw unknown(text);
        }
        throw unknown(text);
    }

    private static UnusableEntryException unknown(String protocol) {
        return new UnusableEntryException(
                Errno.EINVAL, "ipproto " + protocol + " is not known here, write its number 0..255");
    }

    private static int length(@Nullable IpPrefix prefix) {
        return prefix == null ? 0 : prefix.length();
    }
}
