package io.aloft.netlink.exchange;

import io.aloft.posix.NetlinkSocket;
import io.aloft.posix.PosixException;
import io.aloft.posix.Reception;
import java.time.Duration;

/** What carries datagrams to the kernel and back: a {@link NetlinkSocket}, or a script in tests. */
interface Datagrams extends AutoCloseable {

    /** The number by which the kernel addresses its answers. */
    int portId();

    /** Sends one datagram, which the kernel has handled when this returns. */
    void send(byte[] datagram) throws PosixException;

    /** Waits at most {@code timeout} for a datagram of the kernel. */
    Reception receive(Duration timeout) throws PosixException;

    @Override
    void close();

    /** Those of a socket, which is closed with this. */
    static Datagrams of(NetlinkSocket socket) {
        return new Datagrams() {
            @Override
            public int portId() {
                return socket.portId();
            }

            @Override
            public void send(byte[] datagram) throws PosixException {
                socket.send(datagram);
            }

            @Override
            public Reception receive(Duration timeout) throws PosixException {
                return socket.receive(timeout);
            }

            @Override
            public void close() {
                socket.close();
            }
        };
    }
}
