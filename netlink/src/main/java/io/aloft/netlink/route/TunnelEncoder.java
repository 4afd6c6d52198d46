package io.aloft.netlink.route;

import io.aloft.model.net.IpAddress;
import io.aloft.model.route.Encapsulation;
import io.aloft.netlink.exchange.Errno;
import io.aloft.netlink.message.AttributeWriter;
import io.aloft.netlink.message.Netlink;
import java.nio.ByteBuffer;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code encap} as RTA_ENCAP_TYPE and RTA_ENCAP (linux/lwtunnel.h, mpls_iptunnel.h, ila.h). */
final class TunnelEncoder {

    private static final int TUNNEL_ID = 1;
    private static final int TUNNEL_DST = 2;
    private static final int TUNNEL_SRC = 3;
    /** TTL, or the hop limit of IPv6. */
    private static final int TUNNEL_TTL = 4;
    /** TOS, or the traffic class of IPv6. */
    private static final int TUNNEL_TOS = 5;

    private static final int TUNNEL_FLAGS = 6;

    /** The last label of a stack (RFC 3032 section 2.1). */
    private static final int BOTTOM_OF_STACK = 0x100;

    private TunnelEncoder() {}

    static void write(AttributeWriter out, Encapsulation encapsulation) throws UnusableEntryException {
        Map<String, String> options = encapsulation.options();
        AttributeWriter inner = new AttributeWriter();
        int type = 0;
        switch (encapsulation.type()) {
            case IP -> {
                type = RouteNumbers.ENCAP_IP;
                tunnel(inner, options, "ttl", "tos");
            }
            case IP6 -> {
                type = RouteNumbers.ENCAP_IP6;
                tunnel(inner, options, "hoplimit", "tc");
            }
            case MPLS -> {
                type = RouteNumbers.ENCAP_MPLS;
                inner.bytes(RouteNumbers.MPLS_IPTUNNEL_DST, labels(options.getOrDefault("labels", "")));
            }
            case ILA -> {
                type = RouteNumbers.ENCAP_ILA;
                inner.bytes(RouteNumbers.ILA_ATTR_LOCATOR, locator(options.getOrDefault("locator", "")));
            }
        }
        out.u16(RouteNumbers.RTA_ENCAP_TYPE, type);
        out.bytes(RouteNumbers.RTA_ENCAP | Netlink.NLA_F_NESTED, inner.toByteArray());
    }

    private static void tunnel(AttributeWriter out, Map<String, String> options, String ttl, String tos)
            throws UnusableEntryException {
        String id = options.get("id");
        if (id != null) {
            out.bytes(TUNNEL_ID, bigEndian(unsigned("id", id)));
        }
        address(out, TUNNEL_DST, "dst", options.get("dst"));
        address(out, TUNNEL_SRC, "src", options.get("src"));
        String hops = options.get(ttl);
        if (hops != null) {
            out.u8(TUNNEL_TTL, (int) number(ttl, hops, 255));
        }
        String service = options.get(tos);
        if (service != null) {
            out.u8(TUNNEL_TOS, (int) number(tos, service, 255));
        }
        String flags = options.get("flags");
        if (flags != null) {
            out.u16BigEndian(TUNNEL_FLAGS, (int) number("flags", flags, 65535));
        }
    }

    private static void address(AttributeWriter out, int type, String option, @Nullable String text)
            throws UnusableEntryException {
        if (text != null) {
            IpAddress address = IpAddress.parse(text).orElseThrow(() -> unusable(option, text, "an IP address"));
            out.bytes(type, address.toBytes());
        }
    }

    private static byte[] labels(String text) throws UnusableEntryException {
        String[] labels = text.split("/", -1);
        ByteBuffer stack = ByteBuffer.allocate(labels.length * Integer.BYTES);
        for (int i = 0; i < labels.length; i++) {
            int bottom = i == labels.length - 1 ? BOTTOM_OF_STACK : 0;
            stack.putInt((int) number("mpls", labels[i], (1 << 20) - 1) << 12 | bottom);
        }
        return stack.array();
    }

    private static byte[] locator(String text) throws UnusableEntryException {
        String[] groups = text.strip().split(":", -1);
        if (groups.length != 4) {
            throw unusable("ila", text, "four groups of hexadecimal digits");
        }
        ByteBuffer locator = ByteBuffer.allocate(Long.BYTES);
        for (String group : groups) {
            locator.putShort((short) number("ila", "0x" + group, 65535));
        }
        return locator.array();
    }

    private static byte[] bigEndian(long value) {
        return ByteBuffer.allocate(Long.BYTES).putLong(value).array();
    }

    private static long unsigned(String option, String text) throws UnusableEntryException {
        try {
            return Long.parseUnsignedLong(text);
        } catch (NumberFormatException e) {
            throw unusable(option, text, "a number of 64 bits");
        }
    }

    private static long number(String option, String text, long most) throws UnusableEntryException {
        try {
            long value = Long.decode(text);
            if (value >= 0 && value <= most) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw unusable(option, text, "0.." + most);
        }
        throw unusable(option, text, "0.." + most);
    }

    private static UnusableEntryException unusable(String option, String text, String expected) {
        return new UnusableEntryException(
                Errno.EINVAL, "encap option " + option + ": '" + text + "' (expected: " + expected + ")");
    }
}
