package io.aloft.checkers.netty;

import io.aloft.checkers.netty.ConnectFailure.Kind;
import io.aloft.model.lvs.ConnectSpec;
import io.netty.channel.ChannelException;
import io.netty.channel.socket.SocketProtocolFamily;
import io.netty.channel.unix.Socket;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * A socket of Netty's native transport, not blocking and not inherited, with everything that a checker wants set before it
 * connects. Netty's own bootstrap would log an option that is refused and go on without it; a check that leaves by another
 * interface than configured must not be made.
 */
final class NativeSocket extends Socket {

    // Numbers of Linux on all architectures but those that Netty's library does not exist for.
    private static final int SOL_SOCKET = 1;
    private static final int SO_BINDTODEVICE = 25;
    private static final int SO_MARK = 36;
    private static final int IPPROTO_IP = 0;
    private static final int IP_RECVERR = 11;
    private static final int IPPROTO_IPV6 = 41;
    private static final int IPV6_RECVERR = 25;

    private NativeSocket(int fd) {
        super(fd);
    }

    /** Mark, interface and source address are set, in this order, as keepalived does. */
    static NativeSocket stream(Route route) throws NotOpened {
        NativeSocket socket;
        try {
            socket = new NativeSocket(newSocketStream0(familyOf(route)));
        } catch (ChannelException e) {
            throw notOpened(Kind.NOT_TRIED, "Checker can't create a socket: ", e);
        }
        socket.prepare(route);
        return socket;
    }

    /** As {@link #stream}; before all that, errors that the network reports are asked for. */
    static NativeSocket datagram(Route route) throws NotOpened {
        NativeSocket socket;
        try {
            socket = new NativeSocket(newSocketDgram0(familyOf(route)));
        } catch (ChannelException e) {
            throw notOpened(Kind.NOT_TRIED, "Checker can't create a socket: ", e);
        }
        boolean ipv4 = route.spec().target().address().isIpv4();
        socket.step(Kind.NOT_TRIED, "Checker can't ask for ICMP errors: ", () -> {
            socket.setIntOpt(ipv4 ? IPPROTO_IP : IPPROTO_IPV6, ipv4 ? IP_RECVERR : IPV6_RECVERR, 1);
        });
        socket.prepare(route);
        return socket;
    }

    private void prepare(Route route) throws NotOpened {
        ConnectSpec spec = route.spec();
        if (spec.mark() != 0) {
            step(Kind.NOT_TRIED, "Checker can't set fwmark " + spec.mark() + ": ", () -> {
                setIntOpt(SOL_SOCKET, SO_MARK, (int) spec.mark());
            });
        }
        String device = spec.bindInterface();
        if (device != null) {
            step(Kind.NOT_BOUND, "Checker can't bind to device " + device + ": ", () -> {
                setRawOpt(SOL_SOCKET, SO_BINDTODEVICE, ByteBuffer.wrap(device.getBytes(StandardCharsets.UTF_8)));
            });
        }
        InetSocketAddress local = route.local();
        if (local != null) {
            step(Kind.NOT_BOUND, "Checker bind failed: ", () -> bind(local));
        }
    }

    /**
     * Begins to connect.
     *
     * @return whether that is done already
     */
    boolean connectNow(InetSocketAddress remote) throws NotOpened {
        try {
            return connect(remote);
        } catch (IOException e) {
            closeQuietly();
            throw new NotOpened(ConnectFailure.of(e));
        }
    }

    /** Closing can fail, but then there is nothing left to close either. */
    void closeQuietly() {
        try {
            close();
        } catch (IOException e) {
            // The number of the descriptor is free again.
        }
    }

    private interface Step {
        void take() throws IOException;
    }

    private void step(Kind kind, String what, Step step) throws NotOpened {
        try {
            step.take();
        } catch (IOException | ChannelException e) {
            closeQuietly();
            throw notOpened(kind, what, e);
        }
    }

    private static NotOpened notOpened(Kind kind, String what, Exception cause) {
        return new NotOpened(new ConnectFailure(kind, what + ConnectFailure.systemText(cause)));
    }

    private static SocketProtocolFamily familyOf(Route route) {
        return route.spec().target().address().isIpv4() ? SocketProtocolFamily.INET : SocketProtocolFamily.INET6;
    }

    /** There is no socket; carries why, and no stack trace, since nobody looks at one. */
    static final class NotOpened extends Exception {
        private static final long serialVersionUID = 1;
        private final transient ConnectFailure failure;

        NotOpened(ConnectFailure failure) {
            super(failure.text(), null, false, false);
            this.failure = failure;
        }

        ConnectFailure failure() {
            return failure;
        }
    }
}
