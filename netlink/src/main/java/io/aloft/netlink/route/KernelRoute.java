package io.aloft.netlink.route;

import io.aloft.model.net.AddressFamily;
import io.aloft.model.net.IpAddress;
import io.aloft.model.net.IpPrefix;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A route as the kernel describes it, by what tells it from others.
 *
 * @param family of the route
 * @param type RTN number, 0..255
 * @param destination the network; length 0 for the default route
 * @param from source prefix that it is for, IPv6 only; length 0 for any
 * @param tos 0..255
 * @param table 0..4294967295
 * @param metric 0..4294967295; IPv6 never has 0
 * @param protocol who made it, 0..255; {@link InterfaceAddress#PROTOCOL_KEEPALIVED} is keepalived
 * @param scope 0 global, 253 link, 254 host
 * @param preferredSource {@code src}; null for none
 * @param hops where it leads; IPv6 names the loopback interface for types that lead nowhere
 */
public record KernelRoute(
        AddressFamily family,
        int type,
        IpPrefix destination,
        IpPrefix from,
        int tos,
        long table,
        long metric,
        int protocol,
        int scope,
        @Nullable IpAddress preferredSource,
        List<Hop> hops) {

    public KernelRoute {
        hops = List.copyOf(hops);
    }

    /**
     * One next hop.
     *
     * @param gateway null when the destination is on the link
     * @param interfaceIndex 0 for none
     * @param weight 1..256
     */
    public record Hop(@Nullable IpAddress gateway, int interfaceIndex, int weight) {}
}
