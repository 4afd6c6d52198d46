package io.aloft.vrrp.packet;

import io.aloft.model.net.IpAddress;
import io.aloft.model.net.MacAddress;
import io.aloft.model.vrrp.Authentication;
import io.aloft.model.vrrp.VirtualAddress;
import io.aloft.model.vrrp.VirtualRouterSpec;
import java.nio.ByteBuffer;

/**
 * Builds whole Ethernet frames with VRRPv2 advertisements for one virtual router.
 *
 * <pre>
 *  0                   1                   2                   3
 *  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 * |Version| Type  | Virtual Rtr ID|   Priority    |Count IP Addrs |
 * |   Auth Type   |   Adver Int   |            Checksum           |
 * |                       IP Address (1) ... (n)                  |
 * |                     Authentication Data (8 bytes)             |
 * </pre>
 *
 * <p>The layout is RFC 3768 section 5.1 with the authentication of RFC 2338. Not thread-safe: it counts the IP
 * identification, which keepalived starts at 1, raises with every advertisement and never lets be 0.
 */
public final class AdvertisementEncoder {

    private static final int ETHERNET_HEADER = 14;
    private static final int IP_HEADER = 20;
    private static final int ETHERTYPE_IPV4 = 0x0800;
    /** Internetwork control (RFC 791), as keepalived and most routers mark VRRP. */
    private static final int TYPE_OF_SERVICE = 0xc0;

    private static final int VRRP_PROTOCOL = 112;
    /** RFC 5798 section 5.1.1.3: any other value shows that a router forwarded the packet. */
    private static final int TTL = 255;

    private static final int VERSION_2_ADVERTISEMENT = 0x21;

    private final VirtualRouterSpec spec;
    private int identification;

    public AdvertisementEncoder(VirtualRouterSpec spec) {
        this.spec = spec;
    }

    /**
     * The next advertisement as a frame ready to be sent.
     *
     * @param priority effective priority, or 0 to say that this Master stops
     * @param source IPv4 source address
     * @param sourceMac of the sending interface
     */
    public byte[] frame(int priority, IpAddress source, MacAddress sourceMac) {
        byte[] message = message(priority);
        identification = identification == 0xffff ? 1 : identification + 1;
        ByteBuffer frame = ByteBuffer.allocate(ETHERNET_HEADER + IP_HEADER + message.length);
        frame.put(MacAddress.ofIpv4Multicast(spec.group()).toBytes());
        frame.put(sourceMac.toBytes());
        frame.putShort((short) ETHERTYPE_IPV4);
        frame.put((byte) 0x45);
        frame.put((byte) TYPE_OF_SERVICE);
        frame.putShort((short) (IP_HEADER + message.length));
        frame.putShort((short) identification);
        frame.putShort((short) 0);
        frame.put((byte) TTL);
        frame.put((byte) VRRP_PROTOCOL);
        frame.putShort((short) 0);
        frame.put(source.toBytes());
        frame.put(spec.group().toBytes());
        frame.putShort(ETHERNET_HEADER + 10, (short) InternetChecksum.of(frame.array(), ETHERNET_HEADER, IP_HEADER));
        frame.put(message);
        return frame.array();
    }

    /** The VRRP message alone. */
    byte[] message(int priority) {
        int count = spec.addresses().size();
        ByteBuffer message = ByteBuffer.allocate(8 + 4 * count + 8);
        message.put((byte) VERSION_2_ADVERTISEMENT);
        message.put((byte) spec.vrid());
        message.put((byte) priority);
        message.put((byte) count);
        message.put((byte) authenticationType());
        message.put((byte) spec.advertInterval().toSeconds());
        message.putShort((short) 0);
        for (VirtualAddress address : spec.addresses()) {
            message.put(address.address().toBytes());
        }
        if (spec.authentication() instanceof Authentication.Password password) {
            message.putLong(password.data());
        }
        message.putShort(6, (short) InternetChecksum.of(message.array(), 0, message.capacity()));
        return message.array();
    }

    private int authenticationType() {
        return switch (spec.authentication()) {
            case Authentication.None none -> 0;
            case Authentication.Password password -> 1;
            case Authentication.Header header -> 2;
        };
    }
}
