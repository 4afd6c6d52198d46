package io.aloft.ipvs.admin;

import io.aloft.model.net.IpAddress;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Names of hosts and services, as this machine knows them; asking may take a while, but not for ever. */
public interface NameService {

    /** The addresses of a host, of either family; empty for a name that nobody knows. */
    List<IpAddress> addresses(String host);

    /** The name of an address. */
    Optional<String> host(IpAddress address);

    /**
     * The port of a service, such as 80 for {@code http}.
     *
     * @param protocol IP protocol number
     */
    OptionalInt port(String service, int protocol);

    /**
     * The service that a port is for.
     *
     * @param protocol IP protocol number
     */
    Optional<String> service(int port, int protocol);
}
