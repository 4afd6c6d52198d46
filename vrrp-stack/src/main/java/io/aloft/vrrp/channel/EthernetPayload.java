package io.aloft.vrrp.channel;

/** Finds the IP packet in an Ethernet frame. */
final class EthernetPayload {

    private static final int HEADER = 14;
    private static final int TAG = 4;
    private static final int IPV4 = 0x0800;
    private static final int IPV6 = 0x86dd;
    private static final int VLAN = 0x8100;
    private static final int VLAN_NUMBER = 0x0fff;

    private EthernetPayload() {}

    /** Where an IPv4 or IPv6 packet begins; −1 when the frame carries something else or belongs to a VLAN. */
    static int offset(byte[] frame) {
        int type = number(frame, HEADER - 2);
        if (type == IPV4 || type == IPV6) {
            return HEADER;
        }
        // IEEE 802.1Q: VLAN number 0 means a priority only, and the kernel takes such a frame as one without a tag.
        if (type == VLAN && (number(frame, HEADER) & VLAN_NUMBER) == 0) {
            int inner = number(frame, HEADER + 2);
            return inner == IPV4 || inner == IPV6 ? HEADER + TAG : -1;
        }
        return -1;
    }

    /** Two octets, or −1 when the frame ends before. */
    private static int number(byte[] frame, int at) {
        return at + 2 > frame.length ? -1 : (frame[at] & 0xff) << 8 | (frame[at + 1] & 0xff);
    }
}
