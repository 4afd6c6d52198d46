package io.aloft.posix;

import com.sun.jna.Memory;

/**
 * Membership of one interface in a multicast group, held while open.
 *
 * <p>Frames are captured elsewhere; the membership exists so that the kernel sends reports by IGMP (RFC 3376) or MLD
 * (RFC 3810), and snooping switches forward the group to us. The socket is never bound and so never receives anything itself.
 */
public final class MulticastMembership implements AutoCloseable {

    private static final int IPV4_REQUEST_BYTES = 12;
    private static final int IPV6_REQUEST_BYTES = 20;

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
        try (Memory request = new Memory(IPV4_REQUEST_BYTES)) {
            // struct ip_mreqn: group, local address (unused when the index is given), interface index.
            request.clear();
            request.write(0, group, 0, 4);
            request.setInt(8, interfaceIndex);
            return join(LibC.AF_INET, LibC.IPPROTO_IP, LibC.IP_ADD_MEMBERSHIP, request, interfaceIndex);
        }
    }

    /**
     * Joins {@code group} (sixteen octets) on the interface with the given index.
     *
     * @throws PosixException ENODEV when there is no such interface, EINVAL when the group is not multicast or the interface
     *     has no IPv6
     */
    public static MulticastMembership joinIpv6(byte[] group, int interfaceIndex) throws PosixException {
        if (group.length != 16) {
            throw new IllegalArgumentException("IPv6 group: " + group.length + " octets (expected: 16)");
        }
        try (Memory request = new Memory(IPV6_REQUEST_BYTES)) {
            // struct ipv6_mreq: group, interface index.
            request.write(0, group, 0, 16);
            request.setInt(16, interfaceIndex);
            return join(LibC.AF_INET6, LibC.IPPROTO_IPV6, LibC.IPV6_JOIN_GROUP, request, interfaceIndex);
        }
    }

    private static MulticastMembership join(int family, int level, int option, Memory request, int interfaceIndex)
            throws PosixException {
        Descriptor socket = new Descriptor(
                LibC.check("open multicast socket", LibC.socket(family, LibC.SOCK_DGRAM | LibC.SOCK_CLOEXEC, 0)));
        try {
            LibC.check(
                    "join multicast group on interface " + interfaceIndex,
                    LibC.setsockopt(socket.number(), level, option, request, (int) request.size()));
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
