package io.aloft.daemon;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** keepalived's command-line options: the one table that the parser and the usage text read. */
enum Option {
    USE_FILE('f', "use-file", Value.REQUIRED, Support.FULL, "FILE", "configuration file"),
    VRRP('P', "vrrp", Value.NONE, Support.FULL, null, "only run the VRRP part"),
    CHECK('C', "check", Value.NONE, Support.FULL, null, "only run the health checkers"),
    NO_BFD('B', "no_bfd", Value.NONE, Support.NO_EFFECT, null, "do not run BFD"),
    ALL(null, "all", Value.NONE, Support.NO_EFFECT, null, "run every part even without configuration for it"),
    LOG_CONSOLE('l', "log-console", Value.NONE, Support.FULL, null, "log to the console (with -n)"),
    LOG_DETAIL('D', "log-detail", Value.NONE, Support.FULL, null, "detailed log messages"),
    LOG_FACILITY('S', "log-facility", Value.REQUIRED, Support.FULL, "0-7|NAME", "syslog facility (default daemon)"),
    NO_SYSLOG('G', "no-syslog", Value.NONE, Support.FULL, null, "do not use syslog"),
    DONT_FORK('n', "dont-fork", Value.NONE, Support.FULL, null, "stay in the foreground"),
    DONT_RESPAWN('R', "dont-respawn", Value.NONE, Support.NO_EFFECT, null, "there are no child processes to respawn"),
    PID('p', "pid", Value.REQUIRED, Support.FULL, "FILE", "pid file"),
    VRRP_PID(
            'r',
            "vrrp_pid",
            Value.REQUIRED,
            Support.FULL,
            "FILE",
            "second pid file, for tools that look for keepalived's"),
    CHECKERS_PID('c', "checkers_pid", Value.REQUIRED, Support.FULL, "FILE", "third pid file, likewise"),
    BFD_PID('b', "bfd_pid", Value.REQUIRED, Support.NO_EFFECT, "FILE", "accepted; there is no BFD process"),
    CONFIG_ID('i', "config-id", Value.REQUIRED, Support.FULL, "ID", "configuration id for @ID lines"),
    CONFIG_TEST('t', "config-test", Value.OPTIONAL, Support.FULL, "LOG", "check the configuration and exit"),
    SIGNUM(null, "signum", Value.REQUIRED, Support.FULL, "NAME", "print the number of a signal and exit"),
    IGNORE_SIGINT(null, "ignore-sigint", Value.NONE, Support.FULL, null, "ignore SIGINT"),
    VERSION('v', "version", Value.NONE, Support.FULL, null, "print the version and exit"),
    HELP('h', "help", Value.NONE, Support.FULL, null, "print this and exit"),
    DUMP_CONF('d', "dump-conf", Value.NONE, Support.NOT_YET, null, "log the parsed configuration"),
    LOG_FILE('g', "log-file", Value.OPTIONAL, Support.NOT_YET, "FILE", "log to a file"),
    UMASK('u', "umask", Value.REQUIRED, Support.NOT_YET, "MASK", "umask of files and scripts"),
    RELEASE_VIPS('X', "release-vips", Value.NONE, Support.NO_EFFECT, null, "addresses are always removed"),
    DONT_RELEASE_VRRP('V', "dont-release-vrrp", Value.NONE, Support.FULL, null, "keep the addresses on stop"),
    DONT_RELEASE_IPVS('I', "dont-release-ipvs", Value.NONE, Support.FULL, null, "keep the IPVS table on stop"),
    ADDRESS_MONITORING('a', "address-monitoring", Value.NONE, Support.NOT_YET, null, "log all address changes"),
    SNMP('x', "snmp", Value.NONE, Support.NOT_YET, null, "enable SNMP"),
    SNMP_SOCKET('A', "snmp-agent-socket", Value.REQUIRED, Support.NOT_YET, "SOCKET", "SNMP master agent"),
    NAMESPACE('s', "namespace", Value.REQUIRED, Support.NOT_YET, "NAME", "network namespace"),
    CORE_DUMP('m', "core-dump", Value.NONE, Support.NO_EFFECT, null, "a JVM needs no core dump"),
    CORE_DUMP_PATTERN('M', "core-dump-pattern", Value.OPTIONAL, Support.NO_EFFECT, "PATTERN", "likewise"),
    ALL_CONFIG('e', "all-config", Value.NONE, Support.NOT_YET, null, "strict includes"),
    GENHASH('T', "genhash", Value.NONE, Support.FULL, null, "as the first option: the same as aloft genhash");

    /** Whether an option takes a value. */
    enum Value {
        NONE,
        REQUIRED,
        OPTIONAL
    }

    /** What an option does in this version. */
    enum Support {
        /** What keepalived does. */
        FULL,
        /** Accepted, because there is nothing here for it to change. */
        NO_EFFECT,
        /** An error that says so, because silence would be a lie. */
        NOT_YET
    }

    final @Nullable Character shortName;
    final String longName;
    final Value value;
    final Support support;
    final @Nullable String valueName;
    final String meaning;

    Option(
            @Nullable Character shortName,
            String longName,
            Value value,
            Support support,
            @Nullable String valueName,
            String meaning) {
        this.shortName = shortName;
        this.longName = longName;
        this.value = value;
        this.support = support;
        this.valueName = valueName;
        this.meaning = meaning;
    }

    static Optional<Option> ofShort(char name) {
        return Arrays.stream(values())
                .filter(option -> option.shortName != null && option.shortName == name)
                .findFirst();
    }

    /** Options whose long name is {@code prefix}, or begins with it when none is exactly that. */
    static List<Option> ofLong(String prefix) {
        List<Option> exact = Arrays.stream(values())
                .filter(option -> option.longName.equals(prefix))
                .toList();
        return exact.isEmpty()
                ? Arrays.stream(values())
                        .filter(option -> option.longName.startsWith(prefix))
                        .toList()
                : exact;
    }

    static String usage() {
        StringBuilder text = new StringBuilder("Usage: aloft [OPTION...]   (keepalived's options)\n\n");
        for (Option option : values()) {
            if (option.support == Support.NOT_YET) {
                continue;
            }
            String head =
                    (option.shortName == null ? "      " : "  -" + option.shortName + ", ") + "--" + option.longName
                            + switch (option.value) {
                                case NONE -> "";
                                case REQUIRED -> "=" + option.valueName;
                                case OPTIONAL -> "[=" + option.valueName + "]";
                            };
            text.append(String.format("%-34s %s%n", head, option.meaning));
        }
        return text.toString();
    }
}
