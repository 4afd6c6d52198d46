package io.aloft.vrrp.device.plan;

import io.aloft.model.net.IpAddress;
import org.jspecify.annotations.Nullable;

/**
 * A VMAC that exists, as the firewall has to know it.
 *
 * @param name of the VMAC
 * @param index of it; another one means another interface, whatever the name
 * @param base name of the interface below
 * @param baseIndex of the interface below
 * @param ipv4 whether IPv4 is spoken on it
 * @param ipv6 whether IPv6 is spoken on it
 * @param parentLinkLocal the link-local address of the interface below that it has too; null for none
 */
public record VmacLink(
        String name,
        int index,
        String base,
        int baseIndex,
        boolean ipv4,
        boolean ipv6,
        @Nullable IpAddress parentLinkLocal) {}
