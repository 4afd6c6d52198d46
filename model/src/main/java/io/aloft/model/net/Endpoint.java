package io.aloft.model.net;

/**
 * An address and a port, written {@code 192.0.2.1:80} or {@code [fd00::1]:80}.
 *
 * @param address where
 * @param port 0..65535; 0 means "no port" where keepalived allows one to be left out
 */
public record Endpoint(IpAddress address, int port) {

    public Endpoint {
        if (port < 0 || port > 65535) {
            throw new IllegalArgumentException("port: " + port + " (expected: 0..65535)");
        }
    }

    @Override
    public String toString() {
        return address.isIpv4() ? address + ":" + port : "[" + address + "]:" + port;
    }
}
