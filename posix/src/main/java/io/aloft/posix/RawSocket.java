package io.aloft.posix;

import com.sun.jna.Memory;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A raw IP socket: one of an IP protocol that receives, or one that sends whole packets, header included. */
public final class RawSocket implements AutoCloseable {

    /** The header of IPv6 has one length; its destination ends it. */
    private static final int IPV6_DESTINATION = 24;

    private static final int IPV6_HEADER = 40;
    private static final int IPV4_DESTINATION = 16;
    private static final int IPV4_HEADER = 20;

    private final IpSocket socket;

    private RawSocket(IpSocket socket) {
        this.socket = socket;
    }

    /**
     * Receives the packets of one IP protocol that are sent to one address. While it is open the kernel does not answer
     * them with ICMP "protocol unreachable".
     *
     * @param protocol 1..254
     * @param address 4 or 16 octets; need not exist, reception begins when it does
     * @param device only what arrives there; empty for anywhere
     * @param receiveBufferBytes zero for the system's default
     * @throws PosixException ENODEV when there is no such device, EPERM without CAP_NET_RAW
     */
    public static RawSocket receiving(int protocol, byte[] address, String device, int receiveBufferBytes)
            throws PosixException {
        IpSocket socket = IpSocket.open(SocketAddress.family(address), LibC.SOCK_RAW, protocol);
        try {
            socket.receiveBuffer(receiveBufferBytes);
            socket.wantWayOfArrival();
            socket.bindToDevice(device);
            socket.allowMissingSource();
            socket.bind(address, 0);
            return new RawSocket(socket);
        } catch (PosixException | RuntimeException e) {
            socket.close();
            throw e;
        }
    }

    /**
     * Sends whole packets, which the kernel routes.
     *
     * @param source 4 or 16 octets, what policy routing takes for the source; need not exist
     * @param device through which everything leaves; empty for what the routes say
     * @throws PosixException ENODEV when there is no such device, EPERM without CAP_NET_RAW
     */
    public static RawSocket sending(byte[] source, String device) throws PosixException {
        IpSocket socket = IpSocket.open(SocketAddress.family(source), LibC.SOCK_RAW, LibC.IPPROTO_RAW);
        try {
            // Protocol 255 receives packets of protocol 255, which nobody reads here.
            socket.option("set receive buffer", LibC.SOL_SOCKET, LibC.SO_RCVBUF, 0);
            if (socket.isIpv4()) {
                socket.option("send whole packets", LibC.IPPROTO_IP, LibC.IP_HDRINCL, 1);
            }
            socket.bindToDevice(device);
            socket.allowMissingSource();
            socket.bind(source, 0);
            return new RawSocket(socket);
        } catch (PosixException | RuntimeException e) {
            socket.close();
            throw e;
        }
    }

    /**
     * Lets only packets pass whose octet at {@code offset} is one of {@code values}; the others are dropped in the kernel.
     *
     * @param offset counted from the end of the IP header, 0..1000
     */
    public void accept(int offset, Set<Integer> values) throws PosixException {
        try (Memory program = OctetFilter.program(socket.isIpv4(), offset, new TreeSet<>(values));
                Memory head = OctetFilter.head(program)) {
            socket.option("attach socket filter", LibC.SOL_SOCKET, LibC.SO_ATTACH_FILTER, head);
        }
    }

    /**
     * Sends one packet to the destination that its header names, at once or not at all.
     *
     * @throws PosixException EAGAIN when the socket's buffer is full, ENETUNREACH without a route, EMSGSIZE when too long
     */
    public void send(byte[] packet) throws PosixException {
        boolean ipv4 = socket.isIpv4();
        if (packet.length < (ipv4 ? IPV4_HEADER : IPV6_HEADER)) {
            throw new IllegalArgumentException("IP packet: " + packet.length + " octets, shorter than its header");
        }
        socket.send(packet, packet, ipv4 ? IPV4_DESTINATION : IPV6_DESTINATION, 0);
    }

    /** Waits for a packet; null when the socket was closed, here or by another thread. */
    public @Nullable ReceivedDatagram receive() throws PosixException {
        return socket.receive();
    }

    /** How many packets the kernel threw away because nobody read them in time. */
    public long drops() {
        return socket.drops();
    }

    @Override
    public void close() {
        socket.close();
    }
}
