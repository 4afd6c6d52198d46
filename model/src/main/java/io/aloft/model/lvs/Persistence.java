package io.aloft.model.lvs;

import org.jspecify.annotations.Nullable;

/**
 * {@code persistence_timeout}, {@code persistence_granularity} and {@code persistence_engine}.
 *
 * @param timeoutSeconds 1..2678400; 360 when none is written
 * @param granularity what the kernel wants: an IPv4 mask in its 32 bits (255.255.255.255 by default) or an IPv6 prefix
 *     length (128 by default)
 * @param engine reads the packets to tell clients apart, at most 16 characters, such as {@code sip}; null for none
 */
public record Persistence(
        int timeoutSeconds, int granularity, @Nullable String engine) {

    /** Without an engine. */
    public Persistence(int timeoutSeconds, int granularity) {
        this(timeoutSeconds, granularity, null);
    }
}
