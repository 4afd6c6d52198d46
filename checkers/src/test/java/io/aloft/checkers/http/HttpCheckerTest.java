package io.aloft.checkers.http;

import static io.aloft.checkers.netty.ScriptedServer.answering;
import static io.aloft.checkers.netty.ScriptedServer.awaitClose;
import static io.aloft.checkers.netty.ScriptedServer.readRequest;
import static io.aloft.checkers.netty.ScriptedServer.send;
import static org.assertj.core.api.Assertions.assertThat;

import io.aloft.checkers.health.CheckResult;
import io.aloft.checkers.netty.Connector;
import io.aloft.checkers.netty.OneCheck;
import io.aloft.checkers.netty.ScriptedServer;
import io.aloft.checkers.netty.ScriptedServer.Behaviour;
import io.aloft.model.lvs.CheckTiming;
import io.aloft.model.lvs.CheckerSpec;
import io.aloft.model.lvs.RegexSpec;
import io.aloft.model.lvs.UrlSpec;
import io.aloft.model.net.Endpoint;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufAllocatorMetricProvider;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Real sockets on the loopback interface. Servers that stall are met with shorter limits than all others. */
class HttpCheckerTest {

    private static final Duration SHORT = Duration.ofMillis(150);
    private static final Duration MEDIUM = Duration.ofMillis(700);
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final CheckTiming TIMING =
            new CheckTiming(Duration.ofSeconds(1), 1, Duration.ofSeconds(1), Duration.ZERO, false, false);
    private static final String HELLO_MD5 = "b1946ac92492d2347c6235b4d2611184";
    private static final String HEAD = "HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\n";

    private final OneCheck check = OneCheck.withEpoll();

    /** Servers, good and bad, and what each is worth. */
    enum Server {
        GOOD("passed: MD5 digest", LONG, answering(HEAD + "hello\n")),
        CHUNKED("failed: MD5 digest error to", LONG, answering("HTTP/1.1 200 OK\r\n\r\n6\r\nhello\n\r\n0\r\n\r\n")),
        WRONG_STATUS("failed: HTTP status code error to", LONG, answering("HTTP/1.1 500 No\r\n\r\nhello\n")),
        WRONG_DIGEST("failed: MD5 digest error to", LONG, answering(HEAD + "hallo\n")),
        NO_END_OF_HEADER("failed: Read, no data received from ", LONG, answering("HTTP/1.1 200 OK\r\nA: b\r\n")),
        CLOSES_AFTER_REQUEST("failed: Read, no data received from ", LONG, answering("")),
        CLOSES_AT_ONCE("failed: Read, no data received from ", LONG, Socket::shutdownOutput),
        CLOSES_IN_THE_HEADER("failed: Read, no data received from ", LONG, answering("HTTP/1.1 200 O")),
        GARBAGE("failed: Read, no data received from ", LONG, answering("\0\1\2\r\n\377\r\n")),
        HTTP_0_9("failed: Read, no data received from ", LONG, answering("<html>hello</html>\n")),
        BARE_LINE_FEEDS("failed: Read, no data received from ", LONG, answering("HTTP/1.1 200 OK\n\nhello\n")),
        NO_REASON_PHRASE("failed: HTTP status code error to", LONG, answering("HTTP/1.1 200\r\n\r\nhello\n")),
        CONTINUE_FIRST("failed: HTTP status code error to", LONG, answering("HTTP/1.1 100 Continue\r\n\r\n" + HEAD)),
        REDIRECT("failed: HTTP status code error to", LONG, answering("HTTP/1.1 302 Found\r\nLocation: /\r\n\r\n")),
        LENGTH_TOO_LARGE(
                "passed: MD5 digest", LONG, answering("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhello\n")),
        MORE_THAN_ITS_LENGTH("passed: MD5 digest", LONG, answering(HEAD + "hello\nand more")),
        HUGE_HEADER("failed: Read, no data received from ", LONG, socket -> {
            readRequest(socket);
            send(socket, "HTTP/1.1 200 OK\r\nX: " + "y".repeat(1 << 20) + "\r\n\r\nhello\n");
        }),
        HALF_CLOSES("passed: MD5 digest", LONG, socket -> {
            readRequest(socket);
            send(socket, HEAD + "hello\n");
            socket.shutdownOutput();
            awaitClose(socket);
        }),
        BYTE_BY_BYTE("passed: MD5 digest", LONG, socket -> {
            readRequest(socket);
            socket.setTcpNoDelay(true);
            for (char c : (HEAD + "hello\n").toCharArray()) {
                send(socket, String.valueOf(c));
            }
        }),
        ENDLESS_HEADER("failed: Read, no data received from ", LONG, socket -> {
            readRequest(socket);
            send(socket, "HTTP/1.1 200 OK\r\n");
            while (true) {
                send(socket, "X-Filler: " + "y".repeat(100) + "\r\n");
            }
        }),
        ENDLESS_BODY("failed: Response body over " + HttpResponse.BODY_LIMIT + " bytes from", LONG, socket -> {
            readRequest(socket);
            send(socket, "HTTP/1.1 200 OK\r\n\r\n");
            byte[] block = new byte[1 << 20];
            while (true) {
                socket.getOutputStream().write(block);
            }
        }),
        RESETS("failed: Read error with", LONG, socket -> {
            readRequest(socket);
            socket.setSoLinger(true, 0);
        }),
        SILENT("failed: Timeout WEB read", SHORT, ScriptedServer::awaitClose),
        STALLS("failed: Timeout HTTP read", MEDIUM, socket -> {
            readRequest(socket);
            send(socket, HEAD + "hel");
            awaitClose(socket);
        }),
        KEEPS_OPEN("failed: Timeout HTTP read", MEDIUM, socket -> {
            readRequest(socket);
            send(socket, HEAD + "hello\n");
            awaitClose(socket);
        });

        private final String result;
        private final Duration timeout;
        private final Behaviour behaviour;

        Server(String result, Duration timeout, Behaviour behaviour) {
            this.result = result;
            this.timeout = timeout;
            this.behaviour = behaviour;
        }
    }

    @Test
    void searchThatFailsUnexpectedlyIsAResultToo() {
        CheckResult result = HttpChecker.verdict(() -> {
            throw new IllegalStateException("a defect, on purpose");
        });
        assertThat(result)
                .isEqualTo(new CheckResult.NotChecked(
                        "Regex search failed: java.lang.IllegalStateException: a defect, on purpose"));
    }

    @AfterEach
    void stop() {
        check.close();
    }

    @ParameterizedTest
    @EnumSource(Server.class)
    void everyServerGetsItsVerdict(Server server) throws Exception {
        try (var running = new ScriptedServer(server.behaviour)) {
            HttpChecker checker = checker(running.endpoint(), server.timeout, HELLO_MD5);
            assertThat(OneCheck.textOf(check.result(checker))).isEqualTo(server.result);
            assertThat(OneCheck.textOf(check.result(checker))).as("and again").isEqualTo(server.result);
            assertThat(check.reports()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @EnumSource(Server.class)
    void theJdksSelectorGivesTheSameVerdicts(Server server) throws Exception {
        try (var running = new ScriptedServer(server.behaviour);
                var selector = OneCheck.withSelector()) {
            Connector connector = selector.connector(running.endpoint(), server.timeout);
            CheckResult result =
                    selector.result(new HttpChecker("rs", "vs", spec(connector, HELLO_MD5), connector, WebLayer.PLAIN));
            assertThat(OneCheck.textOf(result)).isEqualTo(server.result);
        }
    }

    @Test
    void refusalIsAFailure() throws Exception {
        HttpChecker checker = checker(ScriptedServer.refusing(), LONG, null);
        assertThat(OneCheck.textOf(check.result(checker))).isEqualTo("failed: Connection failed");
    }

    @Test
    void requestIsSentAsConfigured() throws Exception {
        var request = new AtomicReference<>("");
        try (var server = new ScriptedServer(socket -> {
            request.set(readRequest(socket));
            send(socket, HEAD + "hello\n");
        })) {
            check.result(checker(server.endpoint(), LONG, null));
            assertThat(request.get())
                    .isEqualTo("GET /index.html HTTP/1.1\r\nUser-Agent: KeepAliveClient\r\nConnection: close\r\nHost: "
                            + server.endpoint() + "\r\n\r\n");
        }
    }

    /** keepalived has no eyes for it either: one connection, one answer. */
    @Test
    void redirectsAreNotFollowed() throws Exception {
        try (var server = new ScriptedServer(answering("HTTP/1.1 302 Found\r\nLocation: /again\r\n\r\n"))) {
            check.result(checker(server.endpoint(), LONG, null));
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    /** The server offers 1 GiB; what it gets rid of is the limit and what lies in the sockets. */
    @Test
    void giantAnswerCostsNoMemoryAndNobodyElseTime() throws Exception {
        var sent = new AtomicLong();
        var goodIsDone = new CountDownLatch(1);
        try (var giant = new ScriptedServer(socket -> {
                    readRequest(socket);
                    send(socket, "HTTP/1.1 200 OK\r\n\r\n");
                    byte[] block = new byte[1 << 20];
                    while (sent.get() < 1L << 30) {
                        socket.getOutputStream().write(block);
                        if (sent.addAndGet(block.length) == 32L << 20) {
                            goodIsDone.await();
                        }
                    }
                });
                var good = new ScriptedServer(answering(HEAD + "hello\n"))) {
            var slow = check.start(checker(giant.endpoint(), LONG, HELLO_MD5), 0);
            assertThat(OneCheck.textOf(check.result(checker(good.endpoint(), LONG, HELLO_MD5))))
                    .isEqualTo("passed: MD5 digest");
            assertThat(slow).isNotDone();
            goodIsDone.countDown();
            assertThat(OneCheck.textOf(slow.get(LONG.toSeconds(), TimeUnit.SECONDS)))
                    .startsWith("failed: Response body over");
            assertThat(sent.get()).isLessThan(HttpResponse.BODY_LIMIT + (64L << 20));
            var buffers = ((ByteBufAllocatorMetricProvider) ByteBufAllocator.DEFAULT).metric();
            assertThat(buffers.usedDirectMemory() + buffers.usedHeapMemory()).isLessThan(32L << 20);
        }
    }

    /** A repeated group needs stack for each round; the thread of the check loop has little. */
    @Test
    void longBodiesAreSearchedForRepeatedGroups() throws Exception {
        String body = "some words ".repeat(2_000) + "end";
        try (var server = new ScriptedServer(answering("HTTP/1.1 200 OK\r\n\r\n" + body))) {
            CheckResult result = check.result(searching("^(?:(\\w+)\\s?)+end$", server.endpoint()));
            assertThat(OneCheck.textOf(result)).isEqualTo("passed: Regex match");
            assertThat(OneCheck.textOf(check.result(searching("^(?:(\\w+) )+end\\d", server.endpoint()))))
                    .isEqualTo("failed: Regex match failed");
        }
    }

    private HttpChecker searching(String pattern, Endpoint target) {
        Connector connector = check.connector(target, LONG);
        var regex = new RegexSpec(pattern, false, Set.of(), 0, null, null);
        var url = new UrlSpec("/", List.of(), null, regex, null, null, false);
        var spec = new CheckerSpec.HttpGet(
                connector.spec(), TIMING, List.of(url), CheckerSpec.WebSettings.of(CheckerSpec.HttpProtocol.HTTP_1_0));
        return new HttpChecker("rs", "vs", spec, connector, WebLayer.PLAIN);
    }

    @Test
    void patternThatCannotBeUsedSaysNothingAboutTheServer() throws Exception {
        try (var server = new ScriptedServer(answering(HEAD + "hello\n"))) {
            CheckResult result = check.result(searching("(?R)", server.endpoint()));
            assertThat(OneCheck.textOf(result)).startsWith("not checked: Invalid regex: '(?R)' at offset");
            assertThat(server.connections()).isZero();
        }
    }

    /** Each wait has the whole limit, so an answer may take many times as long as one wait. */
    @Test
    void slowButSteadyAnswerPasses() throws Exception {
        var bytesSent = new CompletableFuture<Void>();
        try (var server = new ScriptedServer(socket -> {
            readRequest(socket);
            for (char c : (HEAD + "hello\n").toCharArray()) {
                send(socket, String.valueOf(c));
                Thread.sleep(20);
            }
            bytesSent.complete(null);
        })) {
            CheckResult result = check.result(checker(server.endpoint(), MEDIUM, HELLO_MD5));
            assertThat(OneCheck.textOf(result)).isEqualTo("passed: MD5 digest");
            assertThat(bytesSent).isDone();
        }
    }

    /** The good server is asked after 50 servers that hang, on the same thread. */
    @Test
    void hangingServersDelayNobody() throws Exception {
        try (var hanging = new ScriptedServer(ScriptedServer::awaitClose);
                var good = new ScriptedServer(answering(HEAD + "hello\n"))) {
            for (int i = 0; i < 50; i++) {
                check.start(checker(hanging.endpoint(), LONG, null), 0);
            }
            CheckResult result = check.start(checker(good.endpoint(), LONG, null), 0)
                    .get(LONG.toMillis() / 2, TimeUnit.MILLISECONDS);
            assertThat(OneCheck.textOf(result)).isEqualTo("passed: HTTP status code");
            assertThat(check.reports()).as("the others still hang").isEqualTo(1);
        }
    }

    private HttpChecker checker(Endpoint target, Duration timeout, @Nullable String digest) {
        Connector connector = check.connector(target, timeout);
        return new HttpChecker("rs", "vs", spec(connector, digest), connector, WebLayer.PLAIN);
    }

    private static CheckerSpec.HttpGet spec(Connector connector, @Nullable String digest) {
        return new CheckerSpec.HttpGet(
                connector.spec(),
                TIMING,
                List.of(new UrlSpec("/index.html", List.of(), digest, null)),
                CheckerSpec.WebSettings.of(CheckerSpec.HttpProtocol.HTTP_1_1));
    }
}
