package io.aloft.ipvs.genl;

import static io.aloft.ipvs.genl.IpvsNumbers.*;

import io.aloft.ipvs.IpvsCommand;
import io.aloft.ipvs.IpvsDestination;
import io.aloft.ipvs.IpvsService;
import io.aloft.ipvs.ServiceKey;
import io.aloft.model.net.Endpoint;
import io.aloft.model.net.IpAddress;
import io.aloft.netlink.exchange.NetlinkRequest;
import io.aloft.netlink.generic.GenericFamily;
import io.aloft.netlink.generic.GenericRequest;
import io.aloft.netlink.message.AttributeWriter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

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
        return GenericRequest.command("get ipvs info", family, CMD_GET_INFO, _ -> {});
    }

    NetlinkRequest services() {
        return GenericRequest.dump("list ipvs services", family, CMD_GET_SERVICE, _ -> {});
    }

    NetlinkRequest destinations(ServiceKey key) {
        return GenericRequest.dump(
                "list ipvs destinations of " + key,
                family,
                CMD_GET_DEST,
                attributes -> attributes.nested(ATTR_SERVICE, service -> key(service, key)));
    }

    NetlinkRequest command(IpvsCommand command) {
        return switch (command) {
            case IpvsCommand.AddService(var service) -> service(CMD_NEW_SERVICE, "add ipvs service ", service);
            case IpvsCommand.SetService(var service) -> service(CMD_SET_SERVICE, "set ipvs service ", service);
            case IpvsCommand.DeleteService(var key) ->
                GenericRequest.command(
                        "delete ipvs service " + key,
                        family,
                        CMD_DEL_SERVICE,
                        attributes -> attributes.nested(ATTR_SERVICE, service -> key(service, key)));
            case IpvsCommand.AddDestination(var key, var destination) ->
                destination(CMD_NEW_DEST, "add ipvs destination ", key, destination);
            case IpvsCommand.SetDestination(var key, var destination) ->
                destination(CMD_SET_DEST, "set ipvs destination ", key, destination);
            case IpvsCommand.DeleteDestination(var key, var endpoint) ->
                GenericRequest.command(
                        "delete ipvs destination " + key + " -> " + endpoint,
                        family,
                        CMD_DEL_DEST,
                        attributes -> attributes
                                .nested(ATTR_SERVICE, service -> key(service, key))
                                .nested(ATTR_DEST, destination -> endpoint(destination, endpoint)));
        };
    }

    private NetlinkRequest service(int command, String operation, IpvsService service) {
        return GenericRequest.command(
                operation + service.key(),
                family,
                command,
                attributes -> attributes.nested(ATTR_SERVICE, inner -> {
                    key(inner, service.key());
                    inner.string(SVC_SCHED_NAME, service.attributes().scheduler());
                    inner.bytes(SVC_FLAGS, flags(service.attributes().flags()));
                    inner.u32(SVC_TIMEOUT, service.attributes().persistenceSeconds());
                    netmask(inner, service);
                }));
    }

    /** An IPv4 mask travels in network byte order, an IPv6 prefix length as a number of this host. */
    private static void netmask(AttributeWriter attributes, IpvsService service) {
        int netmask = service.attributes().netmask();
        switch (service.key().family()) {
            case INET ->
                attributes.bytes(
                        SVC_NETMASK, ByteBuffer.allocate(4).putInt(netmask).array());
            case INET6 -> attributes.u32(SVC_NETMASK, netmask);
        }
    }

    private NetlinkRequest destination(int command, String operation, ServiceKey key, IpvsDestination destination) {
        IpvsDestination.Attributes wanted = destination.attributes();
        return GenericRequest.command(
                operation + key + " -> " + destination.endpoint(),
                family,
                command,
                attributes -> attributes
                        .nested(ATTR_SERVICE, service -> key(service, key))
                        .nested(ATTR_DEST, inner -> {
                            endpoint(inner, destination.endpoint());
                            inner.u32(DEST_FWD_METHOD, wanted.forwarding());
                            inner.u32(DEST_WEIGHT, wanted.weight());
                            if (wanted.forwarding() == IpvsDestination.TUNNEL) {
                                inner.u8(DEST_TUN_TYPE, TUNNEL_IPIP);
                            }
                            inner.u32(DEST_U_THRESH, (int) wanted.upperThreshold());
                            inner.u32(DEST_L_THRESH, (int) wanted.lowerThreshold());
                        }));
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
