package io.aloft.ipvs.admin;

/** ipvsadm's options, in the order in which it looks for those that do not go with a command. */
enum AdminOption implements AdminWord {
    NUMERIC("n", "numeric", "numeric", Value.NONE),
    CONNECTION("c", "connection", "connection", Value.NONE),
    TCP_SERVICE("t", "tcp-service", "service-address", Value.REQUIRED),
    UDP_SERVICE("u", "udp-service", "service-address", Value.REQUIRED),
    SCTP_SERVICE("", "sctp-service", "service-address", Value.REQUIRED),
    FWMARK_SERVICE("f", "fwmark-service", "service-address", Value.REQUIRED),
    SCHEDULER("s", "scheduler", "scheduler", Value.REQUIRED),
    PERSISTENT("p", "persistent", "persistent", Value.OPTIONAL),
    NETMASK("M", "netmask", "netmask", Value.REQUIRED),
    REAL_SERVER("r", "real-server", "real-server", Value.REQUIRED),
    GATEWAYING("g", "gatewaying", "forwarding-method", Value.NONE),
    IPIP("i", "ipip", "forwarding-method", Value.NONE),
    MASQUERADING("m", "masquerading", "forwarding-method", Value.NONE),
    WEIGHT("w", "weight", "weight", Value.REQUIRED),
    UPPER_THRESHOLD("x", "u-threshold", "u-threshold", Value.REQUIRED),
    LOWER_THRESHOLD("y", "l-threshold", "l-threshold", Value.REQUIRED),
    MCAST_INTERFACE("", "mcast-interface", "mcast-interface", Value.REQUIRED),
    TIMEOUT("", "timeout", "timeout", Value.NONE),
    DAEMON("", "daemon", "daemon", Value.NONE),
    STATS("", "stats", "stats", Value.NONE),
    RATE("", "rate", "rate", Value.NONE),
    THRESHOLDS("", "thresholds", "thresholds", Value.NONE),
    PERSISTENT_CONNECTIONS("", "persistent-conn", "persistent-conn", Value.NONE),
    NOSORT("", "nosort", "nosort", Value.NONE),
    SYNC_ID("", "syncid", "syncid", Value.REQUIRED),
    EXACT("", "exact", "exact", Value.NONE),
    IPV6("6", "ipv6", "ipv6", Value.NONE),
    ONE_PACKET("o", "ops", "ops", Value.NONE),
    PERSISTENCE_ENGINE("", "pe", "pe", Value.REQUIRED),
    SCHEDULER_FLAGS("b", "sched-flags", "sched-flags", Value.REQUIRED),
    MCAST_GROUP("", "mcast-group", "mcast-group", Value.REQUIRED),
    MCAST_PORT("", "mcast-port", "mcast-port", Value.REQUIRED),
    MCAST_TTL("", "mcast-ttl", "mcast-ttl", Value.REQUIRED),
    SYNC_MAX_LENGTH("", "sync-maxlen", "sync-maxlen", Value.REQUIRED),
    TUNNEL_INFO("", "tun-info", "tun-info", Value.NONE),
    TUNNEL_TYPE("", "tun-type", "tun-type", Value.REQUIRED),
    TUNNEL_PORT("", "tun-port", "tun-port", Value.REQUIRED),
    TUNNEL_NO_CHECKSUM("", "tun-nocsum", "tun-nocsum", Value.NONE),
    TUNNEL_CHECKSUM("", "tun-csum", "tun-csum", Value.NONE),
    TUNNEL_REMOTE_CHECKSUM("", "tun-remcsum", "tun-remcsum", Value.NONE),
    SORT("", "sort", "sort", Value.NONE),
    /** Aloft's own. */
    JSON("", "json", "json", Value.NONE);

    private final String letters;
    private final String longName;
    private final Value value;

    /** What messages call it; several options can be one thing to them. */
    final String title;

    AdminOption(String letters, String longName, String title, Value value) {
        this.letters = letters;
        this.longName = longName;
        this.title = title;
        this.value = value;
    }

    @Override
    public String letters() {
        return letters;
    }

    @Override
    public String longName() {
        return longName;
    }

    @Override
    public Value value() {
        return value;
    }
}
