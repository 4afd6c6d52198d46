package io.aloft.checkers.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.aloft.checkers.netty.OneCheck;
import io.aloft.checkers.netty.ScriptedServer;
import io.aloft.model.lvs.ConnectSpec;
import io.aloft.model.net.Endpoint;
import io.aloft.model.net.IpAddress;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TcpCheckerTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    @ParameterizedTest(name = "native {0}")
    @ValueSource(booleans = {true, false})
    void handshakePassesAndNothingIsSent(boolean epoll) throws Exception {
        var received = new CompletableFuture<Integer>();
        try (var check = open(epoll);
                var server = new ScriptedServer(
                        socket -> received.complete(socket.getInputStream().read()))) {
            var checker = new TcpChecker("rs", check.connector(server.endpoint(), LIMIT));
            assertThat(OneCheck.textOf(check.result(checker))).isEqualTo("passed: TCP connection");
            assertThat(received.get(20, TimeUnit.SECONDS))
                    .as("the end of the stream, orderly")
                    .isEqualTo(-1);
        }
    }

    @ParameterizedTest(name = "native {0}")
    @ValueSource(booleans = {true, false})
    void refusalIsAFailure(boolean epoll) throws Exception {
        try (var check = open(epoll)) {
            var checker = new TcpChecker("rs", check.connector(ScriptedServer.refusing(), LIMIT));
            assertThat(OneCheck.textOf(check.result(checker))).isEqualTo("failed: TCP connection to rs failed.");
        }
    }

    /** This host cannot reach a broadcast address with TCP: the kernel says ENETUNREACH at once. */
    @ParameterizedTest(name = "native {0}")
    @ValueSource(booleans = {true, false})
    void unreachableServerIsAFailure(boolean epoll) throws Exception {
        var nowhere = new Endpoint(IpAddress.of("255.255.255.255"), 80);
        try (var check = open(epoll)) {
            var checker = new TcpChecker("rs", check.connector(nowhere, LIMIT));
            assertThat(OneCheck.textOf(check.result(checker))).isEqualTo("failed: TCP connection to rs failed.");
        }
    }

    @ParameterizedTest(name = "native {0}")
    @ValueSource(booleans = {true, false})
    void addressThatThisHostLacksSaysNothingAboutTheServer(boolean epoll) throws Exception {
        try (var check = open(epoll);
                var server = new ScriptedServer(ScriptedServer::awaitClose)) {
            var foreign = new ConnectSpec(server.endpoint(), IpAddress.of("192.0.2.77"), 0, null, 0, LIMIT);
            var checker = new TcpChecker("rs", check.connector(foreign));
            assertThat(OneCheck.textOf(check.result(checker)))
                    .startsWith("not checked: Checker bind failed: ")
                    .endsWith("TCP socket bind failed. Rescheduling.");
        }
    }

    @ParameterizedTest(name = "native {0}")
    @ValueSource(booleans = {true, false})
    void connectionComesFromTheConfiguredAddress(boolean epoll) throws Exception {
        var peer = new CompletableFuture<String>();
        try (var check = open(epoll);
                var server = new ScriptedServer(
                        socket -> peer.complete(socket.getInetAddress().getHostAddress()))) {
            var spec = new ConnectSpec(server.endpoint(), IpAddress.of("127.0.0.2"), 0, null, 0, LIMIT);
            assertThat(OneCheck.textOf(check.result(new TcpChecker("rs", check.connector(spec)))))
                    .isEqualTo("passed: TCP connection");
            assertThat(peer.get(20, TimeUnit.SECONDS)).isEqualTo("127.0.0.2");
        }
    }

    private static OneCheck open(boolean epoll) {
        return epoll ? OneCheck.withEpoll() : OneCheck.withSelector();
    }
}
