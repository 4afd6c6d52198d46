package io.aloft.model.lvs;

import io.aloft.model.net.AddressFamily;
import io.aloft.model.net.Endpoint;
import org.jspecify.annotations.Nullable;

/** Identity of a virtual server: what stands behind the keyword {@code virtual_server}. */
public sealed interface VirtualServerKey {

    /** What is balanced; null for a firewall mark, and for a group that holds nothing else. */
    @Nullable
    TransportProtocol protocol();

    /** How a real server of this virtual server is written in logs and FIFOs: {@code [ADDR]:proto:port}. */
    default String describe(Endpoint server) {
        TransportProtocol protocol = protocol();
        return "[" + server.address() + "]:" + (protocol == null ? "none" : protocol.word()) + ":" + server.port();
    }

    /**
     * One address: keepalived's {@code [192.0.2.1]:tcp:80}.
     *
     * @param protocol of the service
     * @param endpoint address and port; port 0 only for a persistent service
     */
    record ByAddress(TransportProtocol protocol, Endpoint endpoint) implements VirtualServerKey {
        /** The form of logs and FIFOs. */
        @Override
        public String toString() {
            return describe(endpoint);
        }
    }

    /**
     * What a firewall rule marked ({@code virtual_server fwmark N}): keepalived's {@code FWM 7}.
     *
     * @param family of the packets, from {@code ip_family} or the first server that is reached without a tunnel
     * @param mark 1..4294967295
     */
    record ByMark(AddressFamily family, long mark) implements VirtualServerKey {
        @Override
        public @Nullable TransportProtocol protocol() {
            return null;
        }

        /** The form of logs and FIFOs. */
        @Override
        public String toString() {
            return "FWM " + mark;
        }
    }

    /**
     * Everything in a {@link VirtualServerGroupSpec} ({@code virtual_server group NAME}): keepalived's {@code [web]:0}.
     *
     * @param group its name
     * @param sequence 0 for the first virtual server that uses the group, 1 for the second
     * @param protocol of its addresses; null when there are only marks
     */
    record ByGroup(String group, int sequence, @Nullable TransportProtocol protocol) implements VirtualServerKey {
        /** The form of logs and FIFOs. */
        @Override
        public String toString() {
            return "[" + group + "]:" + sequence;
        }
    }
}
