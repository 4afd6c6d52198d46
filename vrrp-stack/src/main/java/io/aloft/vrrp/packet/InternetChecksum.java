package io.aloft.vrrp.packet;

/** The 16-bit one's complement checksum of RFC 1071, which IPv4 and VRRP share. */
final class InternetChecksum {

    private InternetChecksum() {}

    /** The checksum of {@code length} bytes; zero when they already hold their own correct checksum. */
    static int of(byte[] bytes, int from, int length) {
        long sum = 0;
        int end = from + length;
        for (int i = from; i + 1 < end; i += 2) {
            sum += (bytes[i] & 0xff) << 8 | (bytes[i + 1] & 0xff);
        }
        if (length % 2 == 1) {
            sum += (bytes[end - 1] & 0xff) << 8;
        }
        while (sum >>> 16 != 0) {
            sum = (sum & 0xffff) + (sum >>> 16);
        }
        return (int) ~sum & 0xffff;
    }
}
