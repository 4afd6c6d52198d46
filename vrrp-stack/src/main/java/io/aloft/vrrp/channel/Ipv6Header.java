package io.aloft.vrrp.channel;

/** The header that raw IPv6 sockets keep back (RFC 8200 section 3). */
final class Ipv6Header {

    static final int OCTETS = 40;

    private Ipv6Header() {}

    /**
     * A whole packet made of a payload and what the kernel told about it.
     *
     * @param hopLimit 0..255; −1 when unknown, which becomes 0
     */
    static byte[] before(byte[] payload, int nextHeader, int hopLimit, byte[] source, byte[] destination) {
        byte[] packet = new byte[OCTETS + payload.length];
        packet[0] = 0x60;
        packet[4] = (byte) (payload.length >> 8);
        packet[5] = (byte) payload.length;
        packet[6] = (byte) nextHeader;
        packet[7] = (byte) Math.max(0, hopLimit);
        System.arraycopy(source, 0, packet, 8, 16);
        System.arraycopy(destination, 0, packet, 24, 16);
        System.arraycopy(payload, 0, packet, OCTETS, payload.length);
        return packet;
    }
}
