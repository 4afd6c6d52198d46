package io.aloft.ipvs.admin;

import io.aloft.ipvs.ServiceKey;
import io.aloft.model.net.Endpoint;
import io.aloft.model.net.IpAddress;
import org.jspecify.annotations.Nullable;

/** Addresses and ports as numbers, or by their names where they have some. */
final class EndpointText {

    /** No limit for a name. */
    static final int WHOLE = Integer.MAX_VALUE;

    /** How long ipvsadm's texts of a name and a port are at most. */
    static final int MOST = 59;

    /** The same for an IPv4 address in a column of a table. */
    static final int MOST_IN_COLUMN = 28;

    private static final int NO_PROTOCOL = 0;

    private final @Nullable NameService names;
    private final int mostOfIpv4;
    private final int mostOfIpv6;

    /**
     * @param names null for numbers
     * @param mostOfIpv4 characters of a text that stands for an IPv4 address; what is longer is cut
     * @param mostOfIpv6 the same for IPv6
     */
    EndpointText(@Nullable NameService names, int mostOfIpv4, int mostOfIpv6) {
        this.names = names;
        this.mostOfIpv4 = mostOfIpv4;
        this.mostOfIpv6 = mostOfIpv6;
    }

    /** @param key of the service, whose protocol decides what a port is called; on a mark it is called nothing */
    String of(ServiceKey key, Endpoint endpoint) {
        return of(
                switch (key) {
                    case ServiceKey.ByAddress(var protocol, var _) -> protocol;
                    case ServiceKey.ByMark _ -> NO_PROTOCOL;
                },
                endpoint);
    }

    /** {@code 192.0.2.1:80}, {@code [fd00::1]:80}, {@code web-1:http}. */
    String of(int protocol, Endpoint endpoint) {
        if (names == null) {
            return endpoint.toString();
        }
        String number = Integer.toString(endpoint.port());
        String port = endpoint.port() == 0 || protocol == NO_PROTOCOL
                ? number
                : names.service(endpoint.port(), protocol).orElse(number);
        String text = host(endpoint.address(), names) + ":" + port;
        int most = endpoint.address().isIpv4() ? mostOfIpv4 : mostOfIpv6;
        return text.length() <= most ? text : text.substring(0, most);
    }

    private static String host(IpAddress address, NameService names) {
        String name = names.host(address).orElse(address.toString());
        return address.isIpv4() ? name : "[" + name + "]";
    }
}
