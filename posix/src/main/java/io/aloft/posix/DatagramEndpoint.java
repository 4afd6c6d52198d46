package io.aloft.posix;

import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * A UDP socket that knows TTL, destination and interface of what it receives, as BFD needs it (RFC 5881).
 *
 * <p>One thread may receive while others send; {@link #close()} from any thread ends a blocked {@link #receive()}.
 */
public final class DatagramEndpoint implements AutoCloseable {

    /** Source ports of BFD (RFC 5881 section 4). */
    private static final int FIRST_SOURCE_PORT = 49_152;

    private static final int LAST_SOURCE_PORT = 65_535;

    private final IpSocket socket;

    private DatagramEndpoint(IpSocket socket) {
        this.socket = socket;
    }

    /**
     * Receives what is sent to {@code port}.
     *
     * @param address 4 or 16 octets; zeros for every address of the family
     * @param port 1..65535
     * @param device only what arrives there; empty for anywhere
     * @throws PosixException EADDRINUSE when another program listens there, EADDRNOTAVAIL when it is no address of ours
     */
    public static DatagramEndpoint listening(byte[] address, int port, String device) throws PosixException {
        IpSocket socket = open(address, device);
        try {
            socket.wantWayOfArrival();
            socket.bind(address, port);
            return new DatagramEndpoint(socket);
        } catch (PosixException | RuntimeException e) {
            socket.close();
            throw e;
        }
    }

    /**
     * Sends from a free port of 49152 to 65535 that nobody can foresee; IPv4 with "don't fragment".
     *
     * @param source 4 or 16 octets; zeros for the kernel's choice
     * @param device through which everything leaves; empty for what the routes say
     * @param ttl time to live or hop limit, 1..255
     * @throws PosixException EADDRNOTAVAIL when it is no address of ours, EADDRINUSE when no port is free
     */
    public static DatagramEndpoint sending(byte[] source, String device, int ttl) throws PosixException {
        IpSocket socket = open(source, device);
        try {
            if (socket.isIpv4()) {
                socket.option("set TTL", LibC.IPPROTO_IP, LibC.IP_TTL, ttl);
                socket.option("set don't fragment", LibC.IPPROTO_IP, LibC.IP_MTU_DISCOVER, LibC.IP_PMTUDISC_DO);
            } else {
                socket.option("set hop limit", LibC.IPPROTO_IPV6, LibC.IPV6_UNICAST_HOPS, ttl);
            }
            bindSomewhere(socket, source);
            return new DatagramEndpoint(socket);
        } catch (PosixException | RuntimeException e) {
            socket.close();
            throw e;
        }
    }

    private static IpSocket open(byte[] address, String device) throws PosixException {
        IpSocket socket = IpSocket.open(SocketAddress.family(address), LibC.SOCK_DGRAM, 0);
        try {
            if (!socket.isIpv4()) {
                // Else it would take the port of IPv4 too.
                socket.option("separate the families", LibC.IPPROTO_IPV6, LibC.IPV6_V6ONLY, 1);
            }
            socket.bindToDevice(device);
            return socket;
        } catch (PosixException | RuntimeException e) {
            socket.close();
            throw e;
        }
    }

    private static void bindSomewhere(IpSocket socket, byte[] source) throws PosixException {
        int ports = LAST_SOURCE_PORT - FIRST_SOURCE_PORT + 1;
        int first = ThreadLocalRandom.current().nextInt(ports);
        for (int tried = 1; ; tried++) {
            try {
                socket.bind(source, FIRST_SOURCE_PORT + (first + tried) % ports);
                return;
            } catch (PosixException e) {
                if (e.errno() != LibC.EADDRINUSE || tried == ports) {
                    throw e;
                }
            }
        }
    }

    /** The port that this socket sends from or listens on. */
    public int localPort() throws PosixException {
        return socket.localPort();
    }

    /**
     * Sends one datagram at once or not at all.
     *
     * @param destination 4 or 16 octets, of the family of this socket
     * @throws PosixException EAGAIN when the socket's buffer is full, ENETUNREACH without a route, ECONNREFUSED and the
     *     like never, since the socket is not connected
     */
    public void send(byte[] payload, byte[] destination, int port) throws PosixException {
        if (destination.length != (socket.isIpv4() ? 4 : 16)) {
            throw new IllegalArgumentException("destination of the other family");
        }
        socket.send(payload, destination, 0, port);
    }

    /** Waits for a datagram; null when the socket was closed, here or by another thread. */
    public @Nullable ReceivedDatagram receive() throws PosixException {
        return socket.receive();
    }

    /** How many datagrams the kernel threw away because nobody read them in time. */
    public long drops() {
        return socket.drops();
    }

    @Override
    public void close() {
        socket.close();
    }
}
