package io.aloft.netlink.route;

import io.aloft.model.net.MacAddress;
import io.aloft.netlink.message.AttributeReader;
import io.aloft.netlink.message.NetlinkMessage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A network interface as the kernel describes it.
 *
 * @param index its number, unique in the namespace while it lives
 * @param name such as {@code eth0}
 * @param mac its Ethernet address; null for interfaces without one of six octets
 * @param mtu bytes
 * @param flags IFF bits
 * @param kind {@code veth}, {@code macvlan}, {@code bridge} and the like; null for hardware
 * @param parentIndex the interface below (of a macvlan) or the other end (of a veth), 0 when there is none
 * @param masterIndex the bridge, bond or VRF it belongs to, 0 when there is none
 * @param vrfTable the routing table of a VRF, 0 for other kinds
 */
public record Link(
        int index,
        String name,
        @Nullable MacAddress mac,
        int mtu,
        int flags,
        @Nullable String kind,
        int parentIndex,
        int masterIndex,
        long vrfTable) {

    private static final int IFF_UP = 0x1;
    private static final int IFF_BROADCAST = 0x2;
    private static final int IFF_LOOPBACK = 0x8;
    private static final int IFF_RUNNING = 0x40;
    private static final int IFF_NOARP = 0x80;
    private static final int IFF_MULTICAST = 0x1000;
    private static final int IFF_LOWER_UP = 0x10000;
    private static final int AF_UNSPEC = 0;
    private static final int MAC_BYTES = 6;
    private static final String VRF = "vrf";

    /** An interface that is no VRF. */
    public Link(
            int index,
            String name,
            @Nullable MacAddress mac,
            int mtu,
            int flags,
            @Nullable String kind,
            int parentIndex,
            int masterIndex) {
        this(index, name, mac, mtu, flags, kind, parentIndex, masterIndex, 0);
    }

    /** The administrator wants it up. */
    public boolean up() {
        return has(IFF_UP);
    }

    /** It is up and can carry traffic: what keepalived calls up. */
    public boolean running() {
        return has(IFF_UP | IFF_RUNNING);
    }

    /** The hardware sees the other end. */
    public boolean carrier() {
        return has(IFF_LOWER_UP);
    }

    public boolean loopback() {
        return has(IFF_LOOPBACK);
    }

    public boolean broadcast() {
        return has(IFF_BROADCAST);
    }

    /** Nobody on it asks for hardware addresses, so announcing one would be for nobody. */
    public boolean withoutArp() {
        return has(IFF_NOARP);
    }

    public boolean multicast() {
        return has(IFF_MULTICAST);
    }

    private boolean has(int bits) {
        return (flags & bits) == bits;
    }

    /** True when the message speaks about a link as such: bridges send the same types about their ports. */
    public static boolean describes(NetlinkMessage message) {
        int type = message.type();
        return (type == RouteMessages.RTM_NEWLINK || type == RouteMessages.RTM_DELLINK)
                && message.payload().length > 0
                && message.payload()[0] == AF_UNSPEC;
    }

    /** True when {@link #describes} holds and the link is gone. */
    public static boolean isRemoval(NetlinkMessage message) {
        return message.type() == RouteMessages.RTM_DELLINK;
    }

    /** The link in an RTM_NEWLINK or RTM_DELLINK; empty when the bytes are damaged. */
    public static Optional<Link> decode(NetlinkMessage message) {
        byte[] payload = message.payload();
        if (payload.length < RouteMessages.LINK_HEADER_BYTES) {
            return Optional.empty();
        }
        ByteBuffer header = ByteBuffer.wrap(payload).order(ByteOrder.nativeOrder());
        AttributeReader attributes = new AttributeReader(payload, RouteMessages.LINK_HEADER_BYTES);
        String name = "";
        MacAddress mac = null;
        int mtu = 0;
        String kind = null;
        int parentIndex = 0;
        int masterIndex = 0;
        long vrfTable = 0;
        while (attributes.next()) {
            switch (attributes.type()) {
                case RouteMessages.IFLA_IFNAME -> name = attributes.string();
                case RouteMessages.IFLA_ADDRESS ->
                    mac = attributes.length() == MAC_BYTES ? MacAddress.ofBytes(attributes.bytes()) : null;
                case RouteMessages.IFLA_MTU -> mtu = attributes.i32();
                case RouteMessages.IFLA_LINK -> parentIndex = attributes.i32();
                case RouteMessages.IFLA_MASTER -> masterIndex = attributes.i32();
                case RouteMessages.IFLA_LINKINFO -> {
                    kind = kind(attributes.nested());
                    vrfTable = VRF.equals(kind) ? vrfTable(attributes.nested()) : 0;
                }
                default -> {}
            }
        }
        if (attributes.malformed() || name.isEmpty()) {
            return Optional.empty();
        }
        int flags = header.getInt(8);
        return Optional.of(new Link(header.getInt(4), name, mac, mtu, flags, kind, parentIndex, masterIndex, vrfTable));
    }

    private static long vrfTable(AttributeReader info) {
        long table = 0;
        while (info.next()) {
            if (info.type() == RouteMessages.IFLA_INFO_DATA) {
                AttributeReader data = info.nested();
                while (data.next()) {
                    table = data.type() == RouteMessages.IFLA_VRF_TABLE ? data.u32() : table;
                }
            }
        }
        return table;
    }

    private static @Nullable String kind(AttributeReader info) {
        String kind = null;
        while (info.next()) {
            if (info.type() == RouteMessages.IFLA_INFO_KIND) {
                kind = info.string();
            }
        }
        return kind;
    }
}
