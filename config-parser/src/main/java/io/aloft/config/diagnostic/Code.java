package io.aloft.config.diagnostic;

/**
 * Kinds of trouble. A number that was given once keeps its meaning, and is not given again when its kind is gone. What each
 * means and how to mend it stands in {@code explanations.txt}.
 */
public enum Code {
    // Text stages.
    CONFIG_UNREADABLE(1001, "The configuration file cannot be read"),
    SEVERAL_MAIN_FILES(1002, "The name of the configuration matches several files"),
    INCLUDE_WITHOUT_MATCH(1003, "An include matches no file"),
    INCLUDE_UNREADABLE(1004, "An included file cannot be read"),
    INCLUDE_TOO_DEEP(1005, "Files include each other too deep"),
    TOO_MANY_FILES(1006, "Too many files are included"),
    INCLUDE_CHECK_WORD(1007, "include_check holds a word that does nothing"),
    BYTE_ORDER_MARK(1011, "The file starts with a byte order mark"),
    LINE_TOO_LONG(1012, "A line is longer than keepalived reads"),
    NUL_BYTE(1013, "A line holds a NUL byte"),
    COMMENT_ENDS_IN_BACKSLASH(1014, "A comment ends in a backslash"),
    NOT_A_COMMENT(1015, "Something looks like a comment and is none"),
    NON_BREAKING_SPACE(1016, "A word holds a non-breaking space"),
    PRAGMA_SHARES_LINE(1017, "A pragma comment does not stand on a line of its own"),
    DEFINITION_LOOP(1021, "A definition refers to itself"),
    DEFINITION_TOO_LONG(1022, "A definition makes the line too long"),
    NESTED_TOO_DEEP(1023, "Definitions or generators stand too deep inside each other"),
    TOO_MANY_LINES(1024, "Definitions, sequences and lists make too many lines"),
    GENERATOR_UNUSABLE(1025, "A ~SEQ or ~LST cannot be carried out"),
    RANDOM_BOUNDS(1026, "_RANDOM has bounds that cannot be used"),
    CONFIG_TOO_LARGE(1027, "The configuration is too large"),
    MORE_MESSAGES(1099, "There are more messages than are kept"),

    // Braces and quotes.
    MISSING_OPENING_BRACE(1101, "'{' is missing"),
    MISSING_CLOSING_BRACE(1102, "'}' is missing"),
    UNEXPECTED_CLOSING_BRACE(1103, "'}' closes nothing"),
    BRACE_WITHOUT_KEYWORD(1104, "No keyword stands before '{'"),
    UNEXPECTED_BLOCK(1105, "A block follows something that takes none"),
    BLOCKS_TOO_DEEP(1106, "Blocks stand too deep inside each other"),
    UNCLOSED_QUOTE(1107, "A quote is not closed on its line"),
    EMPTY_LIST(1108, "A list holds no item"),

    // Keywords and arguments.
    UNKNOWN_KEYWORD(1201, "The keyword is unknown"),
    MISPLACED_KEYWORD(1202, "The keyword belongs in another block"),
    REMOVED_KEYWORD(1203, "keepalived no longer knows the keyword"),
    BLOCK_INSIDE_BLOCK(1204, "A top-level block stands inside another block"),
    EQUALS_SIGN(1205, "An equals sign stands between keyword and value"),
    DEPRECATED_KEYWORD(1206, "The keyword is deprecated"),
    MISSING_ARGUMENT_REFUSED(1207, "An argument is missing without which keepalived does not start"),
    MISSING_ARGUMENT(1208, "An argument is missing"),
    EXTRA_ARGUMENT(1209, "The keyword takes no argument"),
    REPEATED_KEYWORD(1210, "The keyword is given a second time"),
    REPEATED_OPTION(1211, "An option is given a second time on its line"),
    UNKNOWN_OPTION(1212, "A word on the line is no option of its keyword"),
    INCOMPLETE_BLOCK(1213, "A block ends without what it needs"),
    KEYWORD_ORDER(1214, "The keyword acts only behind another one"),

    // Values.
    OUT_OF_RANGE(1301, "The value is out of range"),
    NOT_A_NUMBER(1302, "The value is not a number"),
    TRAILING_CHARACTERS(1303, "Something sticks to the end of a number"),
    TOO_MANY_DECIMALS(1304, "The number has too many decimals"),
    NOT_A_BOOLEAN(1305, "The value is neither on nor off"),
    NOT_A_CHOICE(1306, "The word is none of those that may stand here"),
    OPTION_VALUE(1307, "The value of an option cannot be used"),
    NAME_TOO_LONG(1308, "A name is too long"),
    NOT_HEXADECIMAL(1309, "The value is not written in hexadecimal digits"),

    // Names.
    UNDEFINED_NAME(1401, "Nothing defines the name, or nothing above its use"),
    DUPLICATE_NAME(1403, "The name is defined twice"),
    UNUSED_NAME(1404, "Nothing uses what is defined"),

    // VRRP instances, groups and tracking.
    VRID_MISSING(1501, "The instance has no virtual_router_id"),
    INTERFACE_NOT_SET(1502, "The instance has no interface"),
    VRID_TWICE(1503, "Two instances use one VRID"),
    LOOPBACK_INTERFACE(1504, "VRRP cannot run on the loopback interface"),
    STATE_WORD(1505, "The initial state is neither MASTER nor BACKUP"),
    STATE_CONTRADICTION(1506, "state is given as MASTER and as BACKUP"),
    STATE_IN_STRICT_MODE(1507, "In strict mode state MASTER and priority 255 go together"),
    MASTER_WITH_AH(1508, "state MASTER does not work with auth_type AH"),
    AUTHENTICATION_NOT_POSSIBLE(1509, "Strict mode and VRRP version 3 have no authentication"),
    AUTHENTICATION_WITHOUT_PASSWORD(1510, "Authentication has no password"),
    PASSWORD_TOO_LONG(1511, "The password is longer than eight bytes"),
    ADVERT_INT_VERSION_2(1512, "The advertisement interval does not fit VRRP version 2"),
    ADVERT_INT_VERSION_3(1513, "The advertisement interval does not fit VRRP version 3"),
    NOPREEMPT_AS_MASTER(1514, "nopreempt does not work with what the instance starts as"),
    PREEMPT_DELAY_WITHOUT_EFFECT(1515, "preempt_delay cannot have any effect"),
    STRICT_MODE_VALUE(1516, "Strict mode does not allow the value"),
    TOO_MANY_ADDRESSES(1517, "The addresses do not fit into an advertisement"),
    NO_ADDRESS(1518, "The instance has no virtual address"),
    ADDRESS_REQUIRED(1519, "The instance cannot run without a virtual address"),
    UNICAST_WITHOUT_PEER(1520, "Unicast is set up without any usable peer"),
    VMAC_TRANSMISSION(1521, "vmac_xmit_base does not fit the rest of the instance"),
    VMAC_ADDRESS(1522, "The MAC address cannot be used for a VMAC"),
    KEYWORDS_CONTRADICT(1523, "Two keywords of an instance exclude each other"),
    IPVLAN_WITHOUT_ADDRESS(1524, "An ipvlan has no address to send from"),
    VIRTUAL_INTERFACE_NAME(1525, "The name for a VMAC or ipvlan is taken"),
    NOT_LINK_LOCAL(1526, "The first IPv6 address is not link-local"),
    HMAC_KEY(1527, "A key of auth_hmac cannot be used"),
    HMAC_INCOMPLETE(1528, "auth_hmac lacks the key to send with"),
    HMAC_KEY_READABLE(1529, "Others can read the file of a key"),
    NO_FIREWALL(1530, "No firewall is chosen to refuse traffic with"),
    OWN_INTERFACE_TRACKED(1531, "The instance tracks its own interface"),
    OWNER_TRACKING(1532, "A weight cannot change the priority of the address owner"),
    TRACKED_TWICE(1533, "The same thing is tracked twice"),
    TRACK_WEIGHT(1534, "The weight of something tracked cannot be used"),
    LINK_UNSUITABLE(1535, "The interface cannot carry what the instance needs"),
    SYNC_GROUP_EMPTY(1541, "The sync group has no member"),
    SYNC_GROUP_OF_ONE(1542, "The sync group has one member"),
    MEMBER_TWICE(1543, "An instance belongs to two sync groups"),
    SYNC_GROUP_WEIGHT(1544, "A weight does not count for a member of a sync group"),
    SYNC_GROUP_OWNERS(1545, "Only some members of a sync group own their addresses"),
    SYNC_GROUP_SMALLER(1546, "A sync group runs without some of its members"),

    // Addresses, interfaces, routes and rules.
    INTERFACE_MISSING(1601, "The interface does not exist"),
    NOT_AN_ADDRESS(1602, "The word is not an IP address"),
    ADDRESS_FAMILY(1603, "IPv4 and IPv6 are mixed"),
    ADDRESS_REPEATED(1604, "The address is given a second time"),
    INTERFACE_NAME(1605, "The word cannot be the name of an interface"),
    PREFIX_LENGTH(1606, "The prefix length is out of range"),
    NOT_MULTICAST(1607, "The address is not a multicast address"),
    IPV4_ONLY_OPTION(1608, "The option exists for IPv4 only"),
    LABEL_TOO_LONG(1609, "The label is too long"),
    UNKNOWN_SCOPE(1610, "The scope is unknown"),
    PEER_ADDRESS(1611, "The peer of an address cannot be used as written"),
    BROADCAST_ADDRESS(1612, "The broadcast address cannot be used"),
    INTERFACE_DELAYS(1613, "The delays of an interface cannot be read"),
    DELAY_TOO_LONG(1614, "A delay of an interface is longer than a takeover may take"),
    ROUTE_WITHOUT_DESTINATION(1621, "The route has no destination"),
    ROUTE_WORD(1622, "A word of the route is neither option nor destination"),
    ROUTE_PROTOCOL(1623, "The protocol of a tracked route is fixed"),
    ROUTE_NOT_TRACKED(1624, "The route cannot be tracked"),
    ENCAPSULATION(1625, "The encapsulation of a route cannot be used"),
    RULE_ACTION(1631, "The rule does not say exactly one thing to do"),
    RULE_GOTO(1632, "The rule jumps backwards"),
    RULE_PRIORITY(1633, "The rule has no priority"),

    // Scripts and security.
    SCRIPT_SECURITY_OFF(1701, "Scripts run without script security"),
    SCRIPT_UNSAFE(1702, "Others could change the script"),
    SCRIPT_NOT_FOUND(1703, "The program is not there"),
    SCRIPT_NOT_EXECUTABLE(1704, "The program may not be executed"),
    SCRIPT_BY_PATH_SEARCH(1705, "The program is named without its path"),
    SHELL_OPERATOR(1706, "The command needs a shell, and none runs it"),
    SCRIPT_USER_UNKNOWN(1707, "The user or group of a script does not exist"),
    SCRIPT_WITHOUT_USER(1708, "Script security needs a user to run the script as"),
    SCRIPT_NOT_QUOTED(1709, "The arguments of a command stand outside its quotes"),
    SCRIPT_COMMAND(1710, "The command cannot be split into words"),
    SCRIPT_REDIRECTION(1711, "A redirection cannot be run"),

    // Virtual servers and checkers.
    NO_REAL_SERVER(1801, "The virtual server has no real server"),
    SCHEDULER_UNKNOWN(1802, "The scheduler is unknown"),
    FORWARDING_METHOD_UNKNOWN(1803, "The forwarding method is unknown"),
    PROTOCOL_UNKNOWN(1804, "The protocol of a virtual server is unknown"),
    PROTOCOL_MISSING(1805, "The virtual server names no protocol"),
    SCHEDULER_MISSING(1806, "The virtual server names no scheduler"),
    FORWARDING_METHOD_MISSING(1807, "The virtual server names no forwarding method"),
    PORT_ZERO_WITHOUT_PERSISTENCE(1808, "A virtual server for every port needs persistence"),
    PORT_MISMATCH(1809, "A real server listens on another port than its service"),
    QUORUM_TOO_HIGH(1810, "The quorum can never be reached"),
    HYSTERESIS_TOO_HIGH(1811, "The hysteresis is not below the quorum"),
    REAL_SERVER_TWICE(1812, "The real server is given a second time"),
    VIRTUAL_SERVER_TWICE(1813, "The virtual server is defined a second time"),
    SERVER_FAMILY(1814, "A server is of another address family than its service"),
    SORRY_SERVER_INHIBIT(1815, "The sorry server is a real server too and contradicts it"),
    PORT_NUMBER(1816, "The port is not a number from 1 to 65535"),
    IP_FAMILY(1817, "ip_family cannot be used"),
    PERSISTENCE_GRANULARITY(1818, "persistence_granularity cannot be used"),
    TUNNEL_OPTIONS(1819, "The options of a tunnel do not go together"),
    GROUP_ENTRY(1821, "An entry of a virtual server group cannot be used"),
    GROUP_EMPTY(1822, "The virtual server group has no usable entry"),
    GROUP_FAMILIES(1823, "A mark of a virtual server group may belong to either address family"),
    HA_SUSPEND_WITHOUT_ADDRESS(1824, "ha_suspend has no address to look for"),
    PROTOCOL_OF_MARK(1825, "A firewall mark has no protocol"),
    OPS_WITHOUT_UDP(1826, "One-packet scheduling works with UDP only"),
    GROUP_TOO_LARGE(1827, "A group would make too many services"),
    CHECKER_WITHOUT_URL(1831, "The HTTP check has nothing to fetch"),
    URL_WITHOUT_PATH(1832, "The url has no path"),
    STATUS_CODE(1833, "The status code cannot be expected"),
    REGEX_WORDS(1834, "The regular expression is not one word"),
    REGEX_SETTING(1835, "A setting of a regular expression cannot be used"),
    CHECK_OF_LINK_LOCAL(1836, "A check of a link-local address names no interface"),
    DNS_NAME(1837, "The name that a DNS check asks for cannot be used"),
    REPLY_LENGTH(1838, "No reply can have the length that a UDP check wants"),
    CHECKER_TWICE(1839, "A real server has the same check twice"),

    // The process as a whole.
    SMTP_SERVER(1901, "The mail server cannot be used"),
    UMASK(1902, "The umask cannot be read"),
    CPU_AFFINITY(1903, "The machine has no such processor"),
    PACKET_TABLE_NAMED_TWICE(1904, "nftables and vrrp_iptables both name the packet filter's table"),

    // Support.
    NOT_YET_SUPPORTED(1990, "Aloft does not act on the keyword yet"),

    // Linter: virtual routers and what they track.
    VRID_ON_SHARED_SEGMENT(2001, "Two interfaces of one segment use one VRID"),
    OWNER_STARTS_AS_BACKUP(2002, "The address owner starts as Backup"),
    NOPREEMPT_DEFEATS_WEIGHTS(2003, "nopreempt keeps weights from moving the addresses"),
    WEIGHT_WITHOUT_EFFECT(2004, "A weight never changes the effective priority"),
    WEIGHT_SET_TO_ZERO(2005, "Weight 0 replaces the weight of a script"),
    INTERFACE_TRACKED_ANYWAY(2006, "An interface with a weight is tracked without one as well"),
    SCRIPT_OUTLASTS_INTERVAL(2007, "A script may run longer than its interval"),
    GROUP_MEMBERS_DISAGREE(2008, "The members of a sync group disagree on nopreempt"),
    STRICT_REFUSES_TRAFFIC(2009, "Strict mode drops what is sent to the addresses"),

    // Linter: addresses.
    ADDRESS_OUTSIDE_PREFIXES(2101, "A virtual address is in no network of this machine"),
    ADDRESS_ON_OTHER_INTERFACE(2102, "A virtual address is put on an interface outside its network"),
    ADDRESS_IN_TWO_INSTANCES(2103, "Two instances hold one virtual address"),
    SOURCE_NOT_LOCAL(2104, "The source of advertisements is no address of this machine"),
    PEER_IS_SELF(2105, "A unicast peer is this director itself"),

    // Linter: virtual servers.
    SERVICE_WITHOUT_INSTANCE(2201, "No instance holds the address of a virtual server"),
    CHECK_OUTLASTS_DELAY_LOOP(2202, "One check may take longer than the delay between checks"),
    SERVER_WITHOUT_CHECKER(2203, "One of several real servers has no checker"),
    SORRY_SERVER_NEVER_USED(2204, "The sorry server can never be used"),

    // Two directors: virtual routers.
    INSTANCE_ON_ONE_SIDE(3001, "One director has an instance that the other has not"),
    VRID_DIFFERS(3002, "Two directors use different VRIDs for one virtual router"),
    VERSION_DIFFERS(3003, "Two directors use different versions of VRRP"),
    ADVERT_INT_DIFFERS(3004, "Two directors advertise at different intervals"),
    AUTHENTICATION_DIFFERS(3005, "Two directors authenticate in different ways"),
    GROUP_DIFFERS(3006, "Two directors send to different multicast groups"),
    ADDRESSES_DIFFER(3007, "Two directors hold different addresses"),
    SAME_SOURCE(3008, "Two directors send from one address"),
    TWO_OWNERS(3009, "Two directors claim to own the addresses"),
    PRIORITIES_TIE(3010, "Two directors have one priority"),
    NOPREEMPT_ON_LOWER(3011, "nopreempt stands on the wrong director"),
    WEIGHTS_NEVER_ENOUGH(3012, "The weights are too small for the distance of the priorities"),
    TRANSPORT_DIFFERS(3013, "One of two directors uses unicast and the other multicast"),
    PEERS_NOT_MIRRORED(3014, "A director is not among the peers of the other"),
    SYNC_GROUP_ON_ONE_SIDE(3015, "An instance is in a sync group on one of two directors"),

    // Two directors: virtual servers.
    SERVICE_ON_ONE_SIDE(3101, "One director has a virtual server that the other has not"),
    SERVICE_DIFFERS(3102, "Two directors balance one virtual server in different ways"),
    SERVER_ON_ONE_SIDE(3103, "One director has a real server that the other has not"),
    SERVER_DIFFERS(3104, "Two directors treat one real server in different ways");

    private final int number;
    private final String title;

    Code(int number, String title) {
        this.number = number;
        this.title = title;
    }

    /** 1000..9999: 1xxx come from loading a file, 2xxx from the linter, 3xxx from comparing two directors. */
    public int number() {
        return number;
    }

    /** As messages and commands write it: {@code ALO-1234}. */
    public String id() {
        return "ALO-" + number;
    }

    /** One line that says what happened, without the values of the case at hand. */
    public String title() {
        return title;
    }
}
