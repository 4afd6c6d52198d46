package io.aloft.vrrp.packet;

import io.aloft.model.net.AddressFamily;
import io.aloft.model.net.IpAddress;

/** Numbers and lengths of what VRRP packets consist of, all in bytes, and how values stand in them. */
final class Layout {

    /** IP protocol of VRRP. */
    static final int VRRP = 112;
    /** IP protocol of the authentication header. */
    static final int AH = 51;

    static final int ETHERNET_HEADER = 14;
    static final int IPV4_HEADER = 20;
    static final int IPV6_HEADER = 40;
    /** Fixed fields and 96 bits of check value (RFC 2402, RFC 2403). */
    static final int AH_HEADER = 24;

    static final int VRRP_HEADER = 8;
    /** Behind the addresses of version 2 over IPv4, whatever the authentication type. */
    static final int AUTHENTICATION_DATA = 8;
    /** The trailer of {@code auth_hmac}. */
    static final int TRAILER = 28;
    /** What an Ethernet frame carries at least; shorter packets arrive with padding. */
    static final int LEAST_PAYLOAD = 46;

    static final int TTL = 255;
    static final int ADVERTISEMENT = 1;

    private Layout() {}

    static int ipHeader(AddressFamily family) {
        return family == AddressFamily.INET ? IPV4_HEADER : IPV6_HEADER;
    }

    /** Length of a VRRP message; version 2 over IPv6 has no authentication data. */
    static int message(int version, AddressFamily family, int addresses) {
        return VRRP_HEADER + addresses * family.addressBytes() + authenticationData(version, family);
    }

    static int authenticationData(int version, AddressFamily family) {
        return version == 2 && family == AddressFamily.INET ? AUTHENTICATION_DATA : 0;
    }

    static void put16(byte[] bytes, int at, int value) {
        bytes[at] = (byte) (value >>> 8);
        bytes[at + 1] = (byte) value;
    }

    static void put32(byte[] bytes, int at, int value) {
        put16(bytes, at, value >>> 16);
        put16(bytes, at + 2, value);
    }

    static void put64(byte[] bytes, int at, long value) {
        put32(bytes, at, (int) (value >>> 32));
        put32(bytes, at + 4, (int) value);
    }

    /** Writes 4 or 16 bytes in network order. */
    static void put(byte[] bytes, int at, IpAddress address) {
        if (address.isIpv4()) {
            put32(bytes, at, (int) address.low());
        } else {
            put64(bytes, at, address.high());
            put64(bytes, at + 8, address.low());
        }
    }

    static int get16(byte[] bytes, int at) {
        return (bytes[at] & 0xff) << 8 | (bytes[at + 1] & 0xff);
    }

    static int get32(byte[] bytes, int at) {
        return get16(bytes, at) << 16 | get16(bytes, at + 2);
    }

    static long get64(byte[] bytes, int at) {
        return (long) get32(bytes, at) << 32 | Integer.toUnsignedLong(get32(bytes, at + 4));
    }

    static IpAddress address(byte[] bytes, int at, AddressFamily family) {
        return family == AddressFamily.INET
                ? IpAddress.ofIpv4(get32(bytes, at))
                : new IpAddress(AddressFamily.INET6, get64(bytes, at), get64(bytes, at + 8));
    }

    /** Compares in a time that does not depend on where the difference is. */
    static boolean same(byte[] ours, byte[] theirs, int at, int length) {
        int difference = 0;
        for (int i = 0; i < length; i++) {
            difference |= ours[i] ^ theirs[at + i];
        }
        return difference == 0;
    }
}
