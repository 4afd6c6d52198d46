package io.aloft.ipvs.admin;

import io.aloft.ipvs.IpvsDestination;
import io.aloft.ipvs.IpvsListing;
import io.aloft.ipvs.IpvsService;
import io.aloft.ipvs.ServiceKey;
import io.aloft.model.net.AddressFamily;
import java.util.List;

/** {@code ipvsadm -S}: the commands that make the table again. Thresholds are not among them. */
public final class SaveText {

    private final EndpointText endpoints;
    private final StringBuilder text = new StringBuilder();

    private SaveText(EndpointText endpoints) {
        this.endpoints = endpoints;
    }

    /** One command a line, in the order of the services. Names are whole, so that they can be restored. */
    public static String of(List<IpvsListing.Service> services, boolean numeric, NameService names) {
        var save = new SaveText(new EndpointText(numeric ? null : names, EndpointText.WHOLE, EndpointText.WHOLE));
        services.forEach(save::service);
        return save.text.toString();
    }

    private void service(IpvsListing.Service listed) {
        IpvsService service = listed.service();
        String name = name(service.key());
        IpvsService.Attributes attributes = service.attributes();
        text.append("-A ").append(name).append(" -s ").append(attributes.scheduler());
        if ((attributes.flags() & IpvsService.PERSISTENT) != 0) {
            text.append(" -p ").append(Integer.toUnsignedString(attributes.persistenceSeconds()));
            if (attributes.netmask() != IpvsService.hostMask(service.key().family())) {
                text.append(" -M ").append(Netmask.text(service));
            }
        }
        String flags = String.join(",", SchedulerFlag.names(attributes.scheduler(), attributes.flags()));
        if (!flags.isEmpty()) {
            text.append(" -b ").append(flags);
        }
        if ((attributes.flags() & IpvsService.ONE_PACKET) != 0) {
            text.append(" -o");
        }
        if (attributes.persistenceEngine() != null) {
            text.append(" --pe ").append(attributes.persistenceEngine());
        }
        text.append('\n');
        for (IpvsListing.Destination destination : listed.destinations()) {
            destination(name, service.key(), destination.destination());
        }
    }

    private void destination(String service, ServiceKey key, IpvsDestination destination) {
        IpvsDestination.Attributes attributes = destination.attributes();
        text.append("-a ")
                .append(service)
                .append(" -r ")
                .append(endpoints.of(key, destination.endpoint()))
                .append(' ')
                .append(method(attributes.forwarding()))
                .append(" -w ")
                .append(attributes.weight())
                .append(TunnelText.options(attributes))
                .append('\n');
    }

    private String name(ServiceKey key) {
        return switch (key) {
            case ServiceKey.ByAddress(var protocol, var endpoint) ->
                option(protocol) + " " + endpoints.of(key, endpoint);
            case ServiceKey.ByMark(var family, var mark) ->
                "-f " + Integer.toUnsignedString(mark) + (family == AddressFamily.INET6 ? " -6" : "");
        };
    }

    private static String option(int protocol) {
        return switch (protocol) {
            case 6 -> "-t";
            case 17 -> "-u";
            default -> "--sctp-service";
        };
    }

    private static String method(int forwarding) {
        return switch (forwarding) {
            case IpvsDestination.MASQUERADE -> "-m";
            case IpvsDestination.TUNNEL -> "-i";
            default -> "-g";
        };
    }
}
