package io.aloft.config.host;

import java.util.Map;

/** The tables of names that routes and rules may use instead of numbers, as iproute2 keeps them. */
public enum NameTable {
    TABLES("rt_tables", Map.of("default", 253, "main", 254, "local", 255)),
    PROTOCOLS(
            "rt_protos",
            Map.ofEntries(
                    Map.entry("none", 0),
                    Map.entry("redirect", 1),
                    Map.entry("kernel", 2),
                    Map.entry("boot", 3),
                    Map.entry("static", 4),
                    Map.entry("gated", 8),
                    Map.entry("ra", 9),
                    Map.entry("mrt", 10),
                    Map.entry("zebra", 11),
                    Map.entry("bird", 12),
                    Map.entry("dnrouted", 13),
                    Map.entry("xorp", 14),
                    Map.entry("ntk", 15),
                    Map.entry("dhcp", 16),
                    Map.entry("keepalived", 18),
                    Map.entry("babel", 42))),
    SCOPES("rt_scopes", Map.of("global", 0, "site", 200, "link", 253, "host", 254, "nowhere", 255)),
    DSFIELDS("rt_dsfield", Map.of()),
    REALMS("rt_realms", Map.of()),
    GROUPS("group", Map.of());

    private final String file;
    private final Map<String, Integer> builtIn;

    NameTable(String file, Map<String, Integer> builtIn) {
        this.file = file;
        this.builtIn = builtIn;
    }

    /** The file's name below {@code /etc/iproute2} and its directory for the distribution's own. */
    public String file() {
        return file;
    }

    /** Names that are known without any file. */
    public Map<String, Integer> builtIn() {
        return builtIn;
    }
}
