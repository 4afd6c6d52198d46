package io.aloft.config.resolve;

import io.aloft.model.net.AddressFamily;
import io.aloft.model.vrrp.Authentication;
import org.jspecify.annotations.Nullable;

/** How many addresses an advertisement holds: it is never cut into fragments. */
final class AddressRoom {

    /** The count has one byte. */
    private static final int MOST = 255;

    /** keepalived takes the Ethernet header off as well, though the MTU does not count it; peers have to agree. */
    private static final int ETHERNET_HEADER = 14;

    private static final int IPV4_HEADER = 20;
    private static final int IPV6_HEADER = 40;
    private static final int VRRP_HEADER = 8;
    /** RFC 3768 section 5.3: version 2 over IPv4 always has the field. */
    private static final int AUTHENTICATION_DATA = 8;

    private static final int AUTHENTICATION_HEADER = 24;
    private static final int HMAC_TRAILER = 28;

    private AddressRoom() {}

    /**
     * The greatest number of addresses.
     *
     * @param mtu of the interface; null when it is not known, so that only the count limits
     */
    static int of(
            AddressFamily family, int version, Authentication authentication, boolean hmac, @Nullable Integer mtu) {
        if (mtu == null) {
            return MOST;
        }
        boolean ipv4 = family == AddressFamily.INET;
        int taken = ETHERNET_HEADER
                + (ipv4 ? IPV4_HEADER : IPV6_HEADER)
                + VRRP_HEADER
                + (ipv4 && version == 2 ? AUTHENTICATION_DATA : 0)
                + (authentication instanceof Authentication.Header ? AUTHENTICATION_HEADER : 0)
                + (hmac ? HMAC_TRAILER : 0);
        return Math.clamp((mtu - taken) * 8L / family.addressBits(), 0, MOST);
    }
}
