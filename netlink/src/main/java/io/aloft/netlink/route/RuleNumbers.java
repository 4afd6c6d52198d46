package io.aloft.netlink.route;

/** Numbers of routing rules (linux/fib_rules.h) that are used here. */
final class RuleNumbers {

    /** {@code struct fib_rule_hdr}: family, lengths, TOS, table, two reserved bytes, action, flags. */
    static final int HEADER_BYTES = 12;

    static final int FIB_RULE_INVERT = 2;

    static final int FRA_DST = 1;
    static final int FRA_SRC = 2;
    static final int FRA_IIFNAME = 3;
    static final int FRA_GOTO = 4;
    static final int FRA_PRIORITY = 6;
    static final int FRA_FWMARK = 10;
    static final int FRA_FLOW = 11;
    static final int FRA_TUN_ID = 12;
    static final int FRA_SUPPRESS_IFGROUP = 13;
    static final int FRA_SUPPRESS_PREFIXLEN = 14;
    static final int FRA_TABLE = 15;
    static final int FRA_FWMASK = 16;
    static final int FRA_OIFNAME = 17;
    static final int FRA_L3MDEV = 19;
    static final int FRA_UID_RANGE = 20;
    static final int FRA_PROTOCOL = 21;
    static final int FRA_IP_PROTO = 22;
    static final int FRA_SPORT_RANGE = 23;
    static final int FRA_DPORT_RANGE = 24;

    static final int ACTION_TO_TABLE = 1;
    static final int ACTION_GOTO = 2;
    static final int ACTION_NOP = 3;
    static final int ACTION_BLACKHOLE = 6;
    static final int ACTION_UNREACHABLE = 7;
    static final int ACTION_PROHIBIT = 8;

    private RuleNumbers() {}
}
