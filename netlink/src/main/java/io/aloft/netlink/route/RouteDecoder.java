package io.aloft.netlink.route;

import io.aloft.model.net.AddressFamily;
import io.aloft.model.net.IpAddress;
import io.aloft.model.net.IpPrefix;
import io.aloft.netlink.message.AttributeReader;
import io.aloft.netlink.message.Netlink;
import io.aloft.netlink.message.NetlinkMessage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads RTM_NEWROUTE and RTM_DELROUTE. */
public final class RouteDecoder {

    /** Where the payload says who made the route. */
    public static final int PROTOCOL_AT = 5;

    private final AddressFamily family;
    private @Nullable IpAddress destination;
    private @Nullable IpAddress from;
    private @Nullable IpAddress preferredSource;
    private @Nullable IpAddress gateway;
    private int outputInterface;
    private long table;
    private long metric;
    private final List<KernelRoute.Hop> hops = new ArrayList<>();

    private RouteDecoder(AddressFamily family) {
        this.family = family;
    }

    /** True for messages about routes of the two families known here. */
    public static boolean describes(NetlinkMessage message) {
        int type = message.type();
        return (type == RouteMessages.RTM_NEWROUTE || type == RouteMessages.RTM_DELROUTE)
                && message.payload().length > 0
                && family(message.payload()[0]).isPresent();
    }

    /** True when {@link #describes} holds and the route is gone. */
    public static boolean isRemoval(NetlinkMessage message) {
        return message.type() == RouteMessages.RTM_DELROUTE;
    }

    /** Who made the route, without reading more than one byte; -1 when the message is too short to say. */
    public static int protocol(NetlinkMessage message) {
        byte[] payload = message.payload();
        return payload.length > PROTOCOL_AT ? Byte.toUnsignedInt(payload[PROTOCOL_AT]) : -1;
    }

    /** The route; empty when the bytes are damaged or of another family. */
    public static Optional<KernelRoute> decode(NetlinkMessage message) {
        byte[] payload = message.payload();
        if (payload.length < RouteNumbers.HEADER_BYTES) {
            return Optional.empty();
        }
        return family(payload[0]).flatMap(known -> new RouteDecoder(known).read(payload));
    }

    private Optional<KernelRoute> read(byte[] payload) {
        int destinationLength = Byte.toUnsignedInt(payload[1]);
        int fromLength = Byte.toUnsignedInt(payload[2]);
        table = Byte.toUnsignedInt(payload[4]);
        AttributeReader attributes = new AttributeReader(payload, RouteNumbers.HEADER_BYTES);
        while (attributes.next()) {
            readAttribute(attributes);
        }
        if (attributes.malformed() || destinationLength > family.addressBits() || fromLength > family.addressBits()) {
            return Optional.empty();
        }
        if (hops.isEmpty() && (gateway != null || outputInterface != 0)) {
            hops.add(new KernelRoute.Hop(gateway, outputInterface, 1));
        }
        return Optional.of(new KernelRoute(
                family,
                Byte.toUnsignedInt(payload[7]),
                prefix(destination, destinationLength),
                prefix(from, fromLength),
                Byte.toUnsignedInt(payload[3]),
                table,
                metric,
                Byte.toUnsignedInt(payload[PROTOCOL_AT]),
                Byte.toUnsignedInt(payload[6]),
                preferredSource,
                hops));
    }

    private void readAttribute(AttributeReader attributes) {
        switch (attributes.type()) {
            case RouteNumbers.RTA_DST -> destination = address(attributes);
            case RouteNumbers.RTA_SRC -> from = address(attributes);
            case RouteNumbers.RTA_PREFSRC -> preferredSource = address(attributes);
            case RouteNumbers.RTA_GATEWAY -> gateway = address(attributes);
            case RouteNumbers.RTA_VIA -> gateway = via(attributes);
            case RouteNumbers.RTA_OIF -> outputInterface = attributes.i32();
            case RouteNumbers.RTA_TABLE -> table = attributes.u32();
            case RouteNumbers.RTA_PRIORITY -> metric = attributes.u32();
            case RouteNumbers.RTA_MULTIPATH -> readHops(attributes);
            default -> {}
        }
    }

    private void readHops(AttributeReader attribute) {
        byte[] all = attribute.bytes();
        ByteBuffer in = ByteBuffer.wrap(all).order(ByteOrder.nativeOrder());
        int at = 0;
        while (at < all.length) {
            int left = all.length - at;
            int length = left < RouteNumbers.NEXT_HOP_BYTES ? 0 : Short.toUnsignedInt(in.getShort(at));
            if (length < RouteNumbers.NEXT_HOP_BYTES || length > left) {
                attribute.reject();
                return;
            }
            byte[] one = new byte[length];
            in.get(at, one);
            AttributeReader inner = new AttributeReader(one, RouteNumbers.NEXT_HOP_BYTES);
            IpAddress hopGateway = null;
            while (inner.next()) {
                switch (inner.type()) {
                    case RouteNumbers.RTA_GATEWAY -> hopGateway = address(inner);
                    case RouteNumbers.RTA_VIA -> hopGateway = via(inner);
                    default -> {}
                }
            }
            if (inner.malformed()) {
                attribute.reject();
                return;
            }
            hops.add(new KernelRoute.Hop(hopGateway, in.getInt(at + 4), Byte.toUnsignedInt(one[3]) + 1));
            at += Netlink.align(length);
        }
    }

    private IpAddress address(AttributeReader attribute) {
        return IpAddress.ofBytes(attribute.bytes(family.addressBytes()));
    }

    private static @Nullable IpAddress via(AttributeReader attribute) {
        byte[] value = attribute.bytes();
        for (AddressFamily other : AddressFamily.values()) {
            if (value.length == Short.BYTES + other.addressBytes()) {
                byte[] address = new byte[other.addressBytes()];
                System.arraycopy(value, Short.BYTES, address, 0, address.length);
                return IpAddress.ofBytes(address);
            }
        }
        attribute.reject();
        return null;
    }

    private IpPrefix prefix(@Nullable IpAddress address, int length) {
        IpAddress known = address == null ? IpAddress.ofBytes(new byte[family.addressBytes()]) : address;
        return new IpPrefix(known, length);
    }

    static Optional<AddressFamily> family(byte kernelNumber) {
        for (AddressFamily family : AddressFamily.values()) {
            if (family.kernelNumber() == kernelNumber) {
                return Optional.of(family);
            }
        }
        return Optional.empty();
    }
}
