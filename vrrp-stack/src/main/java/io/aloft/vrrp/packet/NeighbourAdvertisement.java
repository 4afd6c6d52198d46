package io.aloft.vrrp.packet;

import io.aloft.model.net.AddressFamily;
import io.aloft.model.net.IpAddress;
import io.aloft.model.net.MacAddress;

/**
 * The frame by which a Master tells hosts and switches where an IPv6 address is now: an unsolicited neighbour advertisement
 * (RFC 4861 section 7.2.6) from the address itself to all nodes.
 */
public final class NeighbourAdvertisement {

    private static final IpAddress ALL_NODES = IpAddress.of("ff02::1");
    private static final int ICMPV6 = 58;
    private static final int TYPE = 136;
    private static final int ROUTER = 0x80;
    private static final int OVERRIDE = 0x20;
    /** Type, code, checksum, flags, target; then one option: the target's link-layer address (RFC 4861 section 4.6.1). */
    private static final int MESSAGE = 24 + 8;

    private NeighbourAdvertisement() {}

    /**
     * An Ethernet frame of 86 bytes.
     *
     * @param address IPv6
     * @param mac at which the address is from now on
     * @param router whether this host forwards IPv6 packets ({@code net.ipv6.conf.IF.forwarding})
     */
    public static byte[] frame(IpAddress address, MacAddress mac, boolean router) {
        if (address.family() != AddressFamily.INET6) {
            throw new IllegalArgumentException("neighbour advertisements are for IPv6, not " + address);
        }
        byte[] packet = new byte[Layout.IPV6_HEADER + MESSAGE];
        packet[0] = 6 << 4;
        Layout.put16(packet, 4, MESSAGE);
        packet[6] = ICMPV6;
        packet[7] = (byte) Layout.TTL;
        Layout.put(packet, 8, address);
        Layout.put(packet, 24, ALL_NODES);
        int at = Layout.IPV6_HEADER;
        packet[at] = (byte) TYPE;
        packet[at + 4] = (byte) (OVERRIDE | (router ? ROUTER : 0));
        Layout.put(packet, at + 8, address);
        packet[at + 24] = 2;
        packet[at + 25] = 1;
        Layout.put16(packet, at + 26, (int) (mac.bits() >>> 32));
        Layout.put32(packet, at + 28, (int) mac.bits());
        long sum = InternetChecksum.sum(packet, at, MESSAGE)
                + InternetChecksum.pseudoHeader(address, ALL_NODES, MESSAGE, ICMPV6);
        Layout.put16(packet, at + 2, InternetChecksum.fold(sum));
        return EthernetFrame.multicast(packet, mac);
    }
}
