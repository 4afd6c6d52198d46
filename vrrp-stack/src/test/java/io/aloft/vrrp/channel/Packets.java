package io.aloft.vrrp.channel;

import io.aloft.model.net.IpAddress;
import io.aloft.model.net.MacAddress;
import io.aloft.vrrp.packet.EthernetFrame;
import java.nio.ByteBuffer;

/** IP packets that look like advertisements as far as a channel looks. */
final class Packets {

    static final IpAddress GROUP4 = IpAddress.of("224.0.0.18");
    static final IpAddress GROUP6 = IpAddress.of("ff02::12");
    static final MacAddress SENDER = new MacAddress(0x020000000001L);

    private Packets() {}

    /** IPv4; {@code id} tells packets of one test apart. */
    static byte[] ipv4(String source, String destination, int vrid, int id) {
        return ipv4(source, destination, IpProtocol.VRRP, id, advertisement(vrid));
    }

    /** IPv4 with AH in front of the advertisement. */
    static byte[] ah(String source, String destination, int vrid, int id) {
        byte[] payload = new byte[IpProtocol.AH_OCTETS + 20];
        payload[0] = IpProtocol.VRRP;
        payload[1] = 4;
        System.arraycopy(advertisement(vrid), 0, payload, IpProtocol.AH_OCTETS, 20);
        return ipv4(source, destination, IpProtocol.AH, id, payload);
    }

    private static byte[] ipv4(String source, String destination, int protocol, int id, byte[] payload) {
        ByteBuffer packet = ByteBuffer.allocate(20 + payload.length);
        packet.put((byte) 0x45).put((byte) 0xc0).putShort((short) packet.capacity());
        packet.putShort((short) id).putShort((short) 0);
        packet.put((byte) 255).put((byte) protocol).putShort((short) 0);
        packet.put(IpAddress.of(source).toBytes()).put(IpAddress.of(destination).toBytes());
        return packet.put(payload).array();
    }

    /** IPv6; {@code id} stands in the checksum, which channels leave to others. */
    static byte[] ipv6(String source, String destination, int vrid, int id) {
        byte[] payload = advertisement(vrid);
        payload[6] = (byte) (id >> 8);
        payload[7] = (byte) id;
        return Ipv6Header.before(
                payload,
                IpProtocol.VRRP,
                255,
                IpAddress.of(source).toBytes(),
                IpAddress.of(destination).toBytes());
    }

    private static byte[] advertisement(int vrid) {
        byte[] bytes = new byte[20];
        bytes[0] = 0x21;
        bytes[1] = (byte) vrid;
        bytes[2] = 100;
        bytes[3] = 1;
        return bytes;
    }

    static byte[] frame(byte[] packet) {
        return EthernetFrame.multicast(packet, SENDER);
    }

    /** With a VLAN tag (IEEE 802.1Q). */
    static byte[] tagged(byte[] packet, int vlan) {
        byte[] frame = frame(packet);
        return ByteBuffer.allocate(frame.length + 4)
                .put(frame, 0, 12)
                .putShort((short) 0x8100)
                .putShort((short) vlan)
                .put(frame, 12, frame.length - 12)
                .array();
    }
}
