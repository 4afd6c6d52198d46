package io.aloft.vrrp.packet;

import io.aloft.model.net.MacAddress;

/** Puts IP packets into Ethernet frames (RFC 894, RFC 2464). */
public final class EthernetFrame {

    private static final int IPV4 = 0x0800;
    private static final int IPV6 = 0x86dd;

    private EthernetFrame() {}

    /**
     * A frame to the MAC address of the multicast group that the packet goes to: 01:00:5e and 23 bits of the group (RFC 1112
     * section 6.4), or 33:33 and 32 bits (RFC 2464 section 7).
     *
     * @param packet whole IPv4 or IPv6 packet to a multicast group
     * @param source MAC address of the sending interface
     */
    public static byte[] multicast(byte[] packet, MacAddress source) {
        boolean ipv4 = packet[0] >>> 4 == 4;
        byte[] frame = new byte[Layout.ETHERNET_HEADER + packet.length];
        if (ipv4) {
            int group = Layout.get32(packet, 16);
            Layout.put16(frame, 0, 0x0100);
            Layout.put32(frame, 2, 0x5e00_0000 | group & 0x7f_ffff);
        } else {
            Layout.put16(frame, 0, 0x3333);
            System.arraycopy(packet, 36, frame, 2, 4);
        }
        Layout.put16(frame, 6, (int) (source.bits() >>> 32));
        Layout.put32(frame, 8, (int) source.bits());
        Layout.put16(frame, 12, ipv4 ? IPV4 : IPV6);
        System.arraycopy(packet, 0, frame, Layout.ETHERNET_HEADER, packet.length);
        return frame;
    }
}
