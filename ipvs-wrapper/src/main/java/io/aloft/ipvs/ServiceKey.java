package io.aloft.ipvs;

import io.aloft.model.net.AddressFamily;
import io.aloft.model.net.Endpoint;

/** Identity of a service in the kernel's table: by address, or by the mark that a firewall rule put on the packet. */
public sealed interface ServiceKey {

    AddressFamily family();

    /**
     * A service on one address.
     *
     * @param protocol IP protocol number: 6, 17 or 132, though the kernel accepts and lists any
     * @param endpoint address and port; port 0 means every port
     */
    record ByAddress(int protocol, Endpoint endpoint) implements ServiceKey {
        @Override
        public AddressFamily family() {
            return endpoint.address().family();
        }

        /** As keepalived's error lines name it: {@code 192.0.2.1:tcp:80}. */
        @Override
        public String toString() {
            String host = endpoint.address().isIpv4() ? endpoint.address().toString() : "[" + endpoint.address() + "]";
            return host + ":" + protocolWord() + ":" + endpoint.port();
        }

        private String protocolWord() {
            return switch (protocol) {
                case 6 -> "tcp";
                case 17 -> "udp";
                case 132 -> "sctp";
                default -> Integer.toString(protocol);
            };
        }
    }

    /**
     * A service on a firewall mark.
     *
     * @param mark 1..4294967295, as its 32 bits
     */
    record ByMark(AddressFamily family, int mark) implements ServiceKey {
        /** As keepalived's error lines name it: {@code Fwm 7}, {@code Fwm 7 inet6}. */
        @Override
        public String toString() {
            return "Fwm " + Integer.toUnsignedString(mark) + (family == AddressFamily.INET6 ? " inet6" : "");
        }
    }
}
