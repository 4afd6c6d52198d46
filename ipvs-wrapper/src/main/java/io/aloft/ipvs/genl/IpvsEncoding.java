package io.aloft.ipvs.genl;

import static io.aloft.ipvs.genl.IpvsNumbers.*;

import io.aloft.ipvs.IpvsCommand;
import io.aloft.ipvs.IpvsDestination;
import io.aloft.ipvs.IpvsService;
import io.aloft.ipvs.IpvsSyncDaemon;
import io.aloft.ipvs.IpvsTimeouts;
import io.aloft.ipvs.ServiceKey;
import io.aloft.model.net.AddressFamily;
import io.aloft.model.net.Endpoint;
import io.aloft.model.net.IpAddress;
import io.aloft.netlink.exchange.NetlinkRequest;
import io.aloft.netlink.generic.GenericFamily;
import io.aloft.netlink.generic.GenericRequest;
import io.aloft.netlink.message.AttributeWriter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Requests as bytes. Attributes stand in the order in which keepalived sends them. In commands on destinations the
 * service is only named; keepalived repeats its attributes there, which the kernel does not read.
 */
final class IpvsEncoding {

    /** All bits of a service's flags are set as given. */
    private static final int WHOLE_MASK = 0xffffffff;

    private final GenericFamily family;

    IpvsEncoding(GenericFamily family) {
        this.family = family;
    }

    NetlinkRequest info() {
        return request("get ipvs info", CMD_GET_INFO, _ -> {});
    }

    NetlinkRequest timeouts() {
        return request("get ipvs timeouts", CMD_GET_CONFIG, _ -> {});
    }

    NetlinkRequest service(ServiceKey key) {
        return request("get ipvs service " + key, CMD_GET_SERVICE, naming(key));
    }

    NetlinkRequest services() {
        return GenericRequest.dump("list ipvs services", family, CMD_GET_SERVICE, _ -> {});
    }

    NetlinkRequest destinations(ServiceKey key) {
        return GenericRequest.dump("list ipvs destinations of " + key, family, CMD_GET_DEST, naming(key));
    }

    NetlinkRequest daemons() {
        return GenericRequest.dump("list ipvs sync daemons", family, CMD_GET_DAEMON, _ -> {});
    }

    NetlinkRequest command(IpvsCommand command) {
        return switch (command) {
            case IpvsCommand.AddService(var service) ->
                request("add ipvs service " + service.key(), CMD_NEW_SERVICE, describing(service));
            case IpvsCommand.SetService(var service) ->
                request("set ipvs service " + service.key(), CMD_SET_SERVICE, describing(service));
            case IpvsCommand.DeleteService(var key) ->
                request("delete ipvs service " + key, CMD_DEL_SERVICE, naming(key));
            case IpvsCommand.AddDestination(var key, var destination) ->
                request(
                        "add ipvs destination " + key + " -> " + destination.endpoint(),
                        CMD_NEW_DEST,
                        describing(key, destination));
            case IpvsCommand.SetDestination(var key, var destination) ->
                request(
                        "set ipvs destination " + key + " -> " + destination.endpoint(),
                        CMD_SET_DEST,
                        describing(key, destination));
            case IpvsCommand.DeleteDestination(var key, var endpoint) ->
                request(
                        "delete ipvs destination " + key + " -> " + endpoint,
                        CMD_DEL_DEST,
                        naming(key).andThen(all -> all.nested(ATTR_DEST, inner -> endpoint(inner, endpoint))));
            case IpvsCommand.ZeroService(var key) ->
                request("zero counters of ipvs service " + key, CMD_ZERO, naming(key));
            case IpvsCommand.ZeroAll _ -> request("zero all ipvs counters", CMD_ZERO, _ -> {});
            case IpvsCommand.Flush _ -> request("flush ipvs table", CMD_FLUSH, _ -> {});
            case IpvsCommand.SetTimeouts(var timeouts) ->
                request("set ipvs timeouts", CMD_SET_CONFIG, describing(timeouts));
            case IpvsCommand.StartDaemon(var daemon) ->
                request("start ipvs sync daemon " + daemon.role(), CMD_NEW_DAEMON, describing(daemon));
            case IpvsCommand.StopDaemon(var role, int syncId) ->
                request(
                        "stop ipvs sync daemon " + role,
                        CMD_DEL_DAEMON,
                        all -> all.nested(
                                ATTR_DAEMON,
                                inner -> inner.u32(DAEMON_STATE, role.kernelNumber())
                                        .u32(DAEMON_SYNC_ID, syncId)));
        };
    }

    private NetlinkRequest request(String operation, int command, Consumer<AttributeWriter> attributes) {
        return GenericRequest.command(operation, family, command, attributes);
    }

    private static Consumer<AttributeWriter> naming(ServiceKey key) {
        return all -> all.nested(ATTR_SERVICE, inner -> key(inner, key));
    }

    private static Consumer<AttributeWriter> describing(IpvsService service) {
        IpvsService.Attributes wanted = service.attributes();
        return all -> all.nested(ATTR_SERVICE, inner -> {
            key(inner, service.key());
            inner.string(SVC_SCHED_NAME, wanted.scheduler());
            String engine = wanted.persistenceEngine();
            if (engine != null) {
                inner.string(SVC_PE_NAME, engine);
            }
            inner.bytes(SVC_FLAGS, flags(wanted.flags()));
            inner.u32(SVC_TIMEOUT, wanted.persistenceSeconds());
            netmask(inner, service.key().family(), wanted.netmask());
        });
    }

    /** An IPv4 mask travels in network byte order, an IPv6 prefix length as a number of this host. */
    private static void netmask(AttributeWriter attributes, AddressFamily family, int netmask) {
        switch (family) {
            case INET ->
                attributes.bytes(
                        SVC_NETMASK, ByteBuffer.allocate(4).putInt(netmask).array());
            case INET6 -> attributes.u32(SVC_NETMASK, netmask);
        }
    }

    private static Consumer<AttributeWriter> describing(ServiceKey key, IpvsDestination destination) {
        IpvsDestination.Attributes wanted = destination.attributes();
        return naming(key)
                .andThen(all -> all.nested(ATTR_DEST, inner -> {
                    endpoint(inner, destination.endpoint());
                    inner.u32(DEST_FWD_METHOD, wanted.forwarding());
                    inner.u32(DEST_WEIGHT, wanted.weight());
                    if (wanted.forwarding() == IpvsDestination.TUNNEL) {
                        tunnel(inner, wanted.tunnel());
                    }
                    inner.u32(DEST_U_THRESH, (int) wanted.upperThreshold());
                    inner.u32(DEST_L_THRESH, (int) wanted.lowerThreshold());
                }));
    }

    /** Kernels before 5.3 know no tunnel attributes, so none is sent that says no more than its absence would. */
    private static void tunnel(AttributeWriter attributes, IpvsDestination.Tunnel tunnel) {
        attributes.u8(DEST_TUN_TYPE, tunnel.type());
        if (tunnel.port() != 0) {
            attributes.u16BigEndian(DEST_TUN_PORT, tunnel.port());
        }
        if (tunnel.type() != IpvsDestination.Tunnel.TYPE_IPIP) {
            attributes.u16(DEST_TUN_FLAGS, tunnel.checksum());
        }
    }

    private static Consumer<AttributeWriter> describing(IpvsTimeouts timeouts) {
        return all -> all.u32(ATTR_TIMEOUT_TCP, timeouts.tcp())
                .u32(ATTR_TIMEOUT_TCP_FIN, timeouts.tcpFin())
                .u32(ATTR_TIMEOUT_UDP, timeouts.udp());
    }

    /** Kernels before 4.3 know the first three only, so the others are sent only when they say something. */
    private static Consumer<AttributeWriter> describing(IpvsSyncDaemon daemon) {
        return all -> all.nested(ATTR_DAEMON, inner -> {
            inner.u32(DAEMON_STATE, daemon.role().kernelNumber());
            inner.string(DAEMON_MCAST_IFN, daemon.interfaceName());
            inner.u32(DAEMON_SYNC_ID, daemon.syncId());
            if (daemon.maxLength() != 0) {
                inner.u16(DAEMON_SYNC_MAXLEN, daemon.maxLength());
            }
            group(inner, daemon.group());
            if (daemon.port() != 0) {
                inner.u16(DAEMON_MCAST_PORT, daemon.port());
            }
            if (daemon.ttl() != 0) {
                inner.u8(DAEMON_MCAST_TTL, daemon.ttl());
            }
        });
    }

    private static void group(AttributeWriter attributes, @Nullable IpAddress group) {
        if (group != null) {
            attributes.bytes(group.isIpv4() ? DAEMON_MCAST_GROUP : DAEMON_MCAST_GROUP6, group.toBytes());
        }
    }

    private static void key(AttributeWriter attributes, ServiceKey key) {
        attributes.u16(SVC_AF, key.family().kernelNumber());
        switch (key) {
            case ServiceKey.ByAddress(int protocol, Endpoint endpoint) ->
                attributes
                        .u16(SVC_PROTOCOL, protocol)
                        .bytes(SVC_ADDR, padded(endpoint.address()))
                        .u16BigEndian(SVC_PORT, endpoint.port());
            case ServiceKey.ByMark marked -> attributes.u32(SVC_FWMARK, marked.mark());
        }
    }

    private static void endpoint(AttributeWriter attributes, Endpoint endpoint) {
        attributes
                .u16(DEST_ADDR_FAMILY, endpoint.address().family().kernelNumber())
                .bytes(DEST_ADDR, padded(endpoint.address()))
                .u16BigEndian(DEST_PORT, endpoint.port());
    }

    private static byte[] padded(IpAddress address) {
        return Arrays.copyOf(address.toBytes(), ADDRESS_BYTES);
    }

    private static byte[] flags(int flags) {
        return ByteBuffer.allocate(8)
                .order(ByteOrder.nativeOrder())
                .putInt(flags)
                .putInt(WHOLE_MASK)
                .array();
    }
}
