package io.aloft.netlink.route;

import io.aloft.model.net.AddressFamily;
import io.aloft.model.net.IpAddress;
import io.aloft.model.net.IpPrefix;
import io.aloft.model.route.NextHop;
import io.aloft.model.route.Realms;
import io.aloft.model.route.RouteMetric;
import io.aloft.model.route.RouteSpec;
import io.aloft.netlink.exchange.Errno;
import io.aloft.netlink.message.AttributeWriter;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The bytes of RTM_NEWROUTE and RTM_DELROUTE. */
final class RouteEncoder {

    private final LinkNumbers numbers;

    RouteEncoder(LinkNumbers numbers) {
        this.numbers = numbers;
    }

    /** Everything that the route says. */
    byte[] whole(RouteSpec route) throws UnusableEntryException {
        AttributeWriter out = identity(route);
        hops(out, route);
        RouteSpec.Attributes attributes = route.attributes();
        metrics(out, route);
        if (attributes.expiresSeconds() != null) {
            out.u32(RouteNumbers.RTA_EXPIRES, attributes.expiresSeconds().intValue());
        }
        if (attributes.preference() != null) {
            out.u8(RouteNumbers.RTA_PREF, attributes.preference());
        }
        if (attributes.propagateTtl() != null) {
            out.u8(RouteNumbers.RTA_TTL_PROPAGATE, attributes.propagateTtl() ? 1 : 0);
        }
        return out.toByteArray();
    }

    /** What tells the route from others. IPv6 gives those that lead nowhere another interface than the one written. */
    byte[] forRemoval(RouteSpec route) throws UnusableEntryException {
        AttributeWriter out = identity(route);
        if (!leadsNowhere(route)) {
            hops(out, route);
        }
        return out.toByteArray();
    }

    /** True for blackhole, unreachable, prohibit and throw. */
    static boolean leadsNowhere(RouteSpec route) {
        return route.type() >= RouteNumbers.TYPE_BLACKHOLE && route.type() <= RouteNumbers.TYPE_THROW;
    }

    private AttributeWriter identity(RouteSpec route) throws UnusableEntryException {
        RouteSpec.Attributes attributes = route.attributes();
        long table = table(route, numbers);
        AttributeWriter out = new AttributeWriter(header(route, table));
        if (route.destination() != null) {
            out.bytes(
                    RouteNumbers.RTA_DST,
                    route.destination().network().address().toBytes());
        }
        if (route.from() != null) {
            out.bytes(RouteNumbers.RTA_SRC, route.from().network().address().toBytes());
        }
        if (route.preferredSource() != null) {
            out.bytes(RouteNumbers.RTA_PREFSRC, route.preferredSource().toBytes());
        }
        out.u32(RouteNumbers.RTA_TABLE, (int) table);
        if (attributes.metric() != null) {
            out.u32(RouteNumbers.RTA_PRIORITY, attributes.metric().intValue());
        }
        return out;
    }

    private void hops(AttributeWriter out, RouteSpec route) throws UnusableEntryException {
        if (route.nextHops().size() == 1) {
            hop(out, route.family(), route.nextHops().getFirst(), true);
        } else if (!route.nextHops().isEmpty()) {
            out.bytes(RouteNumbers.RTA_MULTIPATH, severalHops(route));
        }
    }

    private static byte[] header(RouteSpec route, long table) {
        RouteSpec.Attributes attributes = route.attributes();
        boolean onlink =
                route.nextHops().size() == 1 && route.nextHops().getFirst().onlink();
        return ByteBuffer.allocate(RouteNumbers.HEADER_BYTES)
                .order(ByteOrder.nativeOrder())
                .put((byte) route.family().kernelNumber())
                .put((byte) length(route.destination()))
                .put((byte) length(route.from()))
                .put((byte) attributes.tos())
                .put((byte) (table > 255 ? RouteNumbers.TABLE_UNSPEC : table))
                .put((byte) attributes.protocol())
                .put((byte) scope(route))
                .put((byte) route.type())
                .putInt(onlink ? RouteNumbers.RTNH_F_ONLINK : 0)
                .array();
    }

    /** Where the route goes: the table given, that of the VRF, or main. */
    static long table(RouteSpec route, LinkNumbers numbers) throws UnusableEntryException {
        RouteSpec.Attributes attributes = route.attributes();
        if (attributes.vrf() != null) {
            return numbers.vrfTable(attributes.vrf())
                    .orElseThrow(() -> new UnusableEntryException(Errno.ENODEV, "no VRF " + attributes.vrf()));
        }
        return attributes.table() == null ? RouteNumbers.TABLE_MAIN : attributes.table();
    }

    /** The scope that is written, else the one that the type of route has by itself. */
    static int scope(RouteSpec route) {
        Integer written = route.attributes().scope();
        if (written != null) {
            return written;
        }
        return switch (route.type()) {
            case RouteNumbers.TYPE_LOCAL, RouteNumbers.TYPE_NAT -> RouteNumbers.SCOPE_HOST;
            case RouteNumbers.TYPE_BROADCAST, RouteNumbers.TYPE_ANYCAST -> RouteNumbers.SCOPE_LINK;
            default -> RouteNumbers.SCOPE_UNIVERSE;
        };
    }

    private byte[] severalHops(RouteSpec route) throws UnusableEntryException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (NextHop hop : route.nextHops()) {
            AttributeWriter attributes = new AttributeWriter();
            hop(attributes, route.family(), hop, false);
            byte[] inner = attributes.toByteArray();
            ByteBuffer one = ByteBuffer.allocate(RouteNumbers.NEXT_HOP_BYTES + inner.length)
                    .order(ByteOrder.nativeOrder())
                    .putShort((short) (RouteNumbers.NEXT_HOP_BYTES + inner.length))
                    .put((byte) (hop.onlink() ? RouteNumbers.RTNH_F_ONLINK : 0))
                    .put((byte) (hop.weight() - 1))
                    .putInt(hop.device() == null ? 0 : index(hop.device()))
                    .put(inner);
            all.writeBytes(one.array());
        }
        return all.toByteArray();
    }

    /** A single hop names its interface in an attribute; one of several does so in its header. */
    private void hop(AttributeWriter out, AddressFamily family, NextHop hop, boolean single)
            throws UnusableEntryException {
        IpAddress gateway = hop.gateway();
        if (gateway != null && gateway.family() == family) {
            out.bytes(RouteNumbers.RTA_GATEWAY, gateway.toBytes());
        } else if (gateway != null) {
            out.bytes(RouteNumbers.RTA_VIA, via(gateway));
        }
        if (single && hop.device() != null) {
            out.u32(RouteNumbers.RTA_OIF, index(hop.device()));
        }
        Realms realms = hop.realms();
        if (realms != null) {
            out.u32(RouteNumbers.RTA_FLOW, realms.from() << 16 | realms.to());
        }
        if (hop.encapsulation() != null) {
            TunnelEncoder.write(out, hop.encapsulation());
        }
    }

    /** {@code struct rtvia}: the family, then the address. */
    private static byte[] via(IpAddress gateway) {
        byte[] address = gateway.toBytes();
        return ByteBuffer.allocate(Short.BYTES + address.length)
                .order(ByteOrder.nativeOrder())
                .putShort((short) gateway.family().kernelNumber())
                .put(address)
                .array();
    }

    private int index(String device) throws UnusableEntryException {
        return numbers.index(device)
                .orElseThrow(() -> new UnusableEntryException(Errno.ENODEV, "no interface " + device));
    }

    private static void metrics(AttributeWriter out, RouteSpec route) {
        if (route.metrics().isEmpty() && route.congestionControl() == null) {
            return;
        }
        out.nested(RouteNumbers.RTA_METRICS, inner -> {
            int locked = route.lockedMetrics().stream()
                    .mapToInt(metric -> 1 << metric.kernelNumber())
                    .reduce(0, (a, b) -> a | b);
            if (locked != 0) {
                inner.u32(RouteNumbers.RTAX_LOCK, locked);
            }
            for (Map.Entry<RouteMetric, Long> metric : new TreeMap<>(route.metrics()).entrySet()) {
                inner.u32(metric.getKey().kernelNumber(), metric.getValue().intValue());
            }
            if (route.congestionControl() != null) {
                inner.string(RouteNumbers.RTAX_CC_ALGO, route.congestionControl());
            }
        });
    }

    private static int length(@Nullable IpPrefix prefix) {
        return prefix == null ? 0 : prefix.length();
    }
}
