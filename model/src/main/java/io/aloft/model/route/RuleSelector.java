package io.aloft.model.route;

import io.aloft.model.net.IpPrefix;
import org.jspecify.annotations.Nullable;

/**
 * Which packets a routing rule concerns. Null is any.
 *
 * @param inverted those that do not match ({@code not})
 * @param from source
 * @param to destination
 * @param tos 0..255 ({@code tos}, {@code dsfield})
 * @param mark firewall mark ({@code fwmark})
 * @param inputDevice {@code iif}, {@code dev}
 * @param outputDevice {@code oif}
 * @param tunnelId 64 bits without sign ({@code tunnel-id})
 * @param users user numbers ({@code uidrange})
 * @param ipProtocol name or number as written ({@code ipproto})
 * @param sourcePorts {@code sport}
 * @param destinationPorts {@code dport}
 */
public record RuleSelector(
        boolean inverted,
        @Nullable IpPrefix from,
        @Nullable IpPrefix to,
        @Nullable Integer tos,
        @Nullable Mark mark,
        @Nullable String inputDevice,
        @Nullable String outputDevice,
        @Nullable Long tunnelId,
        @Nullable NumberRange users,
        @Nullable String ipProtocol,
        @Nullable NumberRange sourcePorts,
        @Nullable NumberRange destinationPorts) {

    /**
     * {@code N[/MASK]}.
     *
     * @param value 0..4294967295
     * @param mask 0..4294967295, all ones by default
     */
    public record Mark(long value, long mask) {}

    /**
     * {@code FROM-TO}, both included.
     *
     * @param first not above {@code last}
     * @param last at most 4294967295
     */
    public record NumberRange(long first, long last) {}
}
