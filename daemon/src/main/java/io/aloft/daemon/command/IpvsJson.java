package io.aloft.daemon.command;

import com.fasterxml.jackson.core.JsonGenerator;
import io.aloft.config.report.JsonText;
import io.aloft.ipvs.IpvsDestination;
import io.aloft.ipvs.IpvsListing;
import io.aloft.ipvs.IpvsService;
import io.aloft.ipvs.IpvsSyncDaemon;
import io.aloft.ipvs.IpvsTimeouts;
import io.aloft.ipvs.IpvsTraffic;
import io.aloft.ipvs.IpvsVersion;
import io.aloft.ipvs.ServiceKey;
import io.aloft.ipvs.admin.Netmask;
import io.aloft.ipvs.admin.SchedulerFlag;
import io.aloft.model.net.AddressFamily;
import io.aloft.model.net.IpAddress;
import java.io.IOException;
import java.util.List;

/** {@code aloft ipvs -L --json}: all that the kernel tells, for programs; docs/ipvs.md describes the shape. */
final class IpvsJson {

    private static final int FORMAT = 1;

    private final JsonGenerator json;

    private IpvsJson(JsonGenerator json) {
        this.json = json;
    }

    /** The whole document, with a newline at its end. */
    static String of(
            IpvsVersion version,
            List<IpvsListing.Service> services,
            IpvsTimeouts timeouts,
            List<IpvsSyncDaemon> daemons) {
        return JsonText.write(json -> new IpvsJson(json).write(version, services, timeouts, daemons));
    }

    private void write(
            IpvsVersion version,
            List<IpvsListing.Service> services,
            IpvsTimeouts timeouts,
            List<IpvsSyncDaemon> daemons)
            throws IOException {
        json.writeStartObject();
        json.writeNumberField("format", FORMAT);
        json.writeStringField("version", version.release());
        json.writeNumberField("connectionTableSize", version.connectionTableSize());
        json.writeArrayFieldStart("services");
        for (IpvsListing.Service service : services) {
            service(service);
        }
        json.writeEndArray();
        json.writeObjectFieldStart("timeouts");
        json.writeNumberField("tcp", timeouts.tcp());
        json.writeNumberField("tcpFin", timeouts.tcpFin());
        json.writeNumberField("udp", timeouts.udp());
        json.writeEndObject();
        json.writeArrayFieldStart("daemons");
        for (IpvsSyncDaemon daemon : daemons) {
            daemon(daemon);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void service(IpvsListing.Service listed) throws IOException {
        IpvsService service = listed.service();
        IpvsService.Attributes attributes = service.attributes();
        json.writeStartObject();
        switch (service.key()) {
            case ServiceKey.ByAddress(var protocol, var endpoint) -> {
                json.writeStringField("protocol", protocolWord(protocol));
                json.writeStringField("address", endpoint.address().toString());
                json.writeNumberField("port", endpoint.port());
            }
            case ServiceKey.ByMark(var _, var mark) -> json.writeNumberField("fwmark", Integer.toUnsignedLong(mark));
        }
        json.writeStringField("family", service.key().family() == AddressFamily.INET ? "inet" : "inet6");
        json.writeStringField("scheduler", attributes.scheduler());
        json.writeArrayFieldStart("schedulerFlags");
        for (String flag : SchedulerFlag.names(attributes.scheduler(), attributes.flags())) {
            json.writeString(flag);
        }
        json.writeEndArray();
        json.writeBooleanField("onePacket", (attributes.flags() & IpvsService.ONE_PACKET) != 0);
        persistence(service);
        counts(listed.traffic());
        json.writeArrayFieldStart("destinations");
        for (IpvsListing.Destination destination : listed.destinations()) {
            destination(destination);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void persistence(IpvsService service) throws IOException {
        IpvsService.Attributes attributes = service.attributes();
        if ((attributes.flags() & IpvsService.PERSISTENT) == 0) {
            json.writeNullField("persistence");
            return;
        }
        json.writeObjectFieldStart("persistence");
        json.writeNumberField("seconds", Integer.toUnsignedLong(attributes.persistenceSeconds()));
        json.writeStringField("netmask", Netmask.text(service));
        json.writeStringField("engine", attributes.persistenceEngine());
        json.writeEndObject();
    }

    private void destination(IpvsListing.Destination listed) throws IOException {
        IpvsDestination destination = listed.destination();
        IpvsDestination.Attributes attributes = destination.attributes();
        json.writeStartObject();
        json.writeStringField("address", destination.endpoint().address().toString());
        json.writeNumberField("port", destination.endpoint().port());
        json.writeStringField("method", method(attributes.forwarding()));
        tunnel(attributes);
        json.writeNumberField("weight", attributes.weight());
        json.writeNumberField("upperThreshold", attributes.upperThreshold());
        json.writeNumberField("lowerThreshold", attributes.lowerThreshold());
        json.writeObjectFieldStart("connections");
        json.writeNumberField("active", listed.connections().active());
        json.writeNumberField("inactive", listed.connections().inactive());
        json.writeNumberField("persistent", listed.connections().persistent());
        json.writeEndObject();
        counts(listed.traffic());
        json.writeEndObject();
    }

    private void tunnel(IpvsDestination.Attributes attributes) throws IOException {
        if (attributes.forwarding() != IpvsDestination.TUNNEL) {
            json.writeNullField("tunnel");
            return;
        }
        IpvsDestination.Tunnel tunnel = attributes.tunnel();
        json.writeObjectFieldStart("tunnel");
        json.writeStringField(
                "type",
                switch (tunnel.type()) {
                    case IpvsDestination.Tunnel.TYPE_IPIP -> "ipip";
                    case IpvsDestination.Tunnel.TYPE_GUE -> "gue";
                    case IpvsDestination.Tunnel.TYPE_GRE -> "gre";
                    default -> Integer.toString(tunnel.type());
                });
        json.writeNumberField("port", tunnel.port());
        json.writeStringField(
                "checksum",
                switch (tunnel.checksum()) {
                    case IpvsDestination.Tunnel.CHECKSUM -> "outer";
                    case IpvsDestination.Tunnel.REMOTE_CHECKSUM -> "remote";
                    default -> "none";
                });
        json.writeEndObject();
    }

    private void counts(IpvsTraffic traffic) throws IOException {
        count("total", traffic.total());
        count("rate", traffic.rate());
    }

    /** The kernel's 64 bits have no sign, but nobody reaches the last one. */
    private void count(String field, IpvsTraffic.Count count) throws IOException {
        json.writeObjectFieldStart(field);
        json.writeNumberField("connections", count.connections());
        json.writeNumberField("inPackets", count.inPackets());
        json.writeNumberField("outPackets", count.outPackets());
        json.writeNumberField("inBytes", count.inBytes());
        json.writeNumberField("outBytes", count.outBytes());
        json.writeEndObject();
    }

    private void daemon(IpvsSyncDaemon daemon) throws IOException {
        IpAddress group = daemon.group();
        json.writeStartObject();
        json.writeStringField("role", daemon.role().toString());
        json.writeStringField("interface", daemon.interfaceName());
        json.writeNumberField("syncId", daemon.syncId());
        json.writeNumberField("maxLength", daemon.maxLength());
        json.writeStringField("group", group == null ? null : group.toString());
        json.writeNumberField("port", daemon.port());
        json.writeNumberField("ttl", daemon.ttl());
        json.writeEndObject();
    }

    private static String protocolWord(int protocol) {
        return switch (protocol) {
            case 6 -> "tcp";
            case 17 -> "udp";
            case 132 -> "sctp";
            default -> Integer.toString(protocol);
        };
    }

    private static String method(int forwarding) {
        return switch (forwarding) {
            case IpvsDestination.MASQUERADE -> "masquerade";
            case IpvsDestination.LOCAL -> "local";
            case IpvsDestination.TUNNEL -> "tunnel";
            case IpvsDestination.DIRECT_ROUTE -> "route";
            case IpvsDestination.BYPASS -> "bypass";
            default -> Integer.toString(forwarding);
        };
    }
}
