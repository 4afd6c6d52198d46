package io.aloft.ipvs.admin;

import io.aloft.ipvs.IpvsCommand;
import io.aloft.ipvs.IpvsListing;
import io.aloft.ipvs.IpvsService;
import io.aloft.ipvs.IpvsTraffic;
import io.aloft.ipvs.ServiceKey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A table made of command lines, listed as the kernel would: of each service the newest destination first. */
final class WrittenTable {

    /** One of nearly everything. */
    static final String EVERYTHING = """
        -A -t 10.9.9.9:80 -s wrr
        -a -t 10.9.9.9:80 -r 10.1.1.11:80 -m -w 3
        -a -t 10.9.9.9:80 -r 10.1.1.12:8080 -m -w 0 -x 100 -y 80
        -a -t 10.9.9.9:80 -r 10.9.9.9:80 -g -w 2147483647
        -A -t 10.9.9.9:443 -s sh -p 120 -M 255.255.255.0 -b sh-fallback,sh-port
        -a -t 10.9.9.9:443 -r 10.1.1.11:443 -g
        -a -t 10.9.9.9:443 -r 10.1.1.12:443 -i
        -a -t 10.9.9.9:443 -r 10.1.1.13:443 -i --tun-type gue --tun-port 6080 --tun-csum
        -a -t 10.9.9.9:443 -r 10.1.1.14:443 -i --tun-type gre
        -a -t 10.9.9.9:443 -r 10.1.1.15:443 -i --tun-type gue --tun-port 6081 --tun-remcsum
        -a -t 10.9.9.9:443 -r [fd00::77]:443 -i
        -A -u 10.9.9.9:53 -s rr -o
        -A -u 10.9.9.9:5060 -s rr -p 60 --pe sip
        -A -u 10.9.9.9:5062 -s wlc -b flag-1,flag-3
        -A --sctp-service 10.9.9.9:132 -s lblcr
        -A -t [fd00::9]:80 -s lc -p -M 64
        -a -t [fd00::9]:80 -r [fd00::21]:8080 -m
        -A -f 5 -s wlc
        -a -f 5 -r 10.1.1.11:80 -g
        -A -f 5 -6 -s lblc
        """;

    private final Map<ServiceKey, IpvsListing.Service> services = new LinkedHashMap<>();

    private WrittenTable() {}

    static List<IpvsListing.Service> of(String lines) throws AdminRefusal {
        var table = new WrittenTable();
        var parser = new AdminParser("test", new KnownNames());
        for (String line : lines.lines().toList()) {
            if (parser.parseLine(line).orElseThrow() instanceof AdminRequest.Change(var command)) {
                table.take(command);
            }
        }
        return List.copyOf(table.services.values());
    }

    private void take(IpvsCommand command) {
        switch (command) {
            case IpvsCommand.AddService(IpvsService service) ->
                services.put(service.key(), new IpvsListing.Service(service, IpvsTraffic.NONE, List.of()));
            case IpvsCommand.AddDestination(var key, var destination) ->
                services.computeIfPresent(key, (_, service) -> {
                    var destinations = new ArrayList<IpvsListing.Destination>();
                    destinations.add(
                            new IpvsListing.Destination(destination, IpvsTraffic.NONE, IpvsListing.Connections.NONE));
                    destinations.addAll(service.destinations());
                    return new IpvsListing.Service(service.service(), service.traffic(), destinations);
                });
            default -> throw new AssertionError("makes no table: " + command);
        }
    }
}
