package io.aloft.daemon.http;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerDomainSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listens on the control socket, on the thread {@code control}. Everything about a connection is bounded: how many there are,
 * how long they last, and how much they may say.
 */
public final class ControlServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ControlServer.class);

    private static final int MOST_CONNECTIONS = 32;
    private static final int MOST_LINE_BYTES = 4096;
    private static final int MOST_HEADER_BYTES = 8192;
    private static final int MOST_CONTENT_BYTES = 16_384;

    private final SocketPath path;
    private final MultiThreadIoEventLoopGroup group;
    private final AtomicInteger connections = new AtomicInteger();

    private ControlServer(SocketPath path) {
        this.path = path;
        this.group = new MultiThreadIoEventLoopGroup(
                1, new DefaultThreadFactory("control", true), NioIoHandler.newFactory());
    }

    /**
     * Listens.
     *
     * @param socket where, as {@link SocketPath#of} says
     * @throws IOException when that is not possible, with a text that says why
     */
    public static ControlServer open(Path socket, ServerControl servers) throws IOException {
        return listening(socket, thread -> new ServerRoutes(servers, thread));
    }

    static ControlServer open(Path socket, Routes routes) throws IOException {
        return listening(socket, _ -> routes);
    }

    private static ControlServer listening(Path socket, Function<Executor, Routes> routes) throws IOException {
        SocketPath path = SocketPath.take(socket);
        var server = new ControlServer(path);
        try {
            server.listen(routes.apply(server.group.next()));
            path.restrict();
            return server;
        } catch (IOException e) {
            server.close();
            throw e;
        }
    }

    private void listen(Routes routes) throws IOException {
        var bound = new ServerBootstrap()
                .group(group)
                .channel(NioServerDomainSocketChannel.class)
                .childHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        welcome(channel, routes);
                    }
                })
                .bind(UnixDomainSocketAddress.of(path.socket()))
                .awaitUninterruptibly();
        if (bound.cause() != null) {
            throw new IOException(
                    "cannot listen at " + path.socket() + ": " + bound.cause().getMessage(), bound.cause());
        }
    }

    private void welcome(Channel channel, Routes routes) {
        if (connections.incrementAndGet() > MOST_CONNECTIONS) {
            connections.decrementAndGet();
            channel.close();
            return;
        }
        channel.closeFuture().addListener(_ -> connections.decrementAndGet());
        channel.pipeline()
                .addLast(new HttpServerCodec(MOST_LINE_BYTES, MOST_HEADER_BYTES, MOST_CONTENT_BYTES))
                .addLast(new HttpObjectAggregator(MOST_CONTENT_BYTES, true))
                .addLast(new Conversation(routes));
    }

    /** Closes every connection and removes the socket. */
    @Override
    public void close() {
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(5, TimeUnit.SECONDS);
        try {
            path.close();
        } catch (IOException e) {
            LOG.warn("{} could not be removed: {}", path.socket(), e.toString());
        }
    }
}
