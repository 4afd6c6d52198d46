package io.aloft.checkers.marking;

import io.aloft.model.lvs.TransportProtocol;
import io.aloft.model.net.AddressFamily;
import java.util.ArrayList;
import java.util.List;

/**
 * A map from addresses to marks. Ranges with a port and without one cannot share a map: one would overlap the other.
 *
 * @param protocol of the packets that it is asked for
 * @param everyPort whether it is asked for the address alone
 */
record MarkMap(TransportProtocol protocol, boolean everyPort) {

    /** Every map that there can be, in the order in which packets meet them: the port decides before the address alone. */
    static List<MarkMap> all() {
        var all = new ArrayList<MarkMap>();
        for (TransportProtocol protocol : TransportProtocol.values()) {
            all.add(new MarkMap(protocol, false));
            all.add(new MarkMap(protocol, true));
        }
        return all;
    }

    /** keepalived's {@code tcp_map}; {@code tcp_address_map} is Aloft's own. */
    String name() {
        return protocol.word() + (everyPort ? "_address_map" : "_map");
    }

    String type(AddressFamily family) {
        String address = family == AddressFamily.INET ? "ipv4_addr" : "ipv6_addr";
        return everyPort ? address : address + " . inet_service";
    }

    /** The rule that asks the map; a packet that it does not know goes on to the next rule. */
    String rule(AddressFamily family) {
        String address = family == AddressFamily.INET ? "ip daddr" : "ip6 daddr";
        String key = everyPort ? address : address + " . th dport";
        return "meta l4proto " + protocol.word() + " meta mark set " + key + " map @" + name() + " counter return";
    }
}
