package io.aloft.posix;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What raw and UDP sockets share: options, sending without waiting, and receiving with what the kernel tells besides.
 *
 * <p>One thread may receive while others send; {@link #close()} from any thread ends a blocked {@link #receive()}.
 */
final class IpSocket implements AutoCloseable {

    /** {@code IFNAMSIZ} with its closing zero byte. */
    private static final int INTERFACE_NAME_BYTES = 16;

    /** Larger than any IP packet. */
    private static final int RECEIVE_BYTES = 65_536;

    private static final int CONTROL_BYTES = 256;
    private static final int MESSAGE_HEADER_BYTES = 56;
    private static final int CONTROL_HEADER_BYTES = 16;

    /** {@code SK_MEMINFO_DROPS}, an index of 32-bit numbers, and how many there are. */
    private static final int DROPS_INDEX = 8;

    private static final int MEMORY_NUMBERS = 9;

    private final int family;
    private final Descriptor socket;
    private final WakeUp wakeUp;
    private final ReentrantLock sending = new ReentrantLock();
    private final ReentrantLock receiving = new ReentrantLock();
    private final Memory target = new Memory(SocketAddress.LONGEST);
    private Memory outgoing = new Memory(2048);
    private @Nullable Inbox inbox;

    private IpSocket(int family, Descriptor socket, WakeUp wakeUp) {
        this.family = family;
        this.socket = socket;
        this.wakeUp = wakeUp;
    }

    static IpSocket open(int family, int type, int protocol) throws PosixException {
        int flags = LibC.SOCK_CLOEXEC | LibC.SOCK_NONBLOCK;
        Descriptor socket = new Descriptor(LibC.check("open socket", LibC.socket(family, type | flags, protocol)));
        try {
            return new IpSocket(family, socket, WakeUp.open());
        } catch (PosixException e) {
            socket.close();
            throw e;
        }
    }

    boolean isIpv4() {
        return family == LibC.AF_INET;
    }

    private static void check(String operation, int result) throws PosixException {
        if (result == Descriptor.CLOSED) {
            throw PosixException.of(operation, LibC.EBADF);
        }
        LibC.check(operation, result);
    }

    void option(String operation, int level, int option, int value) throws PosixException {
        check(operation, socket.call(fd -> LibC.setIntOption(fd, level, option, value)));
    }

    void option(String operation, int level, int option, Memory value) throws PosixException {
        check(operation, socket.call(fd -> LibC.setsockopt(fd, level, option, value, (int) value.size())));
    }

    /** Sends and receives through this interface only; nothing happens for an empty name. */
    void bindToDevice(String device) throws PosixException {
        if (device.isEmpty()) {
            return;
        }
        byte[] name = device.getBytes(StandardCharsets.UTF_8);
        if (name.length >= INTERFACE_NAME_BYTES) {
            throw new IllegalArgumentException("interface name " + device + ": longer than 15 bytes");
        }
        try (Memory memory = LibC.memoryOf(name)) {
            option("bind to device " + device, LibC.SOL_SOCKET, LibC.SO_BINDTODEVICE, memory);
        }
    }

    /** The address need not exist, now or ever. */
    void allowMissingSource() throws PosixException {
        if (isIpv4()) {
            option("allow a missing source", LibC.IPPROTO_IP, LibC.IP_FREEBIND, 1);
        } else {
            option("allow a missing source", LibC.IPPROTO_IPV6, LibC.IPV6_FREEBIND, 1);
        }
    }

    void bind(byte[] address, int port) throws PosixException {
        try (Memory memory = SocketAddress.of(address, port)) {
            check("bind", socket.call(fd -> LibC.bind(fd, memory, (int) memory.size())));
        }
    }

    int localPort() throws PosixException {
        try (Memory memory = new Memory(SocketAddress.LONGEST);
                Memory length = new Memory(Integer.BYTES)) {
            length.setInt(0, SocketAddress.LONGEST);
            check("getsockname", socket.call(fd -> LibC.getsockname(fd, memory, length)));
            return SocketAddress.port(memory);
        }
    }

    /**
     * Limits what waits to be read.
     *
     * @param bytes the kernel doubles it for its own needs; zero for the system's default
     */
    void receiveBuffer(int bytes) throws PosixException {
        // Without CAP_NET_ADMIN the forced form is refused, and the polite one silently gives what the system allows.
        if (bytes > 0 && socket.call(fd -> LibC.setIntOption(fd, LibC.SOL_SOCKET, LibC.SO_RCVBUFFORCE, bytes)) != 0) {
            option("set receive buffer", LibC.SOL_SOCKET, LibC.SO_RCVBUF, bytes);
        }
    }

    /** Asks the kernel for time, TTL, destination and interface of everything that arrives. */
    void wantWayOfArrival() throws PosixException {
        option("time stamps", LibC.SOL_SOCKET, LibC.SO_TIMESTAMPNS, 1);
        if (isIpv4()) {
            option("received TTL", LibC.IPPROTO_IP, LibC.IP_RECVTTL, 1);
            option("received destination", LibC.IPPROTO_IP, LibC.IP_PKTINFO, 1);
        } else {
            option("received hop limit", LibC.IPPROTO_IPV6, LibC.IPV6_RECVHOPLIMIT, 1);
            option("received destination", LibC.IPPROTO_IPV6, LibC.IPV6_RECVPKTINFO, 1);
        }
    }

    /**
     * Sends at once or not at all.
     *
     * @param destination holds the address's octets from {@code from} on, as many as the family has
     * @throws PosixException EAGAIN when the socket's buffer is full, ENETUNREACH without a route, and so on
     */
    void send(byte[] bytes, byte[] destination, int from, int port) throws PosixException {
        sending.lock();
        try {
            if (bytes.length > outgoing.size()) {
                outgoing.close();
                outgoing = new Memory(bytes.length);
            }
            outgoing.write(0, bytes, 0, bytes.length);
            int size = SocketAddress.write(target, destination, from, isIpv4() ? 4 : 16, port);
            int flags = LibC.MSG_DONTWAIT | LibC.MSG_NOSIGNAL;
            check("send", socket.call(fd -> (int) LibC.sendto(fd, outgoing, bytes.length, flags, target, size)));
        } finally {
            sending.unlock();
        }
    }

    /** Waits for a datagram; null when the socket was closed, here or by another thread. */
    @Nullable
    ReceivedDatagram receive() throws PosixException {
        receiving.lock();
        try {
            if (!socket.enter()) {
                return null;
            }
            try {
                Inbox box = inbox == null ? new Inbox() : inbox;
                inbox = box;
                return receiveOpen(socket.number(), box);
            } finally {
                socket.leave();
            }
        } finally {
            receiving.unlock();
        }
    }

    private @Nullable ReceivedDatagram receiveOpen(int fd, Inbox box) throws PosixException {
        do {
            long length = LibC.recvmsg(fd, box.reset(), LibC.MSG_DONTWAIT);
            if (length >= 0) {
                return box.datagram((int) length);
            }
            int errno = LibC.errno();
            if (errno != LibC.EAGAIN && errno != LibC.EINTR) {
                throw PosixException.of("receive", errno);
            }
        } while (!wakeUp.closedWhileWaiting(fd, WakeUp.FOREVER));
        return null;
    }

    /** How many datagrams the kernel threw away because nobody read them in time; zero when it does not say. */
    long drops() {
        int size = MEMORY_NUMBERS * Integer.BYTES;
        try (Memory numbers = new Memory(size);
                Memory length = new Memory(Integer.BYTES)) {
            numbers.clear();
            length.setInt(0, size);
            int result = socket.call(fd -> LibC.getsockopt(fd, LibC.SOL_SOCKET, LibC.SO_MEMINFO, numbers, length));
            return result == 0 ? Integer.toUnsignedLong(numbers.getInt(DROPS_INDEX * Integer.BYTES)) : 0;
        }
    }

    @Override
    public void close() {
        socket.close();
        wakeUp.close();
    }

    /** A {@code struct msghdr} with room for one datagram and its control messages. */
    private static final class Inbox {

        private final Memory bytes = new Memory(RECEIVE_BYTES);
        private final Memory control = new Memory(CONTROL_BYTES);
        private final Memory sender = new Memory(SocketAddress.LONGEST);
        private final Memory vector = new Memory(16);
        private final Memory header = new Memory(MESSAGE_HEADER_BYTES);
        private byte[] destination = {};
        private int interfaceIndex;
        private int ttl;
        private long ageNanos;

        Inbox() {
            vector.setPointer(0, bytes);
            vector.setLong(8, RECEIVE_BYTES);
            header.clear();
            header.setPointer(0, sender);
            header.setPointer(16, vector);
            header.setLong(24, 1);
            header.setPointer(32, control);
        }

        /** The kernel overwrites lengths with what it used. */
        Pointer reset() {
            header.setInt(8, SocketAddress.LONGEST);
            header.setLong(40, CONTROL_BYTES);
            return header;
        }

        ReceivedDatagram datagram(int length) {
            destination = new byte[0];
            interfaceIndex = 0;
            ttl = -1;
            ageNanos = 0;
            long end = header.getLong(40);
            for (long at = 0; at + CONTROL_HEADER_BYTES <= end; ) {
                long size = control.getLong(at);
                if (size < CONTROL_HEADER_BYTES) {
                    break;
                }
                read(control.getInt(at + 8), control.getInt(at + 12), at + CONTROL_HEADER_BYTES);
                at += size + 7 & ~7L;
            }
            return new ReceivedDatagram(
                    bytes.getByteArray(0, length),
                    SocketAddress.address(sender),
                    SocketAddress.port(sender),
                    destination,
                    interfaceIndex,
                    ttl,
                    System.nanoTime() - ageNanos);
        }

        private void read(int level, int type, long at) {
            if (level == LibC.SOL_SOCKET && type == LibC.SO_TIMESTAMPNS) {
                ageNanos = KernelClock.ageNanos(control.getLong(at), control.getLong(at + 8));
            } else if ((level == LibC.IPPROTO_IP && type == LibC.IP_TTL)
                    || (level == LibC.IPPROTO_IPV6 && type == LibC.IPV6_HOPLIMIT)) {
                ttl = control.getInt(at);
            } else if (level == LibC.IPPROTO_IP && type == LibC.IP_PKTINFO) {
                // struct in_pktinfo: interface, local address, destination of the header.
                interfaceIndex = control.getInt(at);
                destination = control.getByteArray(at + 8, 4);
            } else if (level == LibC.IPPROTO_IPV6 && type == LibC.IPV6_PKTINFO) {
                destination = control.getByteArray(at, 16);
                interfaceIndex = control.getInt(at + 16);
            }
        }
    }
}
