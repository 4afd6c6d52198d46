package io.aloft.model.lvs;

/**
 * {@code persistence_timeout} and {@code persistence_granularity}.
 *
 * @param timeoutSeconds 1..2678400
 * @param granularity what the kernel wants: an IPv4 mask in its 32 bits (255.255.255.255 by default) or an IPv6 prefix
 *     length
 */
public record Persistence(int timeoutSeconds, int granularity) {}
