package io.aloft.ipvs.admin;

import io.aloft.model.net.IpAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** A machine that knows a few names. */
final class KnownNames implements NameService {

    static final String LONG_NAME = "a-very-long-name-indeed-it-is.of-a-server.in-a-domain.example.org";

    private static final Map<String, IpAddress> HOSTS = Map.of(
            "localhost",
            IpAddress.of("127.0.0.1"),
            "web-1.example.org",
            IpAddress.of("10.1.1.11"),
            LONG_NAME,
            IpAddress.of("10.1.1.12"),
            "six.example.org",
            IpAddress.of("fd00::9"),
            "6." + LONG_NAME,
            IpAddress.of("fd00::21"));

    private static final Map<String, Integer> PORTS =
            Map.of("6/http", 80, "6/https", 443, "6/domain", 53, "17/domain", 53);

    @Override
    public List<IpAddress> addresses(String host) {
        IpAddress address = HOSTS.get(host);
        return address == null ? List.of() : List.of(address);
    }

    @Override
    public Optional<String> host(IpAddress address) {
        return HOSTS.entrySet().stream()
                .filter(entry -> entry.getValue().equals(address))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    @Override
    public OptionalInt port(String service, int protocol) {
        Integer port = PORTS.get(protocol + "/" + service);
        return port == null ? OptionalInt.empty() : OptionalInt.of(port);
    }

    @Override
    public Optional<String> service(int port, int protocol) {
        return PORTS.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(protocol + "/") && entry.getValue() == port)
                .map(entry -> entry.getKey().substring(entry.getKey().indexOf('/') + 1))
                .findFirst();
    }
}
