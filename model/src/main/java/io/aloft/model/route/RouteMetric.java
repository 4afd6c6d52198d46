package io.aloft.model.route;

/** Numbers that a route carries for the protocols above, with the kernel's RTAX numbers (linux/rtnetlink.h). */
public enum RouteMetric {
    MTU(2, "mtu"),
    WINDOW(3, "window"),
    /** Eighths of a millisecond. */
    RTT(4, "rtt"),
    /** Quarters of a millisecond. */
    RTTVAR(5, "rttvar"),
    SSTHRESH(6, "ssthresh"),
    CWND(7, "cwnd"),
    ADVMSS(8, "advmss"),
    REORDERING(9, "reordering"),
    /** 0..255. */
    HOPLIMIT(10, "hoplimit"),
    INITCWND(11, "initcwnd"),
    /** Bits; 1 is ECN. */
    FEATURES(12, "features"),
    /** Milliseconds. */
    RTO_MIN(13, "rto_min"),
    INITRWND(14, "initrwnd"),
    /** 0 or 1. */
    QUICKACK(15, "quickack"),
    /** Has a name for its value, so it occurs among the locked ones only. */
    CONGCTL(16, "congctl"),
    /** 0 or 1. */
    FASTOPEN_NO_COOKIE(17, "fastopen_no_cookie");

    private final int kernelNumber;
    private final String word;

    RouteMetric(int kernelNumber, String word) {
        this.kernelNumber = kernelNumber;
        this.word = word;
    }

    /** Number of the RTAX attribute. */
    public int kernelNumber() {
        return kernelNumber;
    }

    /** The word of the configuration. */
    public String word() {
        return word;
    }
}
