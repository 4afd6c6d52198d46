package io.aloft.model.net;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An IPv4 or IPv6 address as a value.
 *
 * <p>Addresses compare as unsigned big-endian numbers, which is the order that the VRRP tie-break uses
 * (RFC 5798 section 6.4.3). IPv4 addresses keep their 32 bits in {@code low}; {@code high} is then zero.
 *
 * @param family which family the bits belong to
 * @param high the upper 64 bits, zero for IPv4
 * @param low the lower 64 bits
 */
public record IpAddress(AddressFamily family, long high, long low) implements Comparable<IpAddress> {

    public IpAddress {
        if (family == AddressFamily.INET && (high != 0 || low >>> 32 != 0)) {
            throw new IllegalArgumentException("an IPv4 address has 32 bits: " + Long.toHexString(low));
        }
    }

    /** An IPv4 address of four octets in the low 32 bits of {@code bits}. */
    public static IpAddress ofIpv4(int bits) {
        return new IpAddress(AddressFamily.INET, 0, Integer.toUnsignedLong(bits));
    }

    /** The address in network byte order; {@code bytes} must hold 4 or 16 bytes. */
    public static IpAddress ofBytes(byte[] bytes) {
        return switch (bytes.length) {
            case 4 -> new IpAddress(AddressFamily.INET, 0, bigEndian(bytes, 0, 4));
            case 16 -> new IpAddress(AddressFamily.INET6, bigEndian(bytes, 0, 8), bigEndian(bytes, 8, 8));
            default -> throw new IllegalArgumentException("address bytes: " + bytes.length + " (expected: 4 or 16)");
        };
    }

    /** Parses a dotted quad or any standard IPv6 text form; never looks up a name. Empty when it is neither. */
    public static Optional<IpAddress> parse(String text) {
        return text.indexOf(':') >= 0 ? IpText.parseIpv6(text) : IpText.parseIpv4(text);
    }

    /** As {@link #parse}, for constants and tests. */
    public static IpAddress of(String text) {
        return parse(text).orElseThrow(() -> new IllegalArgumentException("not an IP address: " + text));
    }

    /** The address in network byte order, 4 or 16 bytes. */
    public byte[] toBytes() {
        byte[] bytes = new byte[family.addressBytes()];
        for (int i = 0; i < bytes.length; i++) {
            int fromEnd = bytes.length - 1 - i;
            bytes[i] = (byte) (fromEnd < 8 ? low >>> (8 * fromEnd) : high >>> (8 * (fromEnd - 8)));
        }
        return bytes;
    }

    public boolean isIpv4() {
        return family == AddressFamily.INET;
    }

    /** 224.0.0.0/4 or ff00::/8. */
    public boolean isMulticast() {
        return isIpv4() ? low >>> 28 == 0xe : high >>> 56 == 0xff;
    }

    /** fe80::/10; IPv4 has the like, but VRRP does not care for it. */
    public boolean isLinkLocal() {
        return !isIpv4() && high >>> 54 == 0x3fa;
    }

    /** The address one above; the one above the highest of a family is its lowest. */
    public IpAddress next() {
        if (isIpv4()) {
            return ofIpv4((int) low + 1);
        }
        return new IpAddress(family, low == -1 ? high + 1 : high, low + 1);
    }

    /** The address one below; the one below the lowest of a family is its highest. */
    public IpAddress previous() {
        if (isIpv4()) {
            return ofIpv4((int) low - 1);
        }
        return new IpAddress(family, low == 0 ? high - 1 : high, low - 1);
    }

    @Override
    public int compareTo(IpAddress other) {
        if (family != other.family) {
            return family.compareTo(other.family);
        }
        int byHigh = Long.compareUnsigned(high, other.high);
        return byHigh != 0 ? byHigh : Long.compareUnsigned(low, other.low);
    }

    // Asked for with every packet, and what a record has by itself is slow until a big compiler has seen it.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof IpAddress that && low == that.low && high == that.high && family == that.family;
    }

    @Override
    public int hashCode() {
        return 31 * (31 * Long.hashCode(high) + Long.hashCode(low)) + family.ordinal();
    }

    @Override
    public String toString() {
        return IpText.format(this);
    }

    private static long bigEndian(byte[] bytes, int from, int count) {
        long value = 0;
        for (int i = from; i < from + count; i++) {
            value = value << 8 | (bytes[i] & 0xff);
        }
        return value;
    }
}
