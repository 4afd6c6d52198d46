package io.aloft.checkers.netty;

import io.aloft.checkers.netty.NativeSocket.NotOpened;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.IoEventLoop;
import io.netty.channel.epoll.EpollDatagramChannel;
import java.util.function.Consumer;

/** Sockets of Netty's native transport: all of a {@link io.aloft.model.lvs.ConnectSpec} works. */
final class NativeDialer implements Dialer {

    private final IoEventLoop loop;

    NativeDialer(IoEventLoop loop) {
        this.loop = loop;
    }

    @Override
    public void probe(Route route, Runnable connected, Consumer<ConnectFailure> failed) {
        dial(route, true, _ -> connected.run(), failed);
    }

    @Override
    public void connect(Route route, Consumer<Channel> connected, Consumer<ConnectFailure> failed) {
        dial(route, false, socket -> adopt(socket, route, connected, failed), failed);
    }

    /** Makes a channel of a connected socket. One that was reset meanwhile tells its handlers so. */
    void adopt(NativeSocket socket, Route route, Consumer<Channel> connected, Consumer<ConnectFailure> failed) {
        var channel = new CheckChannel(socket.intValue(), route.remote());
        try {
            connected.accept(channel);
        } catch (RuntimeException e) {
            // Its handlers are not there. Netty's loop would log this, pause, and leave the socket open.
            socket.closeQuietly();
            failed.accept(
                    new ConnectFailure(ConnectFailure.Kind.NOT_TRIED, "Checker can't prepare a connection: " + e));
            return;
        }
        loop.register(channel).addListener(registered -> {
            if (!registered.isSuccess()) {
                // Its handlers have heard nothing and will not.
                failed.accept(new ConnectFailure(
                        ConnectFailure.Kind.NOT_TRIED, "Checker can't wait for a socket: " + registered.cause()));
            }
        });
    }

    @Override
    public void openDatagram(Route route, Consumer<Channel> connected, Consumer<ConnectFailure> failed) {
        NativeSocket socket;
        try {
            socket = NativeSocket.datagram(route);
            socket.connectNow(route.remote());
        } catch (NotOpened e) {
            failed.accept(e.failure());
            return;
        }
        // Netty does not learn that it is connected: from sockets of which it knows, it takes an empty datagram for
        // none.
        var channel = new EpollDatagramChannel(socket.intValue());
        loop.register(channel).addListener((ChannelFuture registered) -> {
            if (registered.isSuccess()) {
                connected.accept(channel);
            } else {
                failed.accept(ConnectFailure.of(registered.cause()));
            }
        });
    }

    /** @param closes whether the socket is closed as soon as it is connected */
    private void dial(Route route, boolean closes, Consumer<NativeSocket> connected, Consumer<ConnectFailure> failed) {
        NativeSocket socket;
        boolean done;
        try {
            socket = NativeSocket.stream(route);
            done = socket.connectNow(route.remote());
        } catch (NotOpened e) {
            failed.accept(e.failure());
            return;
        }
        if (done) {
            if (closes) {
                socket.closeQuietly();
            }
            connected.accept(socket);
        } else {
            new PendingConnect(socket, closes, connected, failed).await(loop, route.timeoutNanos());
        }
    }
}
