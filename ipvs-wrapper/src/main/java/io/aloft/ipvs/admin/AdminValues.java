package io.aloft.ipvs.admin;

import io.aloft.ipvs.IpvsDestination;
import io.aloft.ipvs.IpvsService;
import io.aloft.ipvs.ServiceKey;
import io.aloft.model.net.AddressFamily;
import io.aloft.model.net.Endpoint;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The options of one command line as they come; each is refused at once when its value is not possible. */
final class AdminValues {

    private static final int TCP = 6;
    private static final int UDP = 17;
    private static final int SCTP = 132;
    private static final long MOST_MARK = 0xffff_ffffL;

    private final NameService names;
    private final SyncDaemonValues daemon;
    private final SchedulingValues scheduling = new SchedulingValues();
    private final ForwardingValues forwarding = new ForwardingValues();
    private final Set<AdminOption> given = EnumSet.noneOf(AdminOption.class);
    private final Set<String> titles = new HashSet<>();

    private int protocol = TCP;
    private AddressFamily family = AddressFamily.INET;
    private @Nullable Endpoint address;
    private int mark;
    private @Nullable Endpoint server;

    AdminValues(SyncDaemonValues daemon, NameService names) {
        this.daemon = daemon;
        this.names = names;
    }

    /**
     * Takes one option.
     *
     * @param value empty for none
     * @param hasValue tells no value from an empty one
     */
    void take(AdminOption option, String value, boolean hasValue) throws AdminRefusal {
        // ipvsadm sorts anyway, and so does not mind how often it is told.
        boolean repeatable = option == AdminOption.SORT || option == AdminOption.IPV6;
        if (!titles.add(option.title) && !repeatable) {
            throw AdminRefusal.because("multiple '" + option.title + "' options specified");
        }
        given.add(option);
        switch (option) {
            case TCP_SERVICE -> service(TCP, value);
            case UDP_SERVICE -> service(UDP, value);
            case SCTP_SERVICE -> service(SCTP, value);
            case FWMARK_SERVICE -> mark(value);
            case IPV6 -> ipv6();
            case SCHEDULER -> scheduling.scheduler(value);
            case PERSISTENT -> scheduling.persistent(hasValue ? value : null);
            case NETMASK -> scheduling.netmask(value, family);
            case SCHEDULER_FLAGS -> scheduling.flags(value);
            case PERSISTENCE_ENGINE -> scheduling.engine(value);
            case ONE_PACKET -> scheduling.onePacket();
            case REAL_SERVER -> server(value);
            case GATEWAYING -> forwarding.method(IpvsDestination.DIRECT_ROUTE);
            case IPIP -> forwarding.method(IpvsDestination.TUNNEL);
            case MASQUERADING -> forwarding.method(IpvsDestination.MASQUERADE);
            case WEIGHT -> forwarding.weight(value);
            case UPPER_THRESHOLD -> forwarding.upperThreshold(value);
            case LOWER_THRESHOLD -> forwarding.lowerThreshold(value);
            case TUNNEL_TYPE -> forwarding.tunnelType(value);
            case TUNNEL_PORT -> forwarding.tunnelPort(value);
            case MCAST_INTERFACE -> daemon.interfaceName(value);
            case SYNC_ID -> daemon.syncId(value);
            case SYNC_MAX_LENGTH -> daemon.maxLength(value);
            case MCAST_GROUP -> daemon.group(value);
            case MCAST_PORT -> daemon.port(value);
            case MCAST_TTL -> daemon.ttl(value);
            case NUMERIC,
                    CONNECTION,
                    TIMEOUT,
                    DAEMON,
                    STATS,
                    RATE,
                    THRESHOLDS,
                    PERSISTENT_CONNECTIONS,
                    TUNNEL_INFO,
                    NOSORT,
                    SORT,
                    EXACT,
                    JSON,
                    TUNNEL_NO_CHECKSUM,
                    TUNNEL_CHECKSUM,
                    TUNNEL_REMOTE_CHECKSUM -> {}
        }
    }

    private void service(int number, String text) throws AdminRefusal {
        AddressText.Written written = AddressText.parse(text, number, names);
        if (written == null) {
            throw AdminRefusal.because("illegal virtual server address[:port] specified");
        }
        protocol = number;
        address = written.endpoint(0);
        familyIs(address.address().family());
    }

    private void mark(String text) throws AdminRefusal {
        OptionalLong number = Decimal.parseLong(text, 1, MOST_MARK);
        if (number.isEmpty()) {
            throw AdminRefusal.because("invalid fwmark value `" + text + "' specified");
        }
        mark = (int) number.getAsLong();
    }

    private void ipv6() throws AdminRefusal {
        if (mark == 0) {
            throw AdminRefusal.because("-6 used before -f\n");
        }
        familyIs(AddressFamily.INET6);
    }

    /** A mask that stands before an IPv6 service was read as one of IPv4 and is lost, as with ipvsadm. */
    private void familyIs(AddressFamily now) {
        if (now == AddressFamily.INET6) {
            scheduling.forgetNetmask();
        }
        family = now;
    }

    private void server(String text) throws AdminRefusal {
        AddressText.Written written = AddressText.parse(text, protocol, names);
        if (written == null) {
            throw AdminRefusal.because("illegal real server address[:port] specified");
        }
        server = written.endpoint(address == null ? 0 : address.port());
    }

    Set<AdminOption> given() {
        return given;
    }

    boolean has(AdminOption option) {
        return given.contains(option);
    }

    boolean hasService() {
        return address != null || mark != 0;
    }

    /** The service that the options name; call it when there is one. */
    ServiceKey key() {
        return address == null ? new ServiceKey.ByMark(family, mark) : new ServiceKey.ByAddress(protocol, address);
    }

    /** The service with how it schedules. */
    IpvsService service() throws AdminRefusal {
        IpvsService.Attributes attributes = scheduling.attributes(family);
        if (address != null) {
            boolean persistent = (attributes.flags() & IpvsService.PERSISTENT) != 0;
            if (address.port() == 0 && !persistent) {
                throw AdminRefusal.because("Zero port specified for non-persistent service");
            }
            if (has(AdminOption.ONE_PACKET) && protocol != UDP) {
                throw AdminRefusal.because("One-Packet Scheduling is only for UDP virtual services");
            }
        }
        return new IpvsService(key(), attributes);
    }

    /** The real server with how it gets packets. */
    IpvsDestination destination() throws AdminRefusal {
        Endpoint endpoint = serverEndpoint();
        IpvsDestination.Attributes attributes = forwarding.attributes(given);
        if (endpoint.address().family() != family && attributes.forwarding() != IpvsDestination.TUNNEL) {
            throw AdminRefusal.because("Different address family is allowed only for tunneling servers");
        }
        Endpoint ofService = address;
        if (ofService == null || attributes.forwarding() == IpvsDestination.MASQUERADE) {
            return new IpvsDestination(endpoint, attributes);
        }
        // Only address translation can change the port.
        return new IpvsDestination(new Endpoint(endpoint.address(), ofService.port()), attributes);
    }

    /** The real server alone, as {@code -d} names it; the rules have seen to it that there is one. */
    Endpoint serverEndpoint() {
        return Objects.requireNonNull(server, AdminOption.REAL_SERVER.title);
    }

    SyncDaemonValues daemon() {
        return daemon;
    }
}
