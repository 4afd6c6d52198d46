package io.aloft.posix;

import com.sun.jna.Memory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A connected Unix datagram socket that never blocks, as {@code /dev/log} wants it. */
public final class UnixDatagram implements AutoCloseable {

    /** {@code sun_path} including its closing zero byte. */
    private static final int PATH_BYTES = 108;

    private final Descriptor socket;

    private UnixDatagram(Descriptor socket) {
        this.socket = socket;
    }

    /**
     * Connects to the socket that listens at {@code path}.
     *
     * @throws PosixException ENOENT or ECONNREFUSED when nobody listens there
     */
    public static UnixDatagram connect(Path path) throws PosixException {
        byte[] name = path.toString().getBytes(StandardCharsets.UTF_8);
        if (name.length >= PATH_BYTES) {
            throw new IllegalArgumentException(
                    "socket path " + path + ": " + name.length + " bytes (expected: at most " + (PATH_BYTES - 1) + ")");
        }
        int type = LibC.SOCK_DGRAM | LibC.SOCK_CLOEXEC | LibC.SOCK_NONBLOCK;
        Descriptor socket = new Descriptor(LibC.check("open datagram socket", LibC.socket(LibC.AF_UNIX, type, 0)));
        try (Memory address = new Memory(2 + PATH_BYTES)) {
            address.clear();
            address.setShort(0, (short) LibC.AF_UNIX);
            address.write(2, name, 0, name.length);
            LibC.check("connect to " + path, LibC.connect(socket.number(), address, 2 + PATH_BYTES));
        } catch (PosixException e) {
            socket.close();
            throw e;
        }
        return new UnixDatagram(socket);
    }

    /**
     * Sends one datagram.
     *
     * @return false when the receiver's queue is full; the datagram is then lost
     * @throws PosixException ECONNREFUSED or ENOTCONN when the receiver went away: connect anew
     */
    public boolean send(byte[] datagram) throws PosixException {
        try (Memory memory = LibC.memoryOf(datagram)) {
            int sent = socket.call(fd -> (int) LibC.send(fd, memory, datagram.length, LibC.MSG_NOSIGNAL));
            if (sent >= 0) {
                return true;
            }
            int errno = sent == Descriptor.CLOSED ? LibC.EBADF : LibC.errno();
            if (errno == LibC.EAGAIN || errno == LibC.ENOBUFS) {
                return false;
            }
            throw PosixException.of("send datagram", errno);
        }
    }

    @Override
    public void close() {
        socket.close();
    }
}
