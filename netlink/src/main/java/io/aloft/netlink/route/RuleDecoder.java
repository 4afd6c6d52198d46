package io.aloft.netlink.route;

import io.aloft.model.net.AddressFamily;
import io.aloft.model.net.IpAddress;
import io.aloft.model.net.IpPrefix;
import io.aloft.model.route.RuleSelector.Mark;
import io.aloft.model.route.RuleSelector.NumberRange;
import io.aloft.netlink.message.AttributeReader;
import io.aloft.netlink.message.NetlinkMessage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads RTM_NEWRULE and RTM_DELRULE. */
public final class RuleDecoder {

    private final AddressFamily family;
    private @Nullable IpAddress from;
    private @Nullable IpAddress to;
    private long priority;
    private long markValue;
    private @Nullable Long markMask;
    private @Nullable String inputDevice;
    private @Nullable String outputDevice;
    private long tunnelId;
    private @Nullable NumberRange users;
    private int ipProtocol;
    private @Nullable NumberRange sourcePorts;
    private @Nullable NumberRange destinationPorts;
    private long table;
    private boolean l3mdev;
    private long gotoPriority;
    private int protocol;

    private RuleDecoder(AddressFamily family) {
        this.family = family;
    }

    /** True for messages about rules of the two families known here. */
    public static boolean describes(NetlinkMessage message) {
        int type = message.type();
        return (type == RouteMessages.RTM_NEWRULE || type == RouteMessages.RTM_DELRULE)
                && message.payload().length > 0
                && RouteDecoder.family(message.payload()[0]).isPresent();
    }

    /** True when {@link #describes} holds and the rule is gone. */
    public static boolean isRemoval(NetlinkMessage message) {
        return message.type() == RouteMessages.RTM_DELRULE;
    }

    /** The rule; empty when the bytes are damaged or of another family. */
    public static Optional<KernelRule> decode(NetlinkMessage message) {
        byte[] payload = message.payload();
        if (payload.length < RuleNumbers.HEADER_BYTES) {
            return Optional.empty();
        }
        return RouteDecoder.family(payload[0]).flatMap(known -> new RuleDecoder(known).read(payload));
    }

    private Optional<KernelRule> read(byte[] payload) {
        int toLength = Byte.toUnsignedInt(payload[1]);
        int fromLength = Byte.toUnsignedInt(payload[2]);
        table = Byte.toUnsignedInt(payload[4]);
        AttributeReader attributes = new AttributeReader(payload, RuleNumbers.HEADER_BYTES);
        while (attributes.next()) {
            readAddressAndAction(attributes);
            readSelector(attributes);
        }
        if (attributes.malformed() || toLength > family.addressBits() || fromLength > family.addressBits()) {
            return Optional.empty();
        }
        int flags = ByteBuffer.wrap(payload).order(ByteOrder.nativeOrder()).getInt(8);
        return Optional.of(new KernelRule(
                family,
                priority,
                (flags & RuleNumbers.FIB_RULE_INVERT) != 0,
                from == null ? null : new IpPrefix(from, fromLength),
                to == null ? null : new IpPrefix(to, toLength),
                Byte.toUnsignedInt(payload[3]),
                markMask == null || markMask == 0 ? null : new Mark(markValue, markMask),
                inputDevice,
                outputDevice,
                tunnelId,
                users,
                ipProtocol,
                sourcePorts,
                destinationPorts,
                Byte.toUnsignedInt(payload[7]),
                table,
                l3mdev,
                gotoPriority,
                protocol));
    }

    private void readAddressAndAction(AttributeReader attributes) {
        switch (attributes.type()) {
            case RuleNumbers.FRA_SRC -> from = IpAddress.ofBytes(attributes.bytes(family.addressBytes()));
            case RuleNumbers.FRA_DST -> to = IpAddress.ofBytes(attributes.bytes(family.addressBytes()));
            case RuleNumbers.FRA_PRIORITY -> priority = attributes.u32();
            case RuleNumbers.FRA_TABLE -> table = attributes.u32();
            case RuleNumbers.FRA_L3MDEV -> l3mdev = attributes.u8() != 0;
            case RuleNumbers.FRA_GOTO -> gotoPriority = attributes.u32();
            case RuleNumbers.FRA_PROTOCOL -> protocol = attributes.u8();
            default -> {}
        }
    }

    private void readSelector(AttributeReader attributes) {
        switch (attributes.type()) {
            case RuleNumbers.FRA_IIFNAME -> inputDevice = attributes.string();
            case RuleNumbers.FRA_OIFNAME -> outputDevice = attributes.string();
            case RuleNumbers.FRA_FWMARK -> markValue = attributes.u32();
            case RuleNumbers.FRA_FWMASK -> markMask = attributes.u32();
            case RuleNumbers.FRA_TUN_ID ->
                tunnelId = ByteBuffer.wrap(attributes.bytes(Long.BYTES)).getLong();
            case RuleNumbers.FRA_UID_RANGE -> {
                ByteBuffer pair = host(attributes.bytes(2 * Integer.BYTES));
                users = new NumberRange(Integer.toUnsignedLong(pair.getInt()), Integer.toUnsignedLong(pair.getInt()));
            }
            case RuleNumbers.FRA_IP_PROTO -> ipProtocol = attributes.u8();
            case RuleNumbers.FRA_SPORT_RANGE -> sourcePorts = ports(attributes);
            case RuleNumbers.FRA_DPORT_RANGE -> destinationPorts = ports(attributes);
            default -> {}
        }
    }

    private static NumberRange ports(AttributeReader attribute) {
        ByteBuffer pair = host(attribute.bytes(2 * Short.BYTES));
        return new NumberRange(Short.toUnsignedInt(pair.getShort()), Short.toUnsignedInt(pair.getShort()));
    }

    private static ByteBuffer host(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
    }
}
