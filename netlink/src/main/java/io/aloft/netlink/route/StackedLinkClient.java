package io.aloft.netlink.route;

import io.aloft.model.net.MacAddress;
import io.aloft.netlink.exchange.Errno;
import io.aloft.netlink.exchange.NetlinkConnection;
import io.aloft.netlink.exchange.NetlinkException;
import io.aloft.netlink.exchange.NetlinkRequest;
import io.aloft.netlink.message.AttributeWriter;
import io.aloft.netlink.message.Netlink;
import io.aloft.netlink.message.NetlinkMessage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes, changes and removes macvlan and ipvlan interfaces. */
public final class StackedLinkClient {

    private final NetlinkConnection connection;

    public StackedLinkClient(NetlinkConnection connection) {
        this.connection = connection;
    }

    /** All interfaces with their kinds, modes and groups; equals {@code ip -d link show}. */
    public List<StackedLink> links() throws NetlinkException {
        NetlinkRequest request = NetlinkRequest.dump(
                "list interfaces", RouteMessages.RTM_GETLINK, new byte[RouteMessages.LINK_HEADER_BYTES]);
        List<StackedLink> links = new ArrayList<>();
        for (NetlinkMessage reply : connection.execute(request)) {
            StackedLink.decode(reply).ifPresent(links::add);
        }
        return links;
    }

    /** One interface; empty when there is none of that name. Asking for all would take the longer the more there are. */
    public Optional<StackedLink> link(String name) throws NetlinkException {
        NetlinkRequest request = NetlinkRequest.command(
                "find interface " + name,
                RouteMessages.RTM_GETLINK,
                0,
                header(0, 0, 0).string(RouteMessages.IFLA_IFNAME, name).toByteArray());
        try {
            return connection.execute(request).stream()
                    .flatMap(reply -> StackedLink.decode(reply).stream())
                    .findFirst();
        } catch (NetlinkException e) {
            if (e.errno() == Errno.ENODEV) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /**
     * Makes an interface, which is down at first; equals {@code ip link add NAME link PARENT [address MAC] group GROUP
     * type macvlan mode private}, or {@code type ipvlan mode l2 bridge|private|vepa}.
     *
     * @param shape one that {@link LinkShape#isMadeHere()}
     * @param mac of a macvlan; null for an ipvlan, which has that of its parent
     * @param group number of the group, 0 for the default one
     * @throws NetlinkException EEXIST when the name is taken, EOPNOTSUPP when the kernel lacks the kind, EBUSY when the
     *     parent has another one above it that excludes it
     */
    public void create(String name, int parentIndex, LinkShape shape, @Nullable MacAddress mac, int group)
            throws NetlinkException {
        if (!shape.isMadeHere()) {
            throw new IllegalArgumentException("cannot make an interface of shape " + shape);
        }
        AttributeWriter attributes = header(0, 0, 0)
                .u32(RouteMessages.IFLA_LINK, parentIndex)
                .string(RouteMessages.IFLA_IFNAME, name)
                .u32(StackedLinkNumbers.IFLA_GROUP, group);
        if (mac != null) {
            attributes.bytes(RouteMessages.IFLA_ADDRESS, mac.toBytes());
        }
        attributes.nested(RouteMessages.IFLA_LINKINFO, info -> {
            info.string(RouteMessages.IFLA_INFO_KIND, shape.kind());
            info.nested(StackedLinkNumbers.IFLA_INFO_DATA, data -> writeMode(data, shape));
        });
        execute(
                "add interface " + name + " (" + shape.kind() + ")",
                RouteMessages.RTM_NEWLINK,
                Netlink.NLM_F_CREATE | Netlink.NLM_F_EXCL,
                attributes);
    }

    private static void writeMode(AttributeWriter data, LinkShape shape) {
        if (shape == LinkShape.MACVLAN_PRIVATE) {
            data.u32(StackedLinkNumbers.IFLA_MACVLAN_MODE, StackedLinkNumbers.MACVLAN_MODE_PRIVATE);
            return;
        }
        data.u16(StackedLinkNumbers.IFLA_IPVLAN_MODE, StackedLinkNumbers.IPVLAN_MODE_L2);
        int flags = shape == LinkShape.IPVLAN_PRIVATE
                ? StackedLinkNumbers.IPVLAN_F_PRIVATE
                : shape == LinkShape.IPVLAN_VEPA ? StackedLinkNumbers.IPVLAN_F_VEPA : 0;
        data.u16(StackedLinkNumbers.IFLA_IPVLAN_FLAGS, flags);
    }

    /** Brings an interface up; equals {@code ip link set IF up}. */
    public void setUp(int index) throws NetlinkException {
        execute(
                "set interface " + index + " up",
                RouteMessages.RTM_NEWLINK,
                0,
                header(index, StackedLinkNumbers.IFF_UP, StackedLinkNumbers.IFF_UP));
    }

    /** Gives an interface a VRF, bridge or bond; 0 takes it out of one; equals {@code ip link set IF master MASTER}. */
    public void setMaster(int index, int masterIndex) throws NetlinkException {
        execute(
                "put interface " + index + " into " + masterIndex,
                RouteMessages.RTM_NEWLINK,
                0,
                header(index, 0, 0).u32(RouteMessages.IFLA_MASTER, masterIndex));
    }

    /**
     * Keeps the kernel from making a link-local address, which it would make of the virtual MAC address, alike on every
     * router; equals {@code ip link set IF addrgenmode none}.
     *
     * @throws NetlinkException EAFNOSUPPORT on a kernel without IPv6
     */
    public void makeNoLinkLocal(int index) throws NetlinkException {
        AttributeWriter attributes = header(index, 0, 0)
                .nested(
                        StackedLinkNumbers.IFLA_AF_SPEC,
                        families -> families.nested(
                                StackedLinkNumbers.AF_INET6,
                                inet6 -> inet6.u8(
                                        StackedLinkNumbers.IFLA_INET6_ADDR_GEN_MODE,
                                        StackedLinkNumbers.IN6_ADDR_GEN_MODE_NONE)));
        execute("switch off link-local addresses of interface " + index, RouteMessages.RTM_NEWLINK, 0, attributes);
    }

    /**
     * Removes an interface; equals {@code ip link del IF}.
     *
     * @throws NetlinkException ENODEV when it is gone already
     */
    public void delete(int index) throws NetlinkException {
        execute("remove interface " + index, RouteMessages.RTM_DELLINK, 0, header(index, 0, 0));
    }

    private void execute(String operation, int type, int flags, AttributeWriter attributes) throws NetlinkException {
        var unused = connection.execute(NetlinkRequest.command(operation, type, flags, attributes.toByteArray()));
    }

    /** {@code struct ifinfomsg}. */
    private static AttributeWriter header(int index, int flags, int change) {
        return new AttributeWriter(ByteBuffer.allocate(RouteMessages.LINK_HEADER_BYTES)
                .order(ByteOrder.nativeOrder())
                .putInt(0)
                .putInt(index)
                .putInt(flags)
                .putInt(change)
                .array());
    }
}
