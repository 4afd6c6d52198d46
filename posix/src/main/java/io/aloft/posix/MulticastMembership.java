package io.aloft.posix;

import com.sun.jna.Memory;

/**
 * Membership of one interface in an IPv4 multicast group, held while open.
 *
 * <p>Frames are captured elsewhere; the membership exists so that the kernel sends IGMP reports (RFC 3376) and snooping
 * switches forward the group to us. The socket is never bound and so never receives anything itself.
 */
public final class MulticastMembership implements AutoCloseable {

    private static final int REQUEST_BYTES = 12;

    private final Descriptor socket;

    private MulticastMembership(Descriptor socket) {
        this.socket = socket;
    }

    /**
     * Joins {@code group} (four octets) on the interface with the given index.
     *
     * @throws PosixException ENODEV when there is no such interface, EINVAL when the group is not multicast
     */
    public static MulticastMembership joinIpv4(byte[] group, int interfaceIndex) throws PosixException {
        if (group.length != 4) {
            throw new IllegalArgumentException("IPv4 group: " + group.length + " octets (expected: 4)");
        }
        Descriptor socket = new Descriptor(
                LibC.check("open multicast socket", LibC.socket(LibC.AF_INET, LibC.SOCK_DGRAM | LibC.SOCK_CLOEXEC, 0)));
        try (Memory request = new Memory(REQUEST_BYTES)) {
            // struct ip_mreqn: group, local address (unused when the index is given), interface index.
            request.clear();
            request.write(0, group, 0, 4);
            request.setInt(8, interfaceIndex);
            LibC.check(
                    "join multicast group on interface " + interfaceIndex,
                    LibC.setsockopt(socket.number(), LibC.IPPROTO_IP, LibC.IP_ADD_MEMBERSHIP, request, REQUEST_BYTES));
        } catch (PosixException e) {
            socket.close();
            throw e;
        }
        return new MulticastMembership(socket);
    }

    /** Leaves the group: the kernel does so when the socket goes. */
    @Override
    public void close() {
        socket.close();
    }
}
