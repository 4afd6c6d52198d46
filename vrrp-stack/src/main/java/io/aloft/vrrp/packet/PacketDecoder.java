package io.aloft.vrrp.packet;

import io.aloft.model.net.AddressFamily;
import java.util.Optional;

/**
 * Reads an IPv4 or IPv6 packet that claims to be VRRP. It judges nothing but whether it can be told to which virtual router the
 * packet belongs; the checks that depend on that router's configuration are {@link ReceiveChecks}.
 */
public final class PacketDecoder {

    private static final int VRID_END = 2;

    private PacketDecoder() {}

    /**
     * Decodes the IP packet at {@code offset}. Empty when it is not VRRP, is a fragment, has extension headers (IPv6), or is
     * cut before the VRID. Of one that is cut later, what did not come is zero, and its length tells.
     *
     * @param bytes buffer that holds the packet; the result goes on reading it
     * @param offset of the IP header, behind the link-layer header
     * @param length bytes that came, at most {@code bytes.length - offset}; may include Ethernet padding
     */
    public static Optional<ReceivedPacket> decode(byte[] bytes, int offset, int length) {
        if (offset < 0 || length < Layout.IPV4_HEADER || length > bytes.length - offset) {
            return Optional.empty();
        }
        return switch (bytes[offset] >>> 4 & 0x0f) {
            case 4 -> ipv4(bytes, offset, length);
            case 6 -> ipv6(bytes, offset, length);
            default -> Optional.empty();
        };
    }

    private static Optional<ReceivedPacket> ipv4(byte[] bytes, int offset, int length) {
        int ipHeader = (bytes[offset] & 0x0f) * 4;
        // Of fragment offset and flags (RFC 791 section 3.1) only "do not fragment" may be set.
        boolean fragment = (Layout.get16(bytes, offset + 6) & 0xbfff) != 0;
        if (ipHeader < Layout.IPV4_HEADER || fragment) {
            return Optional.empty();
        }
        int protocol = bytes[offset + 9] & 0xff;
        if (protocol == Layout.VRRP) {
            return packet(bytes, offset, length, AddressFamily.INET, ipHeader, ipHeader);
        }
        boolean header = protocol == Layout.AH && length > ipHeader && (bytes[offset + ipHeader] & 0xff) == Layout.VRRP;
        return header
                ? packet(bytes, offset, length, AddressFamily.INET, ipHeader, ipHeader + Layout.AH_HEADER)
                : Optional.empty();
    }

    private static Optional<ReceivedPacket> ipv6(byte[] bytes, int offset, int length) {
        return length >= Layout.IPV6_HEADER && (bytes[offset + 6] & 0xff) == Layout.VRRP
                ? packet(bytes, offset, length, AddressFamily.INET6, Layout.IPV6_HEADER, Layout.IPV6_HEADER)
                : Optional.empty();
    }

    private static Optional<ReceivedPacket> packet(
            byte[] bytes, int offset, int length, AddressFamily family, int ipHeader, int message) {
        if (length < message + VRID_END) {
            return Optional.empty();
        }
        int stated = statedLength(bytes, offset, family);
        // Ethernet frames carry at least 46 bytes, so a short packet arrives with padding that is not part of it. What
        // the IP
        // header counts is the packet, as long as that much came; the kernel cuts in the same way for a raw socket.
        int received = stated >= message + Layout.VRRP_HEADER && stated <= length ? stated : length;
        return Optional.of(new ReceivedPacket(bytes, offset, offset + received, family, ipHeader, offset + message));
    }

    /** Length of the packet by its IP header. */
    static int statedLength(byte[] bytes, int offset, AddressFamily family) {
        return family == AddressFamily.INET
                ? Layout.get16(bytes, offset + 2)
                : Layout.IPV6_HEADER + Layout.get16(bytes, offset + 4);
    }
}
