package io.aloft.ipvs.admin;

import io.aloft.ipvs.IpvsDestination;
import io.aloft.ipvs.IpvsListing;
import io.aloft.ipvs.IpvsService;
import io.aloft.ipvs.IpvsTraffic;
import io.aloft.ipvs.ServiceKey;
import io.aloft.model.net.AddressFamily;
import java.util.List;
import java.util.function.LongFunction;

/** {@code ipvsadm -L}: the table, character for character. */
public final class TableText {

    private final ListFormat format;
    private final EndpointText endpoints;
    private final StringBuilder text = new StringBuilder();

    private TableText(ListFormat format, NameService names) {
        this.format = format;
        this.endpoints =
                new EndpointText(format.numeric() ? null : names, EndpointText.MOST_IN_COLUMN, EndpointText.MOST);
    }

    /** The heads of the columns and all services in their order; the line with the version is not among them. */
    public static String of(List<IpvsListing.Service> services, ListFormat format, NameService names) {
        var table = new TableText(format, names);
        table.text.append(head(format.columns()));
        services.forEach(table::service);
        return table.text.toString();
    }

    private static String head(ListFormat.Columns columns) {
        String remote = "  -> RemoteAddress:Port";
        return switch (columns) {
            case TABLE ->
                "Prot LocalAddress:Port Scheduler Flags\n" + remote
                        + "           Forward Weight ActiveConn InActConn\n";
            case TUNNEL ->
                "Prot LocalAddress:Port Scheduler Flags\n" + remote
                        + "           Forward TunnelInfo    Weight ActiveConn InActConn\n";
            case STATS ->
                "Prot LocalAddress:Port               Conns   InPkts  OutPkts  InBytes OutBytes\n" + remote + "\n";
            case RATE ->
                "Prot LocalAddress:Port                 CPS    InPPS   OutPPS    InBPS   OutBPS\n" + remote + "\n";
            case THRESHOLDS ->
                "Prot LocalAddress:Port            Uthreshold Lthreshold ActiveConn InActConn \n" + remote + "\n";
            case PERSISTENT ->
                "Prot LocalAddress:Port            Weight    PersistConn ActiveConn InActConn \n" + remote + "\n";
        };
    }

    private void service(IpvsListing.Service listed) {
        String name = name(listed.service().key());
        switch (format.columns()) {
            case STATS -> counted(name, listed.traffic().total());
            case RATE -> counted(name, listed.traffic().rate());
            case TABLE, THRESHOLDS, PERSISTENT, TUNNEL ->
                text.append(name)
                        .append(' ')
                        .append(scheduling(listed.service()))
                        .append('\n');
        }
        for (IpvsListing.Destination destination : listed.destinations()) {
            destination(listed.service().key(), destination);
        }
    }

    private String name(ServiceKey key) {
        return switch (key) {
            case ServiceKey.ByAddress(var protocol, var endpoint) ->
                "%-5s%s".formatted(protocolWord(protocol), endpoints.of(key, endpoint));
            case ServiceKey.ByMark(var family, var mark) ->
                "FWM  " + Integer.toUnsignedString(mark) + (family == AddressFamily.INET6 ? " IPv6" : "");
        };
    }

    private static String protocolWord(int protocol) {
        return switch (protocol) {
            case 6 -> "TCP";
            case 17 -> "UDP";
            default -> "SCTP";
        };
    }

    private static String scheduling(IpvsService service) {
        IpvsService.Attributes attributes = service.attributes();
        var text = new StringBuilder(attributes.scheduler());
        String flags = String.join(",", SchedulerFlag.names(attributes.scheduler(), attributes.flags()));
        if (!flags.isEmpty()) {
            text.append(" (").append(flags).append(')');
        }
        if ((attributes.flags() & IpvsService.PERSISTENT) != 0) {
            text.append(" persistent ").append(Integer.toUnsignedString(attributes.persistenceSeconds()));
            if (attributes.netmask() != IpvsService.hostMask(service.key().family())) {
                text.append(" mask ").append(Netmask.text(service));
            }
        }
        if ((attributes.flags() & IpvsService.ONE_PACKET) != 0) {
            text.append(" ops");
        }
        if (attributes.persistenceEngine() != null) {
            text.append(" pe ").append(attributes.persistenceEngine());
        }
        return text.toString();
    }

    private void destination(ServiceKey key, IpvsListing.Destination listed) {
        IpvsDestination destination = listed.destination();
        IpvsDestination.Attributes attributes = destination.attributes();
        IpvsListing.Connections connections = listed.connections();
        String name = "  -> %-28s".formatted(endpoints.of(key, destination.endpoint()));
        switch (format.columns()) {
            case STATS -> counted(name, listed.traffic().total());
            case RATE -> counted(name, listed.traffic().rate());
            case TABLE ->
                text.append("%s %-7s %-6d %-10d %-10d\n"
                        .formatted(
                                name,
                                method(attributes.forwarding()),
                                attributes.weight(),
                                connections.active(),
                                connections.inactive()));
            case TUNNEL ->
                text.append("%s %-7s %-13s %-6d %-10d %-10d\n"
                        .formatted(
                                name,
                                method(attributes.forwarding()),
                                TunnelText.listed(attributes),
                                attributes.weight(),
                                connections.active(),
                                connections.inactive()));
            case THRESHOLDS ->
                text.append("%s %-10d %-10d %-10d %-10d\n"
                        .formatted(
                                name,
                                attributes.upperThreshold(),
                                attributes.lowerThreshold(),
                                connections.active(),
                                connections.inactive()));
            case PERSISTENT ->
                text.append("%s %-9d %-11d %-10d %-10d\n"
                        .formatted(
                                name,
                                attributes.weight(),
                                connections.persistent(),
                                connections.active(),
                                connections.inactive()));
        }
    }

    private void counted(String name, IpvsTraffic.Count count) {
        LongFunction<String> number = format.exact() ? Abbreviation::exact : Abbreviation::of;
        text.append("%-33s".formatted(name));
        for (long value : new long[] {
            count.connections(), count.inPackets(), count.outPackets(), count.inBytes(), count.outBytes()
        }) {
            text.append(' ').append(number.apply(value));
        }
        text.append('\n');
    }

    private static String method(int forwarding) {
        return switch (forwarding) {
            case IpvsDestination.MASQUERADE -> "Masq";
            case IpvsDestination.LOCAL -> "Local";
            case IpvsDestination.TUNNEL -> "Tunnel";
            case IpvsDestination.DIRECT_ROUTE -> "Route";
            default -> "Bypass";
        };
    }
}
