package io.aloft.netlink.route;

import io.aloft.model.net.AddressFamily;
import io.aloft.model.net.IpPrefix;
import io.aloft.model.route.RuleSelector.Mark;
import io.aloft.model.route.RuleSelector.NumberRange;
import org.jspecify.annotations.Nullable;

/**
 * A routing rule as the kernel describes it. Null and zero are "any" or "none".
 *
 * @param family of the rule
 * @param priority 0..4294967295
 * @param inverted it is for packets that do not match
 * @param from source
 * @param to destination
 * @param tos 0..255
 * @param mark firewall mark
 * @param inputDevice {@code iif}
 * @param outputDevice {@code oif}
 * @param tunnelId 64 bits without sign
 * @param users user numbers
 * @param ipProtocol 0..255
 * @param sourcePorts {@code sport}
 * @param destinationPorts {@code dport}
 * @param action FR_ACT number
 * @param table of a lookup
 * @param l3mdev the table is that of the packet's VRF
 * @param gotoPriority where it goes on
 * @param protocol who made it, 0..255; 18 is keepalived; 0 when the kernel (before 4.17) does not tell
 */
public record KernelRule(
        AddressFamily family,
        long priority,
        boolean inverted,
        @Nullable IpPrefix from,
        @Nullable IpPrefix to,
        int tos,
        @Nullable Mark mark,
        @Nullable String inputDevice,
        @Nullable String outputDevice,
        long tunnelId,
        @Nullable NumberRange users,
        int ipProtocol,
        @Nullable NumberRange sourcePorts,
        @Nullable NumberRange destinationPorts,
        int action,
        long table,
        boolean l3mdev,
        long gotoPriority,
        int protocol) {}
