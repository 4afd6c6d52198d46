package io.aloft.checkers.netty;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.util.function.Consumer;

/** Sockets of the JDK, where Netty's library cannot be loaded: they take no mark and no interface. */
final class SelectorDialer implements Dialer {

    private final EventLoop loop;
    private final Bootstrap streams;
    private final Bootstrap datagrams;

    SelectorDialer(EventLoop loop) {
        this.loop = loop;
        this.streams = bootstrap().channelFactory(NioSocketChannel::new);
        this.datagrams = bootstrap().channelFactory(NioDatagramChannel::new);
    }

    private Bootstrap bootstrap() {
        return new Bootstrap().group(loop).disableResolver().handler(new NoHandler());
    }

    /** Handlers are added when there is a connection, before it becomes active. */
    @ChannelHandler.Sharable
    private static final class NoHandler extends ChannelInboundHandlerAdapter {}

    @Override
    public void probe(Route route, Runnable connected, Consumer<ConnectFailure> failed) {
        connect(
                route,
                channel -> {
                    channel.close();
                    connected.run();
                },
                failed);
    }

    @Override
    public void connect(Route route, Consumer<Channel> connected, Consumer<ConnectFailure> failed) {
        open(
                streams.clone().option(ChannelOption.CONNECT_TIMEOUT_MILLIS, millis(route.timeoutNanos())),
                route,
                connected,
                failed);
    }

    @Override
    public void openDatagram(Route route, Consumer<Channel> connected, Consumer<ConnectFailure> failed) {
        open(datagrams, route, connected, failed);
    }

    private void open(Bootstrap bootstrap, Route route, Consumer<Channel> connected, Consumer<ConnectFailure> failed) {
        if (route.spec().mark() != 0 || route.spec().bindInterface() != null) {
            failed.accept(new ConnectFailure(
                    ConnectFailure.Kind.NOT_TRIED,
                    "fwmark and bind_if need Netty's native library, which cannot be loaded here"));
            return;
        }
        bootstrap
                .connect(route.remote(), route.local())
                .addListener((ChannelFuture future) -> onLoop(() -> {
                    Throwable cause = future.cause();
                    if (cause == null) {
                        connected.accept(future.channel());
                    } else {
                        failed.accept(ConnectFailure.of(cause));
                    }
                }));
    }

    /** A socket that could not even be created is reported by Netty from a thread of its own. */
    private void onLoop(Runnable task) {
        if (loop.inEventLoop()) {
            task.run();
        } else {
            loop.execute(task);
        }
    }

    /** Netty counts in milliseconds here; a shorter limit is rounded up so that it does not become "none". */
    private static int millis(long nanos) {
        return (int) Math.clamp((nanos + 999_999) / 1_000_000, 1, Integer.MAX_VALUE);
    }
}
