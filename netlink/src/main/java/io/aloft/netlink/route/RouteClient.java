package io.aloft.netlink.route;

import io.aloft.model.net.AddressFamily;
import io.aloft.model.route.RouteSpec;
import io.aloft.netlink.exchange.NetlinkConnection;
import io.aloft.netlink.exchange.NetlinkException;
import io.aloft.netlink.exchange.NetlinkRequest;
import io.aloft.netlink.message.Netlink;
import io.aloft.netlink.message.NetlinkMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Adds routes, removes them and lists them. */
public final class RouteClient {

    private final NetlinkConnection connection;
    private final RouteEncoder encoder;
    private long malformedReplies;

    /**
     * @param connection a connection of the owner's thread
     * @param numbers what the names in routes stand for at the moment of each call
     */
    public RouteClient(NetlinkConnection connection, LinkNumbers numbers) {
        this.connection = connection;
        this.encoder = new RouteEncoder(numbers);
    }

    /**
     * Adds routes in order, in as few system calls as possible; equals {@code ip route prepend|append|add ...} for each,
     * as the route's position says.
     *
     * @return one outcome for each route, in the same order
     */
    public List<EntryOutcome<RouteSpec>> addAll(List<RouteSpec> routes) {
        return EntryBatch.add(
                connection,
                routes,
                RouteClient::addition,
                route -> NetlinkRequest.command(
                        addition(route), RouteMessages.RTM_NEWROUTE, flags(route), encoder.whole(route)));
    }

    /**
     * Puts routes in the place of those to the same destination with the same metric and TOS, or adds them where there
     * is none; equals {@code ip route replace ...} for each.
     *
     * @return one outcome for each route, in the same order
     */
    public List<EntryOutcome<RouteSpec>> replaceAll(List<RouteSpec> routes) {
        return EntryBatch.add(
                connection,
                routes,
                RouteClient::replacement,
                route -> NetlinkRequest.command(
                        replacement(route),
                        RouteMessages.RTM_NEWROUTE,
                        Netlink.NLM_F_CREATE | Netlink.NLM_F_REPLACE,
                        encoder.whole(route)));
    }

    /**
     * Removes routes in order; equals {@code ip route del ...} for each.
     *
     * @return one outcome for each route, in the same order
     */
    public List<EntryOutcome<RouteSpec>> removeAll(List<RouteSpec> routes) {
        return EntryBatch.remove(
                connection,
                routes,
                RouteClient::removal,
                route -> NetlinkRequest.command(
                        removal(route), RouteMessages.RTM_DELROUTE, 0, encoder.forRemoval(route)));
    }

    /**
     * The routes of all tables that {@code protocol} made; equals {@code ip route show table all proto N} for both
     * families. The kernel goes through all its routes for that, which takes a while where there are a million.
     *
     * @param protocol 1..255; 18 is keepalived
     */
    public List<KernelRoute> routes(int protocol) throws NetlinkException {
        List<KernelRoute> routes = new ArrayList<>();
        for (AddressFamily family : AddressFamily.values()) {
            byte[] header = new byte[RouteNumbers.HEADER_BYTES];
            header[0] = (byte) family.kernelNumber();
            header[5] = (byte) protocol;
            NetlinkRequest request = NetlinkRequest.dump("list routes", RouteMessages.RTM_GETROUTE, header);
            for (NetlinkMessage reply : connection.execute(request)) {
                // Kernels before 4.20 and lenient ones do not look at the protocol asked for.
                if (!RouteDecoder.describes(reply) || RouteDecoder.protocol(reply) != protocol) {
                    continue;
                }
                Optional<KernelRoute> route = RouteDecoder.decode(reply);
                route.ifPresent(routes::add);
                malformedReplies += route.isEmpty() ? 1 : 0;
            }
        }
        return routes;
    }

    /** Replies that were skipped because their bytes made no sense. */
    public long malformedReplies() {
        return malformedReplies;
    }

    private static int flags(RouteSpec route) {
        return switch (route.position()) {
            case PREPEND -> Netlink.NLM_F_CREATE;
            case APPEND -> Netlink.NLM_F_CREATE | Netlink.NLM_F_APPEND;
            case ADD -> Netlink.NLM_F_CREATE | Netlink.NLM_F_EXCL;
        };
    }

    private static String addition(RouteSpec route) {
        return "add route " + route.describe();
    }

    private static String replacement(RouteSpec route) {
        return "replace route " + route.describe();
    }

    private static String removal(RouteSpec route) {
        return "remove route " + route.describe();
    }
}
