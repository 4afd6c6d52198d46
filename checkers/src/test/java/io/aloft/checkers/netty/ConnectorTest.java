package io.aloft.checkers.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.aloft.checkers.netty.ConnectFailure.Kind;
import io.aloft.model.lvs.ConnectSpec;
import io.aloft.model.net.Endpoint;
import io.aloft.model.net.IpAddress;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.DatagramPacket;
import io.netty.channel.unix.IntegerUnixChannelOption;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real sockets on the loopback interface. */
class ConnectorTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final CheckEventLoop epoll = CheckEventLoop.epoll();
    private final CheckEventLoop selector = CheckEventLoop.selector();

    @AfterEach
    void stop() {
        epoll.close();
        selector.close();
    }

    /** A number that no interface has. */
    @Test
    void missingInterfaceIsNoFaultOfTheServer() throws Exception {
        try (var server = new ScriptedServer(ScriptedServer::awaitClose)) {
            ConnectFailure failure = failure(epoll, spec(server.endpoint(), null, 0, "no-such-if", 0));
            assertThat(failure.kind()).isEqualTo(Kind.NOT_BOUND);
            assertThat(failure.text()).isEqualTo("Checker can't bind to device no-such-if: No such device");
            assertThat(server.connections()).isZero();
        }
    }

    @Test
    void interfaceIsBoundTo() throws Exception {
        try (var server = new ScriptedServer(ScriptedServer::awaitClose)) {
            Channel channel = connected(epoll, spec(server.endpoint(), null, 0, "lo", 0));
            assertThat(channel.isActive()).isTrue();
            channel.close().sync();
        }
    }

    @Test
    @Tag("lab")
    void packetsAreMarked() throws Exception {
        try (var server = new ScriptedServer(ScriptedServer::awaitClose)) {
            Channel channel = connected(epoll, spec(server.endpoint(), null, 0, null, 0xfffffffeL));
            var mark = new IntegerUnixChannelOption("SO_MARK", 1, 36);
            assertThat(channel.config().getOption(mark)).isEqualTo(0xfffffffe);
            channel.close().sync();
        }
    }

    @Test
    void selectorOfTheJdkCanNeitherMarkNorBindToAnInterface() throws Exception {
        try (var server = new ScriptedServer(ScriptedServer::awaitClose)) {
            for (ConnectSpec spec : new ConnectSpec[] {
                spec(server.endpoint(), null, 0, "lo", 0), spec(server.endpoint(), null, 0, null, 7)
            }) {
                ConnectFailure failure = failure(selector, spec);
                assertThat(failure.kind()).isEqualTo(Kind.NOT_TRIED);
                assertThat(failure.text()).startsWith("fwmark and bind_if need Netty's native library");
            }
            assertThat(server.connections()).isZero();
        }
    }

    @Test
    void sourceAddressThatIsNotHereIsNoFaultOfTheServer() throws Exception {
        try (var server = new ScriptedServer(ScriptedServer::awaitClose)) {
            ConnectSpec spec = spec(server.endpoint(), "192.0.2.77", 0, null, 0);
            assertThat(failure(epoll, spec))
                    .isEqualTo(
                            new ConnectFailure(Kind.NOT_BOUND, "Checker bind failed: Cannot assign requested address"));
            assertThat(failure(selector, spec).kind()).isEqualTo(Kind.NOT_BOUND);
        }
    }

    @ParameterizedTest(name = "native {0}")
    @ValueSource(booleans = {true, false})
    void sourcePortCountsWithASourceAddressOnly(boolean nativeSockets) throws Exception {
        int free;
        try (var socket = new DatagramSocket(0, InetAddress.getByName("127.0.0.2"))) {
            free = socket.getLocalPort();
        }
        try (var server = new ScriptedServer(ScriptedServer::awaitClose)) {
            Channel bound = connected(loop(nativeSockets), spec(server.endpoint(), "127.0.0.2", free, null, 0));
            assertThat(bound.localAddress()).hasToString("/127.0.0.2:" + free);
            Channel unbound = connected(loop(nativeSockets), spec(server.endpoint(), null, free, null, 0));
            assertThat(unbound.localAddress().toString()).doesNotEndWith(":" + free);
            bound.close().sync();
            unbound.close().sync();
        }
    }

    /** The queue of the listener is full, so nobody answers; the limit is no multiple of a millisecond. */
    @Test
    void silenceIsATimeout() throws Exception {
        try (var full = new FullServer()) {
            ConnectSpec spec = ConnectSpec.to(full.endpoint(), Duration.ofNanos(30_001_000));
            assertThat(failure(epoll, spec).kind()).isEqualTo(Kind.TIMEOUT);
            assertThat(failure(selector, spec).kind()).isEqualTo(Kind.TIMEOUT);
        }
    }

    @ParameterizedTest(name = "native {0}")
    @ValueSource(booleans = {true, false})
    void probeSendsNothing(boolean nativeSockets) throws Exception {
        var received = new CompletableFuture<Integer>();
        try (var server = new ScriptedServer(
                socket -> received.complete(socket.getInputStream().read()))) {
            CheckEventLoop loop = loop(nativeSockets);
            var connector = new Connector(loop, ConnectSpec.to(server.endpoint(), LIMIT));
            var done = new CompletableFuture<String>();
            loop.loop()
                    .execute(() -> connector.probe(
                            () -> done.complete("connected"), failure -> done.complete(failure.toString())));
            assertThat(done.get(20, TimeUnit.SECONDS)).isEqualTo("connected");
            assertThat(received.get(20, TimeUnit.SECONDS)).isEqualTo(-1);
        }
    }

    @ParameterizedTest(name = "native {0}")
    @ValueSource(booleans = {true, false})
    void datagramsGoToThePeerAndComeBack(boolean nativeSockets) throws Exception {
        try (var peer = new DatagramSocket(0, InetAddress.getByName("127.0.0.1"))) {
            var received = new CompletableFuture<String>();
            Channel channel = opened(loop(nativeSockets), peer.getLocalPort(), received);
            channel.writeAndFlush(Unpooled.copiedBuffer("ping", StandardCharsets.US_ASCII))
                    .sync();
            var packet = new java.net.DatagramPacket(new byte[100], 100);
            peer.receive(packet);
            packet.setData("pong".getBytes(StandardCharsets.US_ASCII));
            peer.send(packet);
            assertThat(received.get(20, TimeUnit.SECONDS)).isEqualTo("pong");
            channel.close().sync();
        }
    }

    @ParameterizedTest(name = "native {0}")
    @ValueSource(booleans = {true, false})
    void portThatIsClosedIsReported(boolean nativeSockets) throws Exception {
        int closed;
        try (var socket = new DatagramSocket(0, InetAddress.getByName("127.0.0.1"))) {
            closed = socket.getLocalPort();
        }
        var received = new CompletableFuture<String>();
        Channel channel = opened(loop(nativeSockets), closed, received);
        channel.writeAndFlush(Unpooled.copiedBuffer("ping", StandardCharsets.US_ASCII));
        assertThat(received.get(20, TimeUnit.SECONDS)).isEqualTo("REFUSED");
        channel.close().sync();
    }

    @Test
    void handlersThatCannotBeMadeAreAResultAndLeaveNoSocket() throws Exception {
        var closed = new CompletableFuture<Integer>();
        try (var server = new ScriptedServer(
                socket -> closed.complete(socket.getInputStream().read()))) {
            Route route = Route.of(ConnectSpec.to(server.endpoint(), LIMIT));
            NativeSocket socket = NativeSocket.stream(route);
            socket.connectNow(route.remote());
            var result = new CompletableFuture<String>();
            var dialer = new NativeDialer(epoll.loop());
            epoll.loop()
                    .execute(() -> dialer.adopt(
                            socket,
                            route,
                            _ -> {
                                throw new IllegalStateException("as the test wants");
                            },
                            failure -> result.complete(failure.kind().toString())));
            assertThat(result.get(20, TimeUnit.SECONDS)).isEqualTo("NOT_TRIED");
            assertThat(closed.get(20, TimeUnit.SECONDS)).isEqualTo(-1);
        }
    }

    /** The moment between the handshake and the channel is short, but there are many checks. */
    @Test
    void handlersHearOfAResetBeforeThereIsAChannel() throws Exception {
        var reset = new CompletableFuture<Void>();
        try (var server = new ScriptedServer(socket -> {
            socket.setSoLinger(true, 0);
            socket.close();
            reset.complete(null);
        })) {
            Route route = Route.of(ConnectSpec.to(server.endpoint(), LIMIT));
            NativeSocket socket = NativeSocket.stream(route);
            socket.connectNow(route.remote());
            reset.get(20, TimeUnit.SECONDS);
            var result = new CompletableFuture<String>();
            var dialer = new NativeDialer(epoll.loop());
            epoll.loop()
                    .execute(() -> dialer.adopt(
                            socket,
                            route,
                            channel -> channel.pipeline().addLast(new ChannelInboundHandlerAdapter() {
                                @Override
                                public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
                                    result.complete(ConnectFailure.errnoText(cause));
                                }
                            }),
                            failure -> result.complete(failure.kind().toString())));
            assertThat(result.get(20, TimeUnit.SECONDS)).isEqualTo("errno 104 (Connection reset by peer)");
        }
    }

    private Channel opened(CheckEventLoop loop, int port, CompletableFuture<String> received) throws Exception {
        var target = new Endpoint(IpAddress.of("127.0.0.1"), port);
        Channel channel = await(loop, ConnectSpec.to(target, LIMIT), Connector::openDatagram);
        channel.pipeline().addLast(new ChannelInboundHandlerAdapter() {
            @Override
            public void channelRead(ChannelHandlerContext context, Object message) {
                var packet = (DatagramPacket) message;
                received.complete(packet.content().toString(StandardCharsets.US_ASCII));
                packet.release();
            }

            @Override
            public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
                received.complete(ConnectFailure.of(cause).kind().toString());
            }
        });
        return channel;
    }

    private CheckEventLoop loop(boolean nativeSockets) {
        return nativeSockets ? epoll : selector;
    }

    private static ConnectSpec spec(
            Endpoint target, @Nullable String source, int port, @Nullable String device, long mark) {
        return new ConnectSpec(target, source == null ? null : IpAddress.of(source), port, device, mark, LIMIT);
    }

    private interface Way {
        void take(Connector connector, Consumer<Channel> connected, Consumer<ConnectFailure> failed);
    }

    private static Channel await(CheckEventLoop loop, ConnectSpec spec, Way way) throws Exception {
        var result = new CompletableFuture<Channel>();
        var connector = new Connector(loop, spec);
        loop.loop()
                .execute(() -> way.take(
                        connector,
                        result::complete,
                        failure -> result.completeExceptionally(new AssertionError(failure))));
        return result.get(20, TimeUnit.SECONDS);
    }

    private static Channel connected(CheckEventLoop loop, ConnectSpec spec) throws Exception {
        Channel channel = await(loop, spec, Connector::connect);
        // The channel is handed out before it is registered, on the loop's thread; afterwards it is.
        loop.loop().submit(() -> {}).sync();
        return channel;
    }

    private static ConnectFailure failure(CheckEventLoop loop, ConnectSpec spec) throws Exception {
        var result = new CompletableFuture<ConnectFailure>();
        var connector = new Connector(loop, spec);
        loop.loop()
                .execute(() -> connector.connect(
                        channel -> result.completeExceptionally(new AssertionError("connected: " + channel)),
                        result::complete));
        return result.get(20, TimeUnit.SECONDS);
    }
}
