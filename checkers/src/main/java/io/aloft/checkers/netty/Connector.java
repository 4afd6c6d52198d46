package io.aloft.checkers.netty;

import io.aloft.model.lvs.ConnectSpec;
import io.aloft.model.net.Endpoint;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.function.Consumer;

/** Makes one connection at a time for a checker, with its source address and its time limit. */
public final class Connector {

    private final CheckEventLoop eventLoop;
    private final ConnectSpec spec;

    public Connector(CheckEventLoop eventLoop, ConnectSpec spec) {
        this.eventLoop = eventLoop;
        this.spec = spec;
    }

    /** The thread on which everything is reported. */
    public EventLoop loop() {
        return eventLoop.loop();
    }

    public ConnectSpec spec() {
        return spec;
    }

    /**
     * Connects. Exactly one of the two consumers is called, on the loop's thread.
     *
     * @param handler sees what the connection brings, from before it is established
     */
    public void connect(ChannelHandler handler, Consumer<Channel> connected, Consumer<ConnectFailure> failed) {
        var bootstrap = new Bootstrap()
                .group(eventLoop.loop())
                .channel(eventLoop.channelType())
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, millis(spec.timeout()))
                .handler(handler);
        if (spec.bindAddress() != null) {
            bootstrap.localAddress(socketAddress(new Endpoint(spec.bindAddress(), spec.bindPort())));
        }
        bootstrap
                .connect(socketAddress(spec.target()))
                .addListener((ChannelFuture future) -> onLoop(() -> finish(future, connected, failed)));
    }

    private static void finish(ChannelFuture future, Consumer<Channel> connected, Consumer<ConnectFailure> failed) {
        Throwable cause = future.cause();
        if (cause == null) {
            connected.accept(future.channel());
        } else {
            failed.accept(ConnectFailure.of(cause));
        }
    }

    /** A socket that could not even be created is reported by Netty from a thread of its own. */
    private void onLoop(Runnable task) {
        if (loop().inEventLoop()) {
            task.run();
        } else {
            loop().execute(task);
        }
    }

    /** Netty counts in milliseconds; a shorter limit is rounded up so that it does not become "none". */
    private static int millis(Duration timeout) {
        return (int) Math.clamp((timeout.toNanos() + 999_999) / 1_000_000, 1, Integer.MAX_VALUE);
    }

    private static InetSocketAddress socketAddress(Endpoint endpoint) {
        try {
            return new InetSocketAddress(
                    InetAddress.getByAddress(endpoint.address().toBytes()), endpoint.port());
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an IpAddress has 4 or 16 bytes", e);
        }
    }
}
