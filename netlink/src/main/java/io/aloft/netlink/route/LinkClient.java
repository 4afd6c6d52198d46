package io.aloft.netlink.route;

import io.aloft.netlink.exchange.NetlinkConnection;
import io.aloft.netlink.exchange.NetlinkException;
import io.aloft.netlink.exchange.NetlinkRequest;
import io.aloft.netlink.message.NetlinkMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Reads the interfaces of the namespace and their addresses. */
public final class LinkClient {

    private final NetlinkConnection connection;
    private long malformedReplies;

    public LinkClient(NetlinkConnection connection) {
        this.connection = connection;
    }

    /** All interfaces; equals {@code ip -d link show}. */
    public List<Link> links() throws NetlinkException {
        NetlinkRequest request = NetlinkRequest.dump(
                "list interfaces", RouteMessages.RTM_GETLINK, new byte[RouteMessages.LINK_HEADER_BYTES]);
        return decodeAll(connection.execute(request), Link::decode);
    }

    /** The interface of this name, if there is one. */
    public Optional<Link> link(String name) throws NetlinkException {
        return links().stream().filter(link -> link.name().equals(name)).findFirst();
    }

    /** All IPv4 and IPv6 addresses; equals {@code ip addr show}. */
    public List<InterfaceAddress> addresses() throws NetlinkException {
        NetlinkRequest request = NetlinkRequest.dump(
                "list addresses", RouteMessages.RTM_GETADDR, new byte[RouteMessages.ADDRESS_HEADER_BYTES]);
        List<NetlinkMessage> replies = connection.execute(request);
        return decodeAll(replies.stream().filter(InterfaceAddress::describes).toList(), InterfaceAddress::decode);
    }

    /** Replies that were skipped because their bytes made no sense. */
    public long malformedReplies() {
        return malformedReplies;
    }

    private <T> List<T> decodeAll(List<NetlinkMessage> replies, Function<NetlinkMessage, Optional<T>> decoder) {
        List<T> result = new ArrayList<>(replies.size());
        for (NetlinkMessage reply : replies) {
            Optional<T> decoded = decoder.apply(reply);
            decoded.ifPresent(result::add);
            if (decoded.isEmpty()) {
                malformedReplies++;
            }
        }
        return result;
    }
}
