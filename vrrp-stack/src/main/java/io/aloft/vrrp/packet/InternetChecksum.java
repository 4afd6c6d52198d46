package io.aloft.vrrp.packet;

import io.aloft.model.net.IpAddress;

/**
 * The 16-bit one's complement checksum of RFC 1071, which IPv4 and VRRP share. Sums of parts may be added up, each part
 * beginning at an even place, and folded once: that is how a checksum follows a changed priority (RFC 1624) or address.
 */
final class InternetChecksum {

    private InternetChecksum() {}

    /** The checksum of {@code length} bytes; zero when they already hold their own correct checksum. */
    static int of(byte[] bytes, int from, int length) {
        return fold(sum(bytes, from, length));
    }

    /** The sum of {@code length} bytes as 16-bit words, not folded yet. */
    static long sum(byte[] bytes, int from, int length) {
        long sum = 0;
        int end = from + length;
        for (int i = from; i + 1 < end; i += 2) {
            sum += (bytes[i] & 0xff) << 8 | (bytes[i + 1] & 0xff);
        }
        if (length % 2 == 1) {
            sum += (bytes[end - 1] & 0xff) << 8;
        }
        return sum;
    }

    /**
     * The sum of a pseudo header, the same for IPv4 and IPv6 (RFC 5798 section 5.2.8, RFC 8200 section 8.1): zeros do not
     * count, so the fields may stand anywhere.
     *
     * @param length of the message in bytes
     * @param protocol number of what the message belongs to
     */
    static long pseudoHeader(IpAddress source, IpAddress destination, int length, int protocol) {
        return words(source) + words(destination) + length + protocol;
    }

    /** As above, of a VRRP message. */
    static long pseudoHeader(IpAddress source, IpAddress destination, int length) {
        return pseudoHeader(source, destination, length, Layout.VRRP);
    }

    private static long words(IpAddress address) {
        return words(address.high()) + words(address.low());
    }

    private static long words(long bits) {
        return (bits >>> 48) + (bits >>> 32 & 0xffff) + (bits >>> 16 & 0xffff) + (bits & 0xffff);
    }

    /** The checksum that belongs to a sum. */
    static int fold(long sum) {
        long folded = sum;
        while (folded >>> 16 != 0) {
            folded = (folded & 0xffff) + (folded >>> 16);
        }
        return (int) ~folded & 0xffff;
    }
}
