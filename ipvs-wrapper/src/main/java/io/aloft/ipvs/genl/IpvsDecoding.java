package io.aloft.ipvs.genl;

import static io.aloft.ipvs.genl.IpvsNumbers.*;

import io.aloft.ipvs.IpvsDestination;
import io.aloft.ipvs.IpvsService;
import io.aloft.ipvs.IpvsVersion;
import io.aloft.ipvs.ServiceKey;
import io.aloft.model.net.AddressFamily;
import io.aloft.model.net.Endpoint;
import io.aloft.model.net.IpAddress;
import io.aloft.netlink.generic.GenericRequest;
import io.aloft.netlink.message.AttributeReader;
import io.aloft.netlink.message.NetlinkMessage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Replies from bytes; empty for one that is damaged or of a kind that is not known here. */
final class IpvsDecoding {

    private static final int FLAGS_BYTES = 8;

    private IpvsDecoding() {}

    static Optional<IpvsVersion> version(NetlinkMessage message) {
        AttributeReader attributes = GenericRequest.attributesOf(message);
        int number = 0;
        int size = 0;
        while (attributes.next()) {
            switch (attributes.type()) {
                case INFO_VERSION -> number = attributes.i32();
                case INFO_CONN_TAB_SIZE -> size = attributes.i32();
                default -> {}
            }
        }
        return attributes.malformed() ? Optional.empty() : Optional.of(new IpvsVersion(number, size));
    }

    static Optional<IpvsService> service(NetlinkMessage message) {
        AttributeReader attributes = GenericRequest.attributesOf(message);
        Optional<IpvsService> service = Optional.empty();
        while (attributes.next()) {
            if (attributes.type() == ATTR_SERVICE) {
                service = serviceIn(attributes.nested());
            }
        }
        return attributes.malformed() ? Optional.empty() : service;
    }

    private static Optional<IpvsService> serviceIn(AttributeReader in) {
        int family = 0;
        int protocol = 0;
        int port = 0;
        byte[] address = {};
        Integer mark = null;
        String scheduler = "";
        int flags = 0;
        int timeout = 0;
        byte[] netmask = new byte[4];
        while (in.next()) {
            switch (in.type()) {
                case SVC_AF -> family = in.u16();
                case SVC_PROTOCOL -> protocol = in.u16();
                case SVC_ADDR -> address = in.bytes();
                case SVC_PORT -> port = in.u16BigEndian();
                case SVC_FWMARK -> mark = in.i32();
                case SVC_SCHED_NAME -> scheduler = in.string();
                case SVC_FLAGS -> flags = firstWord(in.bytes(FLAGS_BYTES));
                case SVC_TIMEOUT -> timeout = in.i32();
                case SVC_NETMASK -> netmask = in.bytes(4);
                default -> {}
            }
        }
        AddressFamily known = familyOf(family);
        if (in.malformed() || known == null) {
            return Optional.empty();
        }
        ServiceKey key = keyOf(known, protocol, address, port, mark);
        var attributes =
                new IpvsService.Attributes(scheduler, flags & ~IpvsService.HASHED, timeout, netmaskOf(known, netmask));
        return key == null ? Optional.empty() : Optional.of(new IpvsService(key, attributes));
    }

    private static @Nullable ServiceKey keyOf(
            AddressFamily family, int protocol, byte[] address, int port, @Nullable Integer mark) {
        if (mark != null) {
            return new ServiceKey.ByMark(family, mark);
        }
        IpAddress ip = addressOf(family, address);
        return ip == null ? null : new ServiceKey.ByAddress(protocol, new Endpoint(ip, port));
    }

    /** @param family of the service, for kernels that do not tell a destination's own */
    static Optional<IpvsDestination> destination(NetlinkMessage message, AddressFamily family) {
        AttributeReader attributes = GenericRequest.attributesOf(message);
        Optional<IpvsDestination> destination = Optional.empty();
        while (attributes.next()) {
            if (attributes.type() == ATTR_DEST) {
                destination = destinationIn(attributes.nested(), family);
            }
        }
        return attributes.malformed() ? Optional.empty() : destination;
    }

    private static Optional<IpvsDestination> destinationIn(AttributeReader in, AddressFamily serviceFamily) {
        int family = serviceFamily.kernelNumber();
        byte[] address = {};
        int port = 0;
        int forwarding = 0;
        int weight = 0;
        long upper = 0;
        long lower = 0;
        while (in.next()) {
            switch (in.type()) {
                case DEST_ADDR_FAMILY -> family = in.u16();
                case DEST_ADDR -> address = in.bytes();
                case DEST_PORT -> port = in.u16BigEndian();
                case DEST_FWD_METHOD -> forwarding = in.i32() & FORWARDING_MASK;
                case DEST_WEIGHT -> weight = in.i32();
                case DEST_U_THRESH -> upper = in.u32();
                case DEST_L_THRESH -> lower = in.u32();
                default -> {}
            }
        }
        AddressFamily known = familyOf(family);
        IpAddress ip = known == null ? null : addressOf(known, address);
        if (in.malformed() || ip == null) {
            return Optional.empty();
        }
        return Optional.of(new IpvsDestination(
                new Endpoint(ip, port), new IpvsDestination.Attributes(forwarding, weight, upper, lower)));
    }

    private static @Nullable AddressFamily familyOf(int kernelNumber) {
        for (AddressFamily family : AddressFamily.values()) {
            if (family.kernelNumber() == kernelNumber) {
                return family;
            }
        }
        return null;
    }

    private static @Nullable IpAddress addressOf(AddressFamily family, byte[] bytes) {
        return bytes.length < family.addressBytes()
                ? null
                : IpAddress.ofBytes(Arrays.copyOf(bytes, family.addressBytes()));
    }

    private static int netmaskOf(AddressFamily family, byte[] bytes) {
        return switch (family) {
            case INET -> ByteBuffer.wrap(bytes).getInt();
            case INET6 -> firstWord(bytes);
        };
    }

    /** A damaged attribute reads as empty; the reader remembers the damage. */
    private static int firstWord(byte[] bytes) {
        return bytes.length < 4
                ? 0
                : ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder()).getInt();
    }
}
