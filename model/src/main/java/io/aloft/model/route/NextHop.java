package io.aloft.model.route;

import io.aloft.model.net.IpAddress;
import org.jspecify.annotations.Nullable;

/**
 * Where a route leads.
 *
 * @param gateway {@code via}; null when the destination is on the link
 * @param device {@code dev}; null leaves it to the kernel
 * @param weight 1..256 among several next hops (default 1)
 * @param onlink the gateway is on the link though no prefix says so
 * @param realms {@code realms}; null for none
 * @param encapsulation {@code encap}; null for none
 */
public record NextHop(
        @Nullable IpAddress gateway,
        @Nullable String device,
        int weight,
        boolean onlink,
        @Nullable Realms realms,
        @Nullable Encapsulation encapsulation) {}
