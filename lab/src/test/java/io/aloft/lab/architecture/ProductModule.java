package io.aloft.lab.architecture;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The modules of the product and the arrows between them: who may import whom. */
enum ProductModule {
    MODEL("model", "io.aloft.model"),
    CONFIG_PARSER("config-parser", "io.aloft.config", MODEL),
    POSIX("posix", "io.aloft.posix"),
    NETLINK("netlink", "io.aloft.netlink", MODEL, POSIX),
    VRRP_STACK("vrrp-stack", "io.aloft.vrrp", MODEL, NETLINK, POSIX),
    IPVS_WRAPPER("ipvs-wrapper", "io.aloft.ipvs", MODEL, NETLINK),
    CHECKERS("checkers", "io.aloft.checkers", MODEL, IPVS_WRAPPER, POSIX),
    NOTIFY("notify", "io.aloft.notify", MODEL, POSIX),
    DAEMON(
            "daemon",
            "io.aloft.daemon",
            MODEL,
            CONFIG_PARSER,
            POSIX,
            NETLINK,
            VRRP_STACK,
            IPVS_WRAPPER,
            CHECKERS,
            NOTIFY),
    LAB(
            "lab",
            "io.aloft.lab",
            MODEL,
            CONFIG_PARSER,
            POSIX,
            NETLINK,
            VRRP_STACK,
            IPVS_WRAPPER,
            CHECKERS,
            NOTIFY,
            DAEMON);

    final String directory;
    final String rootPackage;
    private final List<ProductModule> mayImport;

    ProductModule(String directory, String rootPackage, ProductModule... mayImport) {
        this.directory = directory;
        this.rootPackage = rootPackage;
        this.mayImport = List.of(mayImport);
    }

    /** For ArchUnit: the root package and everything below it. */
    String packages() {
        return rootPackage + "..";
    }

    Set<ProductModule> mustNotImport() {
        Set<ProductModule> others = EnumSet.allOf(ProductModule.class);
        others.remove(this);
        others.removeAll(mayImport);
        return others;
    }
}
