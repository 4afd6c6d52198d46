package io.aloft.ipvs.genl;

import static io.aloft.ipvs.genl.IpvsNumbers.*;

import io.aloft.ipvs.IpvsDestination;
import io.aloft.ipvs.IpvsListing;
import io.aloft.ipvs.IpvsService;
import io.aloft.ipvs.IpvsTraffic;
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
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Services and destinations from bytes; empty for a reply that is damaged or of a kind that is not known here. */
final class EntryDecoding {

    private static final int FLAGS_BYTES = 8;

    private EntryDecoding() {}

    /** A service, as yet without its destinations, which the kernel tells apart. */
    static Optional<IpvsListing.Service> service(NetlinkMessage message) {
        if (GenericRequest.commandOf(message) != CMD_NEW_SERVICE) {
            return Optional.empty();
        }
        AttributeReader attributes = GenericRequest.attributesOf(message);
        Optional<IpvsListing.Service> service = Optional.empty();
        while (attributes.next()) {
            if (attributes.type() == ATTR_SERVICE) {
                service = serviceIn(attributes.nested());
            }
        }
        return attributes.malformed() ? Optional.empty() : service;
    }

    private static Optional<IpvsListing.Service> serviceIn(AttributeReader in) {
        int family = 0;
        int protocol = 0;
        int port = 0;
        byte[] address = {};
        Integer mark = null;
        String scheduler = "";
        String engine = null;
        int flags = 0;
        int timeout = 0;
        byte[] netmask = new byte[4];
        IpvsTraffic traffic32 = IpvsTraffic.NONE;
        IpvsTraffic traffic64 = null;
        while (in.next()) {
            switch (in.type()) {
                case SVC_AF -> family = in.u16();
                case SVC_PROTOCOL -> protocol = in.u16();
                case SVC_ADDR -> address = in.bytes();
                case SVC_PORT -> port = in.u16BigEndian();
                case SVC_FWMARK -> mark = in.i32();
                case SVC_SCHED_NAME -> scheduler = in.string();
                case SVC_PE_NAME -> engine = in.string();
                case SVC_FLAGS -> flags = firstWord(in.bytes(FLAGS_BYTES));
                case SVC_TIMEOUT -> timeout = in.i32();
                case SVC_NETMASK -> netmask = in.bytes(4);
                case SVC_STATS -> traffic32 = TrafficDecoding.traffic(in.nested());
                case SVC_STATS64 -> traffic64 = TrafficDecoding.traffic(in.nested());
                default -> {}
            }
        }
        AddressFamily known = familyOf(family);
        ServiceKey key = known == null ? null : keyOf(known, protocol, address, port, mark);
        if (in.malformed() || known == null || key == null) {
            return Optional.empty();
        }
        var attributes = new IpvsService.Attributes(
                scheduler, flags & ~IpvsService.HASHED, timeout, netmaskOf(known, netmask), engine);
        return Optional.of(new IpvsListing.Service(
                new IpvsService(key, attributes), traffic64 == null ? traffic32 : traffic64, List.of()));
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
    static Optional<IpvsListing.Destination> destination(NetlinkMessage message, AddressFamily family) {
        if (GenericRequest.commandOf(message) != CMD_NEW_DEST) {
            return Optional.empty();
        }
        AttributeReader attributes = GenericRequest.attributesOf(message);
        Optional<IpvsListing.Destination> destination = Optional.empty();
        while (attributes.next()) {
            if (attributes.type() == ATTR_DEST) {
                destination = destinationIn(attributes.nested(), family);
            }
        }
        return attributes.malformed() ? Optional.empty() : destination;
    }

    private static Optional<IpvsListing.Destination> destinationIn(AttributeReader in, AddressFamily serviceFamily) {
        int family = serviceFamily.kernelNumber();
        byte[] address = {};
        int port = 0;
        int forwarding = 0;
        int weight = 0;
        long upper = 0;
        long lower = 0;
        int tunnelType = 0;
        int tunnelPort = 0;
        int tunnelChecksum = 0;
        long active = 0;
        long inactive = 0;
        long persistent = 0;
        IpvsTraffic traffic32 = IpvsTraffic.NONE;
        IpvsTraffic traffic64 = null;
        while (in.next()) {
            switch (in.type()) {
                case DEST_ADDR_FAMILY -> family = in.u16();
                case DEST_ADDR -> address = in.bytes();
                case DEST_PORT -> port = in.u16BigEndian();
                case DEST_FWD_METHOD -> forwarding = in.i32() & FORWARDING_MASK;
                case DEST_WEIGHT -> weight = in.i32();
                case DEST_U_THRESH -> upper = in.u32();
                case DEST_L_THRESH -> lower = in.u32();
                case DEST_TUN_TYPE -> tunnelType = in.u8();
                case DEST_TUN_PORT -> tunnelPort = in.u16BigEndian();
                case DEST_TUN_FLAGS -> tunnelChecksum = in.u16();
                case DEST_ACTIVE_CONNS -> active = in.u32();
                case DEST_INACT_CONNS -> inactive = in.u32();
                case DEST_PERSIST_CONNS -> persistent = in.u32();
                case DEST_STATS -> traffic32 = TrafficDecoding.traffic(in.nested());
                case DEST_STATS64 -> traffic64 = TrafficDecoding.traffic(in.nested());
                default -> {}
            }
        }
        AddressFamily known = familyOf(family);
        IpAddress ip = known == null ? null : addressOf(known, address);
        if (in.malformed() || ip == null) {
            return Optional.empty();
        }
        var tunnel = new IpvsDestination.Tunnel(tunnelType, tunnelPort, tunnelChecksum);
        var attributes = new IpvsDestination.Attributes(forwarding, weight, upper, lower, tunnel);
        return Optional.of(new IpvsListing.Destination(
                new IpvsDestination(new Endpoint(ip, port), attributes),
                traffic64 == null ? traffic32 : traffic64,
                new IpvsListing.Connections(active, inactive, persistent)));
    }

    private static @Nullable AddressFamily familyOf(int kernelNumber) {
        for (AddressFamily family : AddressFamily.values()) {
            if (family.kernelNumber() == kernelNumber) {
                return family;
            }
        }
        return null;
    }

    /** The kernel keeps every address in sixteen bytes; an IPv4 address is in the first four. */
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
