package io.aloft.ipvs.plan;

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
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Tables of a few services and destinations whose attributes take few values, so that two tables have much in common. */
final class RandomTables {

    /** Every kind of service. */
    private static final List<ServiceKey> KEYS = List.of(
            new ServiceKey.ByAddress(6, endpoint("10.9.9.9", 80)),
            new ServiceKey.ByAddress(17, endpoint("10.9.9.9", 80)),
            new ServiceKey.ByAddress(132, endpoint("10.9.9.9", 0)),
            new ServiceKey.ByAddress(6, endpoint("fd00::9", 443)),
            new ServiceKey.ByMark(AddressFamily.INET, 7),
            new ServiceKey.ByMark(AddressFamily.INET6, 7));

    private static final List<Endpoint> ENDPOINTS = List.of(
            endpoint("10.1.1.11", 80),
            endpoint("10.1.1.11", 8080),
            endpoint("10.1.1.12", 80),
            endpoint("fd00:1::11", 80),
            endpoint("10.1.1.13", 0));

    private final Random random;

    RandomTables(Random random) {
        this.random = random;
    }

    /** Any table, its services and destinations in any order. */
    IpvsTable table() {
        var entries = new ArrayList<IpvsEntry>();
        for (ServiceKey key : someOf(KEYS)) {
            var destinations = new ArrayList<IpvsDestination>();
            for (Endpoint endpoint : someOf(ENDPOINTS)) {
                destinations.add(new IpvsDestination(endpoint, destinationAttributes()));
            }
            entries.add(IpvsEntry.of(new IpvsService(key, serviceAttributes()), destinations));
        }
        return IpvsTable.of(entries);
    }

    private <T> List<T> someOf(List<T> all) {
        var some = new ArrayList<T>(all);
        Collections.shuffle(some, random);
        return some.subList(0, random.nextInt(all.size() + 1));
    }

    private IpvsService.Attributes serviceAttributes() {
        return new IpvsService.Attributes(
                oneOf("rr", "sh"),
                oneOf(0, IpvsService.ONE_PACKET, IpvsService.PERSISTENT | IpvsService.SCHEDULER_1, 0x40),
                oneOf(0, 360),
                oneOf(0xffffffff, 64),
                random.nextInt(4) == 0 ? "sip" : null);
    }

    private IpvsDestination.Attributes destinationAttributes() {
        return new IpvsDestination.Attributes(
                oneOf(
                        IpvsDestination.MASQUERADE,
                        IpvsDestination.LOCAL,
                        IpvsDestination.TUNNEL,
                        IpvsDestination.DIRECT_ROUTE,
                        IpvsDestination.BYPASS),
                oneOf(0, 1, 5),
                oneOf(0L, 4294967295L),
                oneOf(0L, 10L),
                oneOf(
                        Tunnel.IPIP,
                        new Tunnel(Tunnel.TYPE_GUE, 6080, Tunnel.CHECKSUM),
                        new Tunnel(Tunnel.TYPE_GUE, 6081, Tunnel.REMOTE_CHECKSUM),
                        new Tunnel(Tunnel.TYPE_GRE, 0, Tunnel.NO_CHECKSUM),
                        new Tunnel(7, 0, 8)));
    }

    @SafeVarargs
    private <T> T oneOf(T... values) {
        return values[random.nextInt(values.length)];
    }

    private static Endpoint endpoint(String address, int port) {
        return new Endpoint(IpAddress.of(address), port);
    }
}
