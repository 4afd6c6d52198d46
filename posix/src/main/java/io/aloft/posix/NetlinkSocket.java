package io.aloft.posix;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A netlink socket of the network namespace of the thread that opened it.
 *
 * <p>One thread may receive while others send; {@link #close()} from any thread ends a blocked {@link #receive()}.
 * Datagrams that another process sent are dropped and counted: only the kernel (port id 0) is believed.
 */
public final class NetlinkSocket implements AutoCloseable {

    /** Routing, links and addresses. */
    public static final int NETLINK_ROUTE = 0;

    /** Generic netlink, which carries IPVS. */
    public static final int NETLINK_GENERIC = 16;

    /** Messages of drivers, among them the process events of {@link ProcessEventSocket}. */
    static final int NETLINK_CONNECTOR = 11;

    /** The kernel fills at most 32 KiB per datagram of a dump; twice that leaves room for large single messages. */
    private static final int RECEIVE_BYTES = 64 * 1024;

    /** Holds the answers to a few thousand requests; the kernel takes it from its memory only as it fills. */
    private static final int SOCKET_BUFFER_BYTES = 4 * 1024 * 1024;

    private static final int ADDRESS_BYTES = 12;

    private final Descriptor socket;
    private final WakeUp wakeUp;
    private final int portId;
    private final ReentrantLock sending = new ReentrantLock();
    private final ReentrantLock receiving = new ReentrantLock();
    private final Memory receiveBuffer = new Memory(RECEIVE_BYTES);
    private final Memory sender = new Memory(ADDRESS_BYTES);
    private final Memory senderLength = new Memory(Integer.BYTES);
    private final AtomicLong foreignDatagrams = new AtomicLong();

    private NetlinkSocket(Descriptor socket, WakeUp wakeUp, int portId) {
        this.socket = socket;
        this.wakeUp = wakeUp;
        this.portId = portId;
    }

    /**
     * Opens a bound socket of the given protocol ({@link #NETLINK_ROUTE}, {@link #NETLINK_GENERIC}) with extended
     * acknowledgements on and large buffers where the process may have them.
     *
     * @throws PosixException when the kernel has no such protocol or the process has no descriptor left
     */
    public static NetlinkSocket open(int protocol) throws PosixException {
        int type = LibC.SOCK_RAW | LibC.SOCK_CLOEXEC | LibC.SOCK_NONBLOCK;
        Descriptor socket =
                new Descriptor(LibC.check("open netlink socket", LibC.socket(LibC.AF_NETLINK, type, protocol)));
        try {
            int fd = socket.number();
            int portId = bind(fd);
            growBuffer(fd, LibC.SO_RCVBUFFORCE, LibC.SO_RCVBUF);
            growBuffer(fd, LibC.SO_SNDBUFFORCE, LibC.SO_SNDBUF);
            // Both are comfort: texts with errors, and errors without a copy of the request. Kernels before 4.12 lack
            // them.
            int extended = LibC.setIntOption(fd, LibC.SOL_NETLINK, LibC.NETLINK_EXT_ACK, 1);
            int capped = LibC.setIntOption(fd, LibC.SOL_NETLINK, LibC.NETLINK_CAP_ACK, 1);
            assert extended <= 0 && capped <= 0;
            return new NetlinkSocket(socket, WakeUp.open(), portId);
        } catch (PosixException e) {
            socket.close();
            throw e;
        }
    }

    private static int bind(int fd) throws PosixException {
        try (Memory address = addressOf(0);
                Memory length = new Memory(Integer.BYTES)) {
            LibC.check("bind netlink socket", LibC.bind(fd, address, ADDRESS_BYTES));
            length.setInt(0, ADDRESS_BYTES);
            LibC.check("getsockname", LibC.getsockname(fd, address, length));
            return address.getInt(4);
        }
    }

    /** A {@code sockaddr_nl} with the given port id and no groups. */
    static Memory addressOf(int portId) {
        Memory address = new Memory(ADDRESS_BYTES);
        address.clear();
        address.setShort(0, (short) LibC.AF_NETLINK);
        address.setInt(4, portId);
        return address;
    }

    private static void growBuffer(int fd, int forced, int polite) throws PosixException {
        // Without CAP_NET_ADMIN the forced form is refused, and the polite one silently gives what the system allows.
        if (LibC.setIntOption(fd, LibC.SOL_SOCKET, forced, SOCKET_BUFFER_BYTES) != 0) {
            LibC.check("set netlink buffer", LibC.setIntOption(fd, LibC.SOL_SOCKET, polite, SOCKET_BUFFER_BYTES));
        }
    }

    /** Limits the receive buffer to {@code bytes} (the kernel doubles it and has a minimum). */
    public void limitReceiveBuffer(int bytes) throws PosixException {
        check("limit netlink buffer", socket.call(fd -> LibC.setIntOption(fd, LibC.SOL_SOCKET, LibC.SO_RCVBUF, bytes)));
    }

    /** The number by which the kernel addresses this socket; messages to us carry it. */
    public int portId() {
        return portId;
    }

    /** Subscribes to a multicast group, given by number (such as RTNLGRP_LINK = 1), not by bit. */
    public void joinGroup(int group) throws PosixException {
        check(
                "join netlink group " + group,
                socket.call(fd -> LibC.setIntOption(fd, LibC.SOL_NETLINK, LibC.NETLINK_ADD_MEMBERSHIP, group)));
    }

    /**
     * Lets the kernel drop, before they take up room, all messages but those of {@code type}, and those of
     * {@code judgedType} that have {@code value} in the octet at {@code octetAt}, counted from the start of the message.
     */
    public void acceptOnly(int type, int judgedType, int octetAt, int value) throws PosixException {
        try (Memory program = NetlinkFilter.program(type, judgedType, octetAt, value);
                Memory head = OctetFilter.head(program)) {
            check(
                    "attach netlink filter",
                    socket.call(fd ->
                            LibC.setsockopt(fd, LibC.SOL_SOCKET, LibC.SO_ATTACH_FILTER, head, (int) head.size())));
        }
    }

    /** Sends one datagram to the kernel, which has handled every message in it when this returns. */
    public void send(byte[] datagram) throws PosixException {
        sending.lock();
        try (Memory memory = LibC.memoryOf(datagram)) {
            check("send netlink message", socket.call(fd -> sendAll(fd, memory, datagram.length)));
        } finally {
            sending.unlock();
        }
    }

    private static int sendAll(int fd, Pointer bytes, int length) {
        long sent;
        do {
            sent = LibC.send(fd, bytes, length, 0);
        } while (sent == -1 && LibC.errno() == LibC.EINTR);
        return (int) sent;
    }

    /** Waits without limit for a datagram of the kernel. */
    public Reception receive() throws PosixException {
        return receiveUntil(WakeUp.FOREVER);
    }

    /** Waits at most {@code timeout} (zero: only what is there already) for a datagram of the kernel. */
    public Reception receive(Duration timeout) throws PosixException {
        return receiveUntil(Math.max(0, timeout.toNanos()));
    }

    private Reception receiveUntil(long timeoutNanos) throws PosixException {
        receiving.lock();
        try {
            if (!socket.enter()) {
                return new Reception.Closed();
            }
            try {
                return receiveOpen(socket.number(), timeoutNanos);
            } finally {
                socket.leave();
            }
        } finally {
            receiving.unlock();
        }
    }

    private Reception receiveOpen(int fd, long timeoutNanos) throws PosixException {
        long start = System.nanoTime();
        while (true) {
            // The answer to a request is queued before send returns, so reading comes first and waiting second.
            senderLength.setInt(0, ADDRESS_BYTES);
            long length = LibC.recvfrom(
                    fd, receiveBuffer, RECEIVE_BYTES, LibC.MSG_DONTWAIT | LibC.MSG_TRUNC, sender, senderLength);
            if (length >= 0) {
                if (sender.getInt(4) != 0) {
                    foreignDatagrams.incrementAndGet();
                    continue;
                }
                return length > RECEIVE_BYTES
                        ? new Reception.Overrun()
                        : new Reception.Datagram(receiveBuffer.getByteArray(0, (int) length));
            }
            int errno = LibC.errno();
            if (errno == LibC.ENOBUFS) {
                return new Reception.Overrun();
            }
            if (errno != LibC.EAGAIN && errno != LibC.EINTR) {
                throw PosixException.of("receive netlink message", errno);
            }
            long left = timeoutNanos == WakeUp.FOREVER ? WakeUp.FOREVER : timeoutNanos - (System.nanoTime() - start);
            if (timeoutNanos != WakeUp.FOREVER && left <= 0) {
                return new Reception.TimedOut();
            }
            if (wakeUp.closedWhileWaiting(fd, left)) {
                return new Reception.Closed();
            }
        }
    }

    /** How many datagrams were dropped because they did not come from the kernel. */
    public long foreignDatagrams() {
        return foreignDatagrams.get();
    }

    private static void check(String operation, int result) throws PosixException {
        if (result == Descriptor.CLOSED) {
            throw PosixException.of(operation, LibC.EBADF);
        }
        LibC.check(operation, result);
    }

    /** Closes the socket; a thread inside {@link #receive()} gets {@link Reception.Closed}. */
    @Override
    public void close() {
        socket.close();
        wakeUp.close();
    }
}
