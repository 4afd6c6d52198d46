package io.aloft.netlink.route;

import io.aloft.model.route.RouteSpec;
import io.aloft.netlink.exchange.NetlinkConnection;
import io.aloft.netlink.exchange.NetlinkException;
import io.aloft.netlink.message.Netlink;
import java.util.List;

/** Adds routes, removes them and lists them. */
public final class RouteClient {

    private final EntryBatch<RouteSpec> batch;
    private final RouteEncoder encoder;

    /**
     * @param connection a connection of the owner's thread
     * @param numbers what the names in routes stand for at the moment of each call
     */
    public RouteClient(NetlinkConnection connection, LinkNumbers numbers) {
        this.batch = new EntryBatch<>(connection, "route", RouteSpec::describe);
        this.encoder = new RouteEncoder(numbers);
    }

    /**
     * Adds routes in order, in as few system calls as possible; equals {@code ip route prepend|append|add ...} for each,
     * as the route's position says.
     *
     * @return one outcome for each route, in the same order
     */
    public List<EntryOutcome<RouteSpec>> addAll(List<RouteSpec> routes) {
        return batch.add("add", RouteMessages.RTM_NEWROUTE, RouteClient::flags, routes, encoder::whole);
    }

    /**
     * Puts routes in the place of those to the same destination with the same metric and TOS, or adds them where there
     * is none; equals {@code ip route replace ...} for each.
     *
     * @return one outcome for each route, in the same order
     */
    public List<EntryOutcome<RouteSpec>> replaceAll(List<RouteSpec> routes) {
        return batch.add(
                "replace",
                RouteMessages.RTM_NEWROUTE,
                route -> Netlink.NLM_F_CREATE | Netlink.NLM_F_REPLACE,
                routes,
                encoder::whole);
    }

    /**
     * Removes routes in order; equals {@code ip route del ...} for each.
     *
     * @return one outcome for each route, in the same order
     */
    public List<EntryOutcome<RouteSpec>> removeAll(List<RouteSpec> routes) {
        return batch.remove(RouteMessages.RTM_DELROUTE, routes, encoder::forRemoval);
    }

    /**
     * The routes of all tables that {@code protocol} made; equals {@code ip route show table all proto N} for both
     * families. The kernel goes through all its routes for that, which takes a while where there are a million.
     *
     * @param protocol 1..255; 18 is keepalived
     */
    public List<KernelRoute> routes(int protocol) throws NetlinkException {
        byte[] header = new byte[RouteNumbers.HEADER_BYTES];
        header[5] = (byte) protocol;
        return batch.list(
                RouteMessages.RTM_GETROUTE,
                header,
                // Kernels before 4.20 and lenient ones do not look at the protocol asked for.
                reply -> RouteDecoder.describes(reply) && RouteDecoder.protocol(reply) == protocol,
                RouteDecoder::decode);
    }

    /** Replies that were skipped because their bytes made no sense. */
    public long malformedReplies() {
        return batch.malformedReplies();
    }

    private static int flags(RouteSpec route) {
        return switch (route.position()) {
            case PREPEND -> Netlink.NLM_F_CREATE;
            case APPEND -> Netlink.NLM_F_CREATE | Netlink.NLM_F_APPEND;
            case ADD -> Netlink.NLM_F_CREATE | Netlink.NLM_F_EXCL;
        };
    }
}
