package io.aloft.ipvs.admin;

import io.aloft.ipvs.IpvsService;
import io.aloft.model.net.AddressFamily;
import io.aloft.model.net.IpAddress;

/** The granularity of persistence, as a mask for IPv4 and a prefix length for IPv6. */
public final class Netmask {

    private Netmask() {}

    /** {@code 255.255.255.0}, or {@code 64}. */
    public static String text(IpvsService service) {
        int mask = service.attributes().netmask();
        return service.key().family() == AddressFamily.INET
                ? IpAddress.ofIpv4(mask).toString()
                : Integer.toUnsignedString(mask);
    }
}
