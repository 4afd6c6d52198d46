package io.aloft.netlink.route;

/** Numbers of routes (linux/rtnetlink.h, lwtunnel.h, mpls_iptunnel.h, ila.h) that are used here. */
final class RouteNumbers {

    /**
     * {@code struct rtmsg}: family, destination length, source length, TOS, table, protocol, scope, type, flags.
     */
    static final int HEADER_BYTES = 12;

    static final int TABLE_UNSPEC = 0;
    static final int TABLE_COMPAT = 252;
    static final int TABLE_MAIN = 254;

    static final int SCOPE_UNIVERSE = 0;
    static final int SCOPE_LINK = 253;
    static final int SCOPE_HOST = 254;
    static final int SCOPE_NOWHERE = 255;

    static final int TYPE_UNICAST = 1;
    static final int TYPE_LOCAL = 2;
    static final int TYPE_BROADCAST = 3;
    static final int TYPE_ANYCAST = 4;
    static final int TYPE_BLACKHOLE = 6;
    static final int TYPE_THROW = 9;
    static final int TYPE_NAT = 10;

    static final int RTNH_F_ONLINK = 4;
    /** An answer to a lookup rather than an entry of a table. */
    static final int RTM_F_CLONED = 0x200;

    static final int RTA_DST = 1;
    static final int RTA_SRC = 2;
    static final int RTA_OIF = 4;
    static final int RTA_GATEWAY = 5;
    static final int RTA_PRIORITY = 6;
    static final int RTA_PREFSRC = 7;
    static final int RTA_METRICS = 8;
    static final int RTA_MULTIPATH = 9;
    static final int RTA_FLOW = 11;
    static final int RTA_TABLE = 15;
    static final int RTA_VIA = 18;
    static final int RTA_PREF = 20;
    static final int RTA_ENCAP_TYPE = 21;
    static final int RTA_ENCAP = 22;
    static final int RTA_EXPIRES = 23;
    static final int RTA_TTL_PROPAGATE = 26;

    static final int RTAX_LOCK = 1;
    static final int RTAX_CC_ALGO = 16;

    /** {@code struct rtnexthop}: length, flags, weight less one, interface. */
    static final int NEXT_HOP_BYTES = 8;

    static final int ENCAP_MPLS = 1;
    static final int ENCAP_IP = 2;
    static final int ENCAP_ILA = 3;
    static final int ENCAP_IP6 = 4;

    static final int MPLS_IPTUNNEL_DST = 1;
    static final int ILA_ATTR_LOCATOR = 1;

    private RouteNumbers() {}
}
