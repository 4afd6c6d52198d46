package io.aloft.model.lvs;

import io.aloft.model.net.Endpoint;

/**
 * Identity of a virtual server by address: keepalived's {@code [192.0.2.1]:tcp:80}.
 *
 * @param protocol of the service
 * @param endpoint address and port; port 0 only for a persistent service
 */
public record VirtualServerKey(TransportProtocol protocol, Endpoint endpoint) {

    /** The form of logs and FIFOs: {@code [ADDR]:proto:port}. */
    @Override
    public String toString() {
        return describe(endpoint);
    }

    /** How a real server of this virtual server is written: the same form with its own address. */
    public String describe(Endpoint server) {
        return "[" + server.address() + "]:" + protocol.word() + ":" + server.port();
    }
}
