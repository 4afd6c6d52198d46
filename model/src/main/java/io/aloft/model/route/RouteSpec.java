package io.aloft.model.route;

import io.aloft.model.net.AddressFamily;
import io.aloft.model.net.IpAddress;
import io.aloft.model.net.IpPrefix;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One entry of {@code virtual_routes} or {@code static_routes}.
 *
 * @param family of the route
 * @param type what happens to packets, with the kernel's RTN numbers 0..255: 1 unicast, 2 local, 6 blackhole, …
 * @param destination null for the default route
 * @param from source prefix that it is for, IPv6 only ({@code from}); null for any
 * @param preferredSource {@code src}; null leaves it to the kernel
 * @param nextHops one in the common case; none for types without
 * @param attributes where it stands and how it compares
 * @param metrics numbers for the protocols above
 * @param lockedMetrics metrics that path MTU discovery and the like must not change ({@code lock})
 * @param congestionControl {@code congctl}; null for the system's
 * @param position how it is put beside routes to the same destination
 * @param tracking what its loss means
 */
public record RouteSpec(
        AddressFamily family,
        int type,
        @Nullable IpPrefix destination,
        @Nullable IpPrefix from,
        @Nullable IpAddress preferredSource,
        List<NextHop> nextHops,
        Attributes attributes,
        Map<RouteMetric, Long> metrics,
        Set<RouteMetric> lockedMetrics,
        @Nullable String congestionControl,
        Position position,
        EntryTracking tracking) {

    /** RTN_UNICAST of linux/rtnetlink.h, the common type. */
    public static final int UNICAST = 1;

    public RouteSpec {
        nextHops = List.copyOf(nextHops);
        metrics = Map.copyOf(metrics);
        lockedMetrics = Set.copyOf(lockedMetrics);
    }

    /** As {@code ip route} writes it: {@code 10.1.0.0/16 via 10.9.0.254 dev eth0 table 7 proto keepalived}. */
    public String describe() {
        return EntryText.of(this);
    }

    /**
     * Where a route stands and how it compares to others. Null leaves a value to the kernel.
     *
     * @param table kernel number of the table, 0..4294967295 ({@code table}); null for main
     * @param vrf whose table it is ({@code vrf}); null for none
     * @param protocol kernel number, 0..255 ({@code protocol}); 18 is keepalived
     * @param scope kernel number, 0..255 ({@code scope})
     * @param metric 0..4294967295 ({@code metric}, {@code priority}, {@code preference})
     * @param tos 0..255 ({@code tos}, {@code dsfield})
     * @param expiresSeconds 0..4294967295, IPv6 ({@code expires})
     * @param preference of IPv6 router advertisements, 0..255: 0 medium, 1 high, 3 low ({@code pref})
     * @param propagateTtl of MPLS ({@code ttl-propagate})
     */
    public record Attributes(
            @Nullable Long table,
            @Nullable String vrf,
            int protocol,
            @Nullable Integer scope,
            @Nullable Long metric,
            int tos,
            @Nullable Long expiresSeconds,
            @Nullable Integer preference,
            @Nullable Boolean propagateTtl) {}

    /** Where it goes among routes to the same destination. */
    public enum Position {
        /** In front of the others, the default. */
        PREPEND,
        APPEND,
        /** Only when there is no other. */
        ADD
    }
}
