package io.aloft.vrrp.packet;

import io.aloft.model.vrrp.Authentication;
import io.aloft.model.vrrp.HmacAuthentication.Mode;
import io.aloft.model.vrrp.VirtualRouterSpec;

/** How many addresses an advertisement has room for: it must fit into one frame, since VRRP knows no fragments. */
public final class AdvertisementSize {

    /** The count is one octet. */
    public static final int MOST_ADDRESSES = 255;

    private AdvertisementSize() {}

    /**
     * How many of the router's addresses can be advertised; the rest belong to the excluded ones. keepalived takes the
     * Ethernet header from the MTU too, although that does not count it, and so both sides move the same addresses.
     *
     * @param mtu of the sending interface in bytes
     * @return 0..255
     */
    public static int capacity(VirtualRouterSpec spec, int mtu) {
        int room =
                (mtu - Layout.ETHERNET_HEADER - bytes(spec, 0)) / spec.family().addressBytes();
        return Math.max(0, Math.min(MOST_ADDRESSES, room));
    }

    /** Length of the router's advertisement as an IP packet, in bytes. */
    public static int bytes(VirtualRouterSpec spec) {
        return bytes(spec, spec.addresses().size());
    }

    private static int bytes(VirtualRouterSpec spec, int addresses) {
        var hmac = spec.options().hmac();
        boolean header =
                spec.authentication() instanceof Authentication.Header && Authenticator.usesAuthenticationData(spec);
        return Layout.ipHeader(spec.family())
                + Layout.message(spec.version(), spec.family(), addresses)
                + (header ? Layout.AH_HEADER : 0)
                + (hmac != null && hmac.mode() != Mode.RECEIVE_ONLY ? Layout.TRAILER : 0);
    }

    /** What keepalived says of a router with more addresses, without the instance name in front. */
    public static String excessPhrase(int addresses, int capacity) {
        return "Number of VIPs (%d) exceeds maximum/space available in packet (max %d addresses) - excess moved to eVIPs"
                .formatted(addresses, capacity);
    }
}
