package io.aloft.checkers.health;

import io.aloft.model.lvs.VirtualServerKey;
import io.aloft.model.net.Endpoint;

/**
 * Which real server of which virtual server a line is about.
 *
 * @param virtualServer the virtual server
 * @param endpoint the real server
 */
public record CheckedServer(VirtualServerKey virtualServer, Endpoint endpoint) {

    /** The real server in the form of logs and FIFOs: {@code [ADDR]:proto:port}. */
    @Override
    public String toString() {
        return virtualServer.describe(endpoint);
    }
}
