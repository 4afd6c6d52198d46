package io.aloft.vrrp.packet;

import io.aloft.model.net.IpAddress;
import io.aloft.model.net.MacAddress;
import java.nio.ByteBuffer;

/**
 * The frame by which a Master tells hosts and switches where an IPv4 address is now.
 *
 * <p>keepalived sends an ARP <em>request</em> for the address itself (RFC 5227 section 3 calls it an announcement), with
 * all ones as target hardware address.
 */
public final class GratuitousArp {

    private GratuitousArp() {}

    /** 42 bytes, without padding. */
    public static byte[] frame(IpAddress address, MacAddress mac) {
        return ByteBuffer.allocate(42)
                .put(MacAddress.BROADCAST.toBytes())
                .put(mac.toBytes())
                .putShort((short) 0x0806)
                .putShort((short) 1)
                .putShort((short) 0x0800)
                .put((byte) 6)
                .put((byte) 4)
                .putShort((short) 1)
                .put(mac.toBytes())
                .put(address.toBytes())
                .put(MacAddress.BROADCAST.toBytes())
                .put(address.toBytes())
                .array();
    }
}
