package io.aloft.netlink.route;

import io.aloft.netlink.message.AttributeReader;
import io.aloft.netlink.message.NetlinkMessage;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A network interface with what matters to those that lie on it or that it lies on.
 *
 * @param link the interface
 * @param shape its kind and mode
 * @param group number of its group, 0 unless somebody set one
 */
public record StackedLink(Link link, LinkShape shape, int group) {

    /** The link in an RTM_NEWLINK; empty when the bytes are damaged. */
    public static Optional<StackedLink> decode(NetlinkMessage message) {
        return Link.decode(message).flatMap(link -> decode(link, message.payload()));
    }

    private static Optional<StackedLink> decode(Link link, byte[] payload) {
        LinkShape shape = LinkShape.OTHER;
        int group = 0;
        AttributeReader attributes = new AttributeReader(payload, RouteMessages.LINK_HEADER_BYTES);
        while (attributes.next()) {
            switch (attributes.type()) {
                case StackedLinkNumbers.IFLA_GROUP -> group = attributes.i32();
                case RouteMessages.IFLA_LINKINFO -> shape = shape(link.kind(), attributes.nested());
                default -> {}
            }
        }
        return attributes.malformed() ? Optional.empty() : Optional.of(new StackedLink(link, shape, group));
    }

    private static LinkShape shape(@Nullable String kind, AttributeReader info) {
        boolean macvlan = "macvlan".equals(kind);
        if (!macvlan && !"ipvlan".equals(kind)) {
            return LinkShape.OTHER;
        }
        LinkShape shape = macvlan ? LinkShape.MACVLAN_OTHER : LinkShape.IPVLAN_OTHER;
        while (info.next()) {
            if (info.type() == StackedLinkNumbers.IFLA_INFO_DATA) {
                shape = macvlan ? macvlan(info.nested()) : ipvlan(info.nested());
            }
        }
        return shape;
    }

    private static LinkShape macvlan(AttributeReader data) {
        int mode = 0;
        while (data.next()) {
            if (data.type() == StackedLinkNumbers.IFLA_MACVLAN_MODE) {
                mode = data.i32();
            }
        }
        return mode == StackedLinkNumbers.MACVLAN_MODE_PRIVATE ? LinkShape.MACVLAN_PRIVATE : LinkShape.MACVLAN_OTHER;
    }

    private static LinkShape ipvlan(AttributeReader data) {
        int mode = -1;
        int flags = 0;
        while (data.next()) {
            switch (data.type()) {
                case StackedLinkNumbers.IFLA_IPVLAN_MODE -> mode = data.u16();
                case StackedLinkNumbers.IFLA_IPVLAN_FLAGS -> flags = data.u16();
                default -> {}
            }
        }
        if (mode != StackedLinkNumbers.IPVLAN_MODE_L2) {
            return LinkShape.IPVLAN_OTHER;
        }
        if ((flags & StackedLinkNumbers.IPVLAN_F_PRIVATE) != 0) {
            return LinkShape.IPVLAN_PRIVATE;
        }
        return (flags & StackedLinkNumbers.IPVLAN_F_VEPA) != 0 ? LinkShape.IPVLAN_VEPA : LinkShape.IPVLAN_BRIDGE;
    }
}
