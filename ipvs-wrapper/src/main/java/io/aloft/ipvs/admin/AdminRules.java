package io.aloft.ipvs.admin;

import static io.aloft.ipvs.admin.AdminOption.*;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Which options a command needs, and which ones it takes besides. */
final class AdminRules {

    private static final String SERVICE = TCP_SERVICE.title;
    private static final String SERVER = REAL_SERVER.title;

    private static final Set<AdminOption> OF_SERVICE =
            EnumSet.of(TCP_SERVICE, UDP_SERVICE, SCTP_SERVICE, FWMARK_SERVICE);

    private static final Set<AdminOption> OF_SCHEDULING =
            EnumSet.of(SCHEDULER, PERSISTENT, NETMASK, ONE_PACKET, PERSISTENCE_ENGINE, SCHEDULER_FLAGS);

    private static final Set<AdminOption> OF_FORWARDING = EnumSet.of(
            GATEWAYING,
            IPIP,
            MASQUERADING,
            WEIGHT,
            UPPER_THRESHOLD,
            LOWER_THRESHOLD,
            TUNNEL_TYPE,
            TUNNEL_PORT,
            TUNNEL_NO_CHECKSUM,
            TUNNEL_CHECKSUM,
            TUNNEL_REMOTE_CHECKSUM);

    private static final Set<AdminOption> OF_LISTING = EnumSet.of(
            CONNECTION,
            TIMEOUT,
            DAEMON,
            STATS,
            RATE,
            THRESHOLDS,
            PERSISTENT_CONNECTIONS,
            TUNNEL_INFO,
            NOSORT,
            NUMERIC,
            EXACT,
            JSON);

    private static final Set<AdminOption> OF_SYNC_DAEMON =
            EnumSet.of(MCAST_INTERFACE, SYNC_ID, SYNC_MAX_LENGTH, MCAST_GROUP, MCAST_PORT, MCAST_TTL);

    /** What can be listed instead of the table, and one service of it. */
    private static final Set<AdminOption> LISTS =
            EnumSet.of(CONNECTION, TCP_SERVICE, UDP_SERVICE, SCTP_SERVICE, FWMARK_SERVICE, TIMEOUT, DAEMON);

    private AdminRules() {}

    /** Refuses the first option that is missing or does not go with the command. */
    static void check(AdminVerb verb, Set<AdminOption> given) throws AdminRefusal {
        Set<AdminOption> legal = legal(verb);
        for (AdminOption option : AdminOption.values()) {
            if (required(verb).contains(option.title) && !hasOneOf(given, option.title)) {
                throw AdminRefusal.because(
                        "You need to supply the '%s' option for the '%s' command".formatted(option.title, verb.title));
            }
            if (given.contains(option)) {
                if (!legal.contains(option)) {
                    throw AdminRefusal.because(
                            "Illegal '%s' option with the '%s' command".formatted(option.title, verb.title));
                }
                checkConflicts(option, given);
            }
        }
    }

    /** Of two lists that exclude each other the latter in the order of options is refused. */
    private static void checkConflicts(AdminOption option, Set<AdminOption> given) throws AdminRefusal {
        for (AdminOption other : AdminOption.values()) {
            if (other.compareTo(option) < 0
                    && given.contains(other)
                    && LISTS.contains(option)
                    && LISTS.contains(other)
                    && !option.title.equals(other.title)) {
                throw AdminRefusal.because("The option '%s' conflicts with the '%s' option in the 'list' command"
                        .formatted(option.title, other.title));
            }
        }
    }

    private static boolean hasOneOf(Set<AdminOption> given, String title) {
        return given.stream().anyMatch(option -> option.title.equals(title));
    }

    private static List<String> required(AdminVerb verb) {
        return switch (verb) {
            case ADD_SERVICE, EDIT_SERVICE, DELETE_SERVICE -> List.of(SERVICE);
            case ADD_SERVER, EDIT_SERVER, DELETE_SERVER -> List.of(SERVICE, SERVER);
            case LIST, FLUSH, RESTORE, SAVE, ZERO, SET, START_DAEMON, STOP_DAEMON, HELP, VERSION -> List.of();
        };
    }

    private static Set<AdminOption> legal(AdminVerb verb) {
        // What changes the family of a service is refused without one, and sorting is what happens anyway.
        var legal = EnumSet.of(IPV6, SORT);
        for (Set<AdminOption> more : taken(verb)) {
            legal.addAll(more);
        }
        return legal;
    }

    private static List<Set<AdminOption>> taken(AdminVerb verb) {
        return switch (verb) {
            case ADD_SERVICE, EDIT_SERVICE -> List.of(OF_SERVICE, OF_SCHEDULING);
            case DELETE_SERVICE, ZERO -> List.of(OF_SERVICE);
            case ADD_SERVER, EDIT_SERVER -> List.of(OF_SERVICE, EnumSet.of(REAL_SERVER), OF_FORWARDING);
            case DELETE_SERVER -> List.of(OF_SERVICE, EnumSet.of(REAL_SERVER));
            case LIST -> List.of(OF_SERVICE, OF_LISTING, EnumSet.of(SYNC_ID));
            case SAVE -> List.of(EnumSet.of(NUMERIC));
            case START_DAEMON -> List.of(OF_SYNC_DAEMON);
            case STOP_DAEMON -> List.of(EnumSet.of(SYNC_ID));
            case FLUSH, RESTORE, SET, HELP, VERSION -> List.of();
        };
    }
}
