package io.aloft.ipvs.genl;

import static io.aloft.ipvs.genl.IpvsNumbers.*;

import io.aloft.ipvs.IpvsSyncDaemon;
import io.aloft.ipvs.IpvsTimeouts;
import io.aloft.ipvs.IpvsVersion;
import io.aloft.model.net.AddressFamily;
import io.aloft.model.net.IpAddress;
import io.aloft.netlink.generic.GenericRequest;
import io.aloft.netlink.message.AttributeReader;
import io.aloft.netlink.message.NetlinkMessage;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is not in the table, from bytes; empty for a reply that is damaged or of a kind that is not known here. */
final class SettingsDecoding {

    private SettingsDecoding() {}

    static Optional<IpvsVersion> version(NetlinkMessage message) {
        if (GenericRequest.commandOf(message) != CMD_SET_INFO) {
            return Optional.empty();
        }
        AttributeReader attributes = GenericRequest.attributesOf(message);
        int number = 0;
        int size = 0;
        while (attributes.next()) {
            switch (attributes.type()) {
                case INFO_VERSION -> number = attributes.i32();
                case INFO_CONN_TAB_SIZE -> size = attributes.i32();
                default -> {}
            }
        }
        return attributes.malformed() || number == 0 ? Optional.empty() : Optional.of(new IpvsVersion(number, size));
    }

    static Optional<IpvsTimeouts> timeouts(NetlinkMessage message) {
        if (GenericRequest.commandOf(message) != CMD_SET_CONFIG) {
            return Optional.empty();
        }
        AttributeReader attributes = GenericRequest.attributesOf(message);
        int tcp = 0;
        int tcpFin = 0;
        int udp = 0;
        while (attributes.next()) {
            switch (attributes.type()) {
                case ATTR_TIMEOUT_TCP -> tcp = attributes.i32();
                case ATTR_TIMEOUT_TCP_FIN -> tcpFin = attributes.i32();
                case ATTR_TIMEOUT_UDP -> udp = attributes.i32();
                default -> {}
            }
        }
        return attributes.malformed() ? Optional.empty() : Optional.of(new IpvsTimeouts(tcp, tcpFin, udp));
    }

    static Optional<IpvsSyncDaemon> daemon(NetlinkMessage message) {
        if (GenericRequest.commandOf(message) != CMD_NEW_DAEMON) {
            return Optional.empty();
        }
        AttributeReader attributes = GenericRequest.attributesOf(message);
        Optional<IpvsSyncDaemon> daemon = Optional.empty();
        while (attributes.next()) {
            if (attributes.type() == ATTR_DAEMON) {
                daemon = daemonIn(attributes.nested());
            }
        }
        return attributes.malformed() ? Optional.empty() : daemon;
    }

    private static Optional<IpvsSyncDaemon> daemonIn(AttributeReader in) {
        IpvsSyncDaemon.Role role = null;
        String interfaceName = "";
        int syncId = 0;
        int maxLength = 0;
        IpAddress group = null;
        int port = 0;
        int ttl = 0;
        while (in.next()) {
            switch (in.type()) {
                case DAEMON_STATE -> role = roleOf(in.i32());
                case DAEMON_MCAST_IFN -> interfaceName = in.string();
                case DAEMON_SYNC_ID -> syncId = in.i32();
                case DAEMON_SYNC_MAXLEN -> maxLength = in.u16();
                case DAEMON_MCAST_GROUP -> group = IpAddress.ofBytes(in.bytes(AddressFamily.INET.addressBytes()));
                case DAEMON_MCAST_GROUP6 -> group = IpAddress.ofBytes(in.bytes(AddressFamily.INET6.addressBytes()));
                case DAEMON_MCAST_PORT -> port = in.u16();
                case DAEMON_MCAST_TTL -> ttl = in.u8();
                default -> {}
            }
        }
        return in.malformed() || role == null
                ? Optional.empty()
                : Optional.of(new IpvsSyncDaemon(role, interfaceName, syncId, maxLength, group, port, ttl));
    }

    private static IpvsSyncDaemon.@Nullable Role roleOf(int kernelNumber) {
        for (IpvsSyncDaemon.Role role : IpvsSyncDaemon.Role.values()) {
            if (role.kernelNumber() == kernelNumber) {
                return role;
            }
        }
        return null;
    }
}
