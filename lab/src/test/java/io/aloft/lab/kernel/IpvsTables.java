package io.aloft.lab.kernel;

import io.aloft.ipvs.IpvsDestination;
import io.aloft.ipvs.IpvsDestination.Tunnel;
import io.aloft.ipvs.IpvsEntry;
import io.aloft.ipvs.IpvsService;
import io.aloft.ipvs.IpvsTable;
import io.aloft.ipvs.ServiceKey;
import io.aloft.model.net.AddressFamily;
import io.aloft.model.net.Endpoint;
import io.aloft.model.net.IpAddress;
import java.util.ArrayList;
import java.util.List;

/** Tables that the kernel takes. */
final class IpvsTables {

    static final int TCP = 6;
    static final int UDP = 17;
    static final int SCTP = 132;

    private static final List<String> SCHEDULERS =
            List.of("rr", "wrr", "lc", "wlc", "lblc", "lblcr", "sh", "dh", "mh", "sed", "nq", "fo", "ovf");

    private IpvsTables() {}

    /** One of everything that ipvsadm can show. */
    static IpvsTable everything() {
        return IpvsTable.of(List.of(
                entry(
                        service(key(TCP, "10.9.9.9", 80), "wrr"),
                        destination("10.1.1.11", 80, IpvsDestination.MASQUERADE, 3),
                        new IpvsDestination(
                                endpoint("10.1.1.12", 8080),
                                new IpvsDestination.Attributes(IpvsDestination.MASQUERADE, 1, 100, 80)),
                        destination("10.1.1.13", 80, IpvsDestination.DIRECT_ROUTE, 2147483647)),
                entry(service(key(TCP, "10.9.9.9", 0), "rr", IpvsService.PERSISTENT, 360, 0xffffffff)),
                entry(
                        service(
                                key(TCP, "10.9.9.9", 443),
                                "sh",
                                IpvsService.PERSISTENT | IpvsService.SCHEDULER_1 | IpvsService.SCHEDULER_2,
                                120,
                                0xffffff00),
                        destination("10.1.1.11", 443, IpvsDestination.DIRECT_ROUTE, 1),
                        tunnelled("10.1.1.12", Tunnel.IPIP),
                        tunnelled("10.1.1.13", new Tunnel(Tunnel.TYPE_GUE, 6080, Tunnel.CHECKSUM)),
                        tunnelled("10.1.1.14", new Tunnel(Tunnel.TYPE_GRE, 0, Tunnel.NO_CHECKSUM)),
                        tunnelled("10.1.1.15", new Tunnel(Tunnel.TYPE_GUE, 6081, Tunnel.REMOTE_CHECKSUM)),
                        tunnelled("10.1.1.16", new Tunnel(Tunnel.TYPE_GRE, 0, Tunnel.CHECKSUM))),
                entry(
                        service(key(UDP, "10.9.9.9", 53), "rr", IpvsService.ONE_PACKET, 0, 0xffffffff),
                        destination("10.1.1.11", 53, IpvsDestination.MASQUERADE, 0)),
                entry(new IpvsService(
                        key(UDP, "10.9.9.9", 5060),
                        new IpvsService.Attributes("rr", IpvsService.PERSISTENT, 60, 0xffffffff, "sip"))),
                entry(service(
                        key(UDP, "10.9.9.9", 5061),
                        "mh",
                        IpvsService.SCHEDULER_1 | IpvsService.SCHEDULER_2,
                        0,
                        0xffffffff)),
                entry(service(
                        key(UDP, "10.9.9.9", 5062),
                        "wlc",
                        IpvsService.SCHEDULER_1 | IpvsService.SCHEDULER_3,
                        0,
                        0xffffffff)),
                entry(service(key(SCTP, "10.9.9.9", 132), "wlc")),
                entry(
                        service(key(TCP, "fd00::9", 80), "lc", IpvsService.PERSISTENT, 360, 64),
                        destination("fd00::21", 8080, IpvsDestination.MASQUERADE, 1),
                        destination("10.1.1.11", 80, IpvsDestination.TUNNEL, 1)),
                entry(
                        service(new ServiceKey.ByMark(AddressFamily.INET, 5), "wlc"),
                        destination("10.1.1.11", 0, IpvsDestination.DIRECT_ROUTE, 1)),
                entry(service(new ServiceKey.ByMark(AddressFamily.INET6, 5), "lblc")),
                entry(service(new ServiceKey.ByMark(AddressFamily.INET, 0xffffffff), "rr"))));
    }

    /** Every scheduler with every way of forwarding, those included that ipvsadm cannot ask for. */
    static IpvsTable combinations() {
        var entries = new ArrayList<IpvsEntry>();
        int port = 1000;
        for (String scheduler : SCHEDULERS) {
            var destinations = new ArrayList<IpvsDestination>();
            for (int forwarding = IpvsDestination.MASQUERADE; forwarding <= IpvsDestination.BYPASS; forwarding++) {
                destinations.add(new IpvsDestination(
                        endpoint("10.1.1." + forwarding, port),
                        new IpvsDestination.Attributes(forwarding, forwarding, 4294967295L, forwarding)));
            }
            entries.add(IpvsEntry.of(service(key(TCP, "10.9.9.9", port++), scheduler), destinations));
        }
        return IpvsTable.of(entries);
    }

    static IpvsEntry entry(IpvsService service, IpvsDestination... destinations) {
        return IpvsEntry.of(service, List.of(destinations));
    }

    static IpvsService service(ServiceKey key, String scheduler) {
        return service(key, scheduler, 0, 0, IpvsService.hostMask(key.family()));
    }

    static IpvsService service(ServiceKey key, String scheduler, int flags, int seconds, int netmask) {
        return new IpvsService(key, new IpvsService.Attributes(scheduler, flags, seconds, netmask));
    }

    static IpvsDestination destination(String address, int port, int forwarding, int weight) {
        return new IpvsDestination(endpoint(address, port), new IpvsDestination.Attributes(forwarding, weight, 0, 0));
    }

    static IpvsDestination tunnelled(String address, Tunnel tunnel) {
        return new IpvsDestination(
                endpoint(address, 443), new IpvsDestination.Attributes(IpvsDestination.TUNNEL, 1, 0, 0, tunnel));
    }

    static ServiceKey key(int protocol, String address, int port) {
        return new ServiceKey.ByAddress(protocol, endpoint(address, port));
    }

    static Endpoint endpoint(String address, int port) {
        return new Endpoint(IpAddress.of(address), port);
    }
}
