package io.aloft.vrrp.packet;

import io.aloft.model.net.IpAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Reads an IPv4 packet that claims to be VRRP. It judges nothing but whether the fields are there at all; the checks
 * that depend on a virtual router's configuration are {@link ReceiveChecks}.
 */
public final class PacketDecoder {

    private static final int MIN_IP_HEADER = 20;
    private static final int VRID_END = 2;
    private static final int VRRP_HEADER = 8;
    private static final int AUTHENTICATION_DATA = 8;

    private PacketDecoder() {}

    /**
     * Decodes the IPv4 packet at {@code offset}. Empty when it is cut before the VRID: then it cannot be told to which
     * virtual router it belongs. Of one that is cut later, what did not come is zero, and its length tells.
     *
     * @param bytes buffer that holds the packet
     * @param offset of the IP header, behind the link-layer header
     * @param length bytes that came, at most {@code bytes.length - offset}; may include Ethernet padding
     */
    public static Optional<ReceivedPacket> decode(byte[] bytes, int offset, int length) {
        if (length < MIN_IP_HEADER || offset < 0 || length > bytes.length - offset) {
            return Optional.empty();
        }
        int ipHeader = (bytes[offset] & 0x0f) * 4;
        if (bytes[offset] >>> 4 != 4 || ipHeader < MIN_IP_HEADER || length < ipHeader + VRID_END) {
            return Optional.empty();
        }
        return Optional.of(
                length < ipHeader + VRRP_HEADER
                        ? fields(
                                Arrays.copyOfRange(bytes, offset, offset + ipHeader + VRRP_HEADER), 0, length, ipHeader)
                        : fields(bytes, offset, length, ipHeader));
    }

    private static ReceivedPacket fields(byte[] bytes, int offset, int length, int ipHeader) {
        int totalLength = unsigned16(bytes, offset + 2);
        int received = withoutPadding(totalLength, length, ipHeader);
        int at = offset + ipHeader;
        int end = offset + received;
        int count = bytes[at + 3] & 0xff;
        List<IpAddress> addresses = new ArrayList<>(count);
        int next = at + VRRP_HEADER;
        for (int i = 0; i < count && next + 4 <= end; i++, next += 4) {
            addresses.add(address(bytes, next));
        }
        boolean whole = addresses.size() == count && next + AUTHENTICATION_DATA <= end;
        return new ReceivedPacket(
                address(bytes, offset + 12),
                address(bytes, offset + 16),
                bytes[offset + 8] & 0xff,
                ipHeader,
                totalLength,
                received,
                bytes[at] >>> 4 & 0x0f,
                bytes[at] & 0x0f,
                bytes[at + 1] & 0xff,
                bytes[at + 2] & 0xff,
                count,
                bytes[at + 4] & 0xff,
                bytes[at + 5] & 0xff,
                InternetChecksum.of(bytes, at, end - at) == 0,
                addresses,
                whole ? unsigned64(bytes, next) : 0);
    }

    /**
     * Ethernet frames carry at least 46 bytes, so a short advertisement arrives with padding that is not part of it.
     * What the IP header counts is the packet, as long as that much came.
     */
    private static int withoutPadding(int totalLength, int length, int ipHeader) {
        return totalLength >= ipHeader + VRRP_HEADER && totalLength <= length ? totalLength : length;
    }

    private static IpAddress address(byte[] bytes, int at) {
        return IpAddress.ofIpv4(unsigned16(bytes, at) << 16 | unsigned16(bytes, at + 2));
    }

    private static int unsigned16(byte[] bytes, int at) {
        return (bytes[at] & 0xff) << 8 | (bytes[at + 1] & 0xff);
    }

    private static long unsigned64(byte[] bytes, int at) {
        long value = 0;
        for (int i = at; i < at + 8; i++) {
            value = value << 8 | (bytes[i] & 0xff);
        }
        return value;
    }
}
