package io.aloft.model.vrrp;

import io.aloft.model.net.AddressFamily;
import org.jspecify.annotations.Nullable;

/** How long an advertisement is, and how many addresses it has room for: it is one frame, since VRRP knows no fragments. */
public final class AdvertisementSize {

    /** The count is one octet. */
    public static final int MOST_ADDRESSES = 255;

    private static final int ETHERNET_HEADER = 14;
    private static final int IPV4_HEADER = 20;
    private static final int IPV6_HEADER = 40;
    private static final int VRRP_HEADER = 8;
    private static final int AUTHENTICATION_DATA = 8;
    private static final int AUTHENTICATION_HEADER = 24;
    private static final int HMAC_TRAILER = 28;

    private AdvertisementSize() {}

    /**
     * How many addresses can be advertised; the rest belong to the excluded ones. keepalived takes the Ethernet header from
     * the MTU too, although that does not count it, and so both sides move the same addresses.
     *
     * @param version 2 or 3
     * @param hmac whether {@code auth_hmac} is configured, in whatever mode: another mode must not change the list
     * @param mtu of the sending interface in bytes; null when it is not known, so that only the count limits
     * @return 0..255
     */
    public static int capacity(
            AddressFamily family, int version, Authentication authentication, boolean hmac, @Nullable Integer mtu) {
        if (mtu == null) {
            return MOST_ADDRESSES;
        }
        int room = mtu - ETHERNET_HEADER - overhead(family, version, authentication, hmac);
        return Math.clamp(room / family.addressBytes(), 0, MOST_ADDRESSES);
    }

    /** The greatest length of the router's advertisement as an IP packet, in bytes. */
    public static int bytes(VirtualRouterSpec router) {
        return overhead(
                        router.family(),
                        router.version(),
                        router.authentication(),
                        router.options().hmac() != null)
                + router.addresses().size() * router.family().addressBytes();
    }

    private static int overhead(AddressFamily family, int version, Authentication authentication, boolean hmac) {
        // RFC 3768 section 5.3: version 2 over IPv4 always has room for authentication, and nothing else has.
        boolean authenticates = family == AddressFamily.INET && version == 2;
        return (family == AddressFamily.INET ? IPV4_HEADER : IPV6_HEADER)
                + VRRP_HEADER
                + (authenticates ? AUTHENTICATION_DATA : 0)
                + (authenticates && authentication instanceof Authentication.Header ? AUTHENTICATION_HEADER : 0)
                + (hmac ? HMAC_TRAILER : 0);
    }
}
