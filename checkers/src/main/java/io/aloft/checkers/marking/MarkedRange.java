package io.aloft.checkers.marking;

import io.aloft.model.lvs.TransportProtocol;
import io.aloft.model.net.AddressFamily;
import io.aloft.model.net.IpAddress;

/**
 * Addresses whose packets get a mark: an element of one of the maps.
 *
 * @param protocol of the packets
 * @param first lowest address
 * @param last highest address, of the same family and not below {@code first}
 * @param port 0..65535; 0 stands for every port that has no element of its own
 * @param mark 1..4294967295
 */
record MarkedRange(TransportProtocol protocol, IpAddress first, IpAddress last, int port, long mark) {

    AddressFamily family() {
        return first.family();
    }

    /** The same mark for a part of the addresses. */
    MarkedRange part(IpAddress from, IpAddress to) {
        return new MarkedRange(protocol, from, to, port, mark);
    }

    /** The map that it belongs to. */
    MarkMap map() {
        return new MarkMap(protocol, port == 0);
    }

    /** As nftables writes what is looked up: {@code 192.0.2.1-192.0.2.9 . 80}. */
    String key() {
        String addresses = first.equals(last) ? first.toString() : first + "-" + last;
        return port == 0 ? addresses : addresses + " . " + port;
    }
}
