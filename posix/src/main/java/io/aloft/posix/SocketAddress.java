package io.aloft.posix;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;

/** {@code sockaddr_in} and {@code sockaddr_in6} as native memory. */
final class SocketAddress {

    /** {@code sockaddr_in6}, the longer of the two. */
    static final int LONGEST = 28;

    private static final int IPV4_BYTES = 16;

    private SocketAddress() {}

    static int family(byte[] address) {
        return switch (address.length) {
            case 4 -> LibC.AF_INET;
            case 16 -> LibC.AF_INET6;
            default -> throw new IllegalArgumentException("address: " + address.length + " octets (expected: 4 or 16)");
        };
    }

    /** An address of its own; the scope is left open, the device of the socket decides. */
    static Memory of(byte[] address, int port) {
        Memory memory = new Memory(family(address) == LibC.AF_INET ? IPV4_BYTES : LONGEST);
        write(memory, address, 0, address.length, port);
        return memory;
    }

    /**
     * Fills {@code memory} and returns how many bytes of it count.
     *
     * @param octets 4 or 16 octets from {@code from} on
     */
    static int write(Pointer memory, byte[] octets, int from, int length, int port) {
        boolean ipv4 = length == 4;
        int size = ipv4 ? IPV4_BYTES : LONGEST;
        memory.clear(size);
        memory.setShort(0, (short) (ipv4 ? LibC.AF_INET : LibC.AF_INET6));
        memory.setByte(2, (byte) (port >> 8));
        memory.setByte(3, (byte) port);
        memory.write(ipv4 ? 4 : 8, octets, from, length);
        return size;
    }

    static byte[] address(Pointer memory) {
        return memory.getShort(0) == LibC.AF_INET ? memory.getByteArray(4, 4) : memory.getByteArray(8, 16);
    }

    static int port(Pointer memory) {
        return (memory.getByte(2) & 0xff) << 8 | (memory.getByte(3) & 0xff);
    }
}
