package io.aloft.checkers.tls;

import static io.aloft.checkers.netty.ScriptedServer.awaitClose;
import static io.aloft.checkers.netty.ScriptedServer.readRequest;
import static io.aloft.checkers.netty.ScriptedServer.send;
import static org.assertj.core.api.Assertions.assertThat;

import io.aloft.checkers.http.HttpChecker;
import io.aloft.checkers.netty.FullServer;
import io.aloft.checkers.netty.OneCheck;
import io.aloft.checkers.netty.ScriptedServer;
import io.aloft.checkers.netty.ScriptedServer.Behaviour;
import io.aloft.model.lvs.CheckTiming;
import io.aloft.model.lvs.CheckerSpec;
import io.aloft.model.lvs.TlsClientSpec;
import io.aloft.model.lvs.UrlSpec;
import io.aloft.model.net.Endpoint;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Real sockets on the loopback interface. Servers that stall are met with shorter limits than all others. */
class SslGetTest {

    private static final Duration SHORT = Duration.ofMillis(300);
    private static final Duration MEDIUM = Duration.ofMillis(1_500);
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final String HEAD = "HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\n";
    private static final String HANDSHAKE = "failed: SSL handshake/communication error connecting to";

    private final OneCheck check = OneCheck.withEpoll();

    /** Servers, good and bad, and what each is worth. */
    enum Server {
        GOOD("passed: HTTP status code", LONG, tls("server.pem", page(HEAD + "hello\n"))),
        RSA("passed: HTTP status code", LONG, tls("client.pem", page(HEAD + "hello\n"))),
        EXPIRED("passed: HTTP status code", LONG, tls("expired.pem", page(HEAD + "hello\n"))),
        TLS_1_2("passed: HTTP status code", LONG, only("server.pem", "TLSv1.2")),
        TLS_1_1("passed: HTTP status code", LONG, only("client.pem", "TLSv1.1")),
        TLS_1_0("passed: HTTP status code", LONG, only("client.pem", "TLSv1")),
        WRONG_STATUS("failed: HTTP status code error to", LONG, tls("server.pem", page("HTTP/1.1 500 No\r\n\r\n"))),
        NO_HEADER("failed: Read, no data received from ", LONG, tls("server.pem", page("HTTP/1.1 200 OK\r\n"))),
        NOTHING("failed: Read, no data received from ", LONG, tls("server.pem", page(""))),
        BYTE_BY_BYTE("passed: HTTP status code", LONG, tls("server.pem", socket -> {
            readRequest(socket);
            for (char c : (HEAD + "hello\n").toCharArray()) {
                send(socket, String.valueOf(c));
            }
        })),
        NO_CLOSE_NOTIFY("passed: HTTP status code", LONG, withRaw("server.pem", (_, tls) -> {
            readRequest(tls);
            send(tls, HEAD + "hello\n");
        })),
        KEEPS_OPEN_AFTER_CLOSE_NOTIFY("passed: HTTP status code", LONG, tls("server.pem", socket -> {
            readRequest(socket);
            send(socket, HEAD + "hello\n");
            socket.shutdownOutput();
            awaitClose(socket);
        })),
        GARBAGE_AFTER_HEADER("passed: HTTP status code", LONG, withRaw("server.pem", (raw, tls) -> {
            readRequest(tls);
            send(tls, HEAD + "hel");
            send(raw, "garbage ".repeat(10));
            awaitClose(raw);
        })),
        GARBAGE_BEFORE_HEADER("failed: SSL read error from", LONG, withRaw("server.pem", (raw, tls) -> {
            readRequest(tls);
            send(raw, "garbage ".repeat(10));
            awaitClose(raw);
        })),
        PLAINTEXT(HANDSHAKE, LONG, socket -> send(socket, "HTTP/1.1 400 Bad Request\r\n\r\n")),
        ALERT(HANDSHAKE, LONG, socket -> {
            socket.getInputStream().read();
            socket.getOutputStream().write(HexFormat.of().parseHex("15030300020228"));
            awaitClose(socket);
        }),
        CUT_RECORD(HANDSHAKE, LONG, socket -> {
            socket.getInputStream().read();
            socket.getOutputStream().write(HexFormat.of().parseHex("160303007a0200"));
        }),
        CLOSES_AT_ONCE(HANDSHAKE, LONG, _ -> {}),
        RESETS_IN_HANDSHAKE(HANDSHAKE, LONG, socket -> {
            socket.getInputStream().read();
            socket.setSoLinger(true, 0);
        }),
        SILENT("failed: Timeout connecting", SHORT, ScriptedServer::awaitClose),
        SILENT_AFTER_HANDSHAKE("failed: Timeout WEB read", MEDIUM, tls("server.pem", ScriptedServer::awaitClose)),
        STALLS("failed: Timeout SSL read", MEDIUM, tls("server.pem", socket -> {
            readRequest(socket);
            send(socket, HEAD + "hel");
            awaitClose(socket);
        })),
        DRIPS("failed: Timeout SSL read", MEDIUM, tls("server.pem", socket -> {
            readRequest(socket);
            send(socket, HEAD);
            while (true) {
                send(socket, "x");
                Thread.sleep(20);
            }
        }));

        private final String result;
        private final Duration timeout;
        private final Behaviour behaviour;

        Server(String result, Duration timeout, Behaviour behaviour) {
            this.result = result;
            this.timeout = timeout;
            this.behaviour = behaviour;
        }
    }

    @FunctionalInterface
    private interface RawTalk {
        void serve(Socket raw, SSLSocket tls) throws IOException, InterruptedException;
    }

    private static TlsServer.Talk page(String response) {
        return socket -> {
            readRequest(socket);
            send(socket, response);
            socket.close();
        };
    }

    private static Behaviour tls(String certificate, TlsServer.Talk talk) {
        return TlsServer.serving(certificate, _ -> {}, talk);
    }

    private static Behaviour only(String certificate, String version) {
        return TlsServer.serving(
                certificate, socket -> socket.setEnabledProtocols(new String[] {version}), page(HEAD + "hello\n"));
    }

    /** The server can also write beside TLS, and closes without a word. */
    private static Behaviour withRaw(String certificate, RawTalk talk) {
        return raw -> tls(certificate, tls -> talk.serve(raw, tls)).serve(raw);
    }

    @AfterEach
    void stop() {
        check.close();
    }

    @ParameterizedTest
    @EnumSource(Server.class)
    void everyServerGetsItsVerdict(Server server) throws Exception {
        try (var running = new ScriptedServer(server.behaviour)) {
            HttpChecker checker = checker(running.endpoint(), server.timeout, url(null, false), null);
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
            var connector = selector.connector(running.endpoint(), server.timeout);
            var spec = new CheckerSpec.SslGet(connector.spec(), timing(), List.of(url(null, false)), settings());
            var checker = new HttpChecker("rs", "vs", spec, connector, TlsClient.of(null));
            assertThat(OneCheck.textOf(selector.result(checker))).isEqualTo(server.result);
        }
    }

    @Test
    void refusalAndSilenceBeforeTlsAreWordedAsForHttp() throws Exception {
        assertThat(OneCheck.textOf(check.result(checker(ScriptedServer.refusing(), LONG, url(null, false), null))))
                .isEqualTo("failed: Connection failed");
        try (var full = new FullServer()) {
            assertThat(OneCheck.textOf(check.result(checker(full.endpoint(), SHORT, url(null, false), null))))
                    .isEqualTo("failed: Timeout connecting");
        }
    }

    /** The JDK's own class for names would refuse the last two. RFC 6066 section 3: type 0, length, name. */
    @ParameterizedTest
    @ValueSource(strings = {"www.example.com", "with_underscore.example", "dot.example."})
    void serverNameIsSentAsWritten(String name) throws Exception {
        var hello = new CompletableFuture<String>();
        try (var server = new ScriptedServer(socket -> hello.complete(firstRecord(socket)))) {
            var checker = checker(server.endpoint(), LONG, url(name, false), null);
            assertThat(OneCheck.textOf(check.result(checker))).isEqualTo(HANDSHAKE);
            assertThat(hello.get(20, TimeUnit.SECONDS)).contains("\0\0" + (char) name.length() + name);
        }
    }

    private static String firstRecord(Socket socket) throws IOException {
        byte[] head = socket.getInputStream().readNBytes(5);
        int length = (head[3] & 0xff) << 8 | head[4] & 0xff;
        return new String(socket.getInputStream().readNBytes(length), StandardCharsets.ISO_8859_1);
    }

    @Test
    void noServerNameIsSentUnlessOneIsConfigured() throws Exception {
        var names = new CompletableFuture<List<SNIServerName>>();
        try (var server = new ScriptedServer(tls("server.pem", socket -> {
            names.complete(((ExtendedSSLSession) socket.getSession()).getRequestedServerNames());
            page(HEAD + "hello\n").serve(socket);
        }))) {
            check.result(checker(server.endpoint(), LONG, url(null, false), null));
            assertThat(names.get(20, TimeUnit.SECONDS)).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {"good.example, passed", "bad.example, failed", "-, passed"})
    void serverMayRefuseAName(@Nullable String name, String result) throws Exception {
        TlsServer.Settings strict = socket -> {
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setSNIMatchers(List.of(SNIHostName.createSNIMatcher("good\\.example")));
            socket.setSSLParameters(parameters);
        };
        try (var server = new ScriptedServer(TlsServer.serving("server.pem", strict, page(HEAD + "hello\n")))) {
            var checker = checker(server.endpoint(), LONG, url(name, false), null);
            assertThat(OneCheck.textOf(check.result(checker)))
                    .isEqualTo(result.equals("passed") ? "passed: HTTP status code" : HANDSHAKE);
        }
    }

    @Test
    void ownCertificateIsShownToWhoAsks() throws Exception {
        var subject = new CompletableFuture<String>();
        TlsServer.Settings asking = socket -> socket.setNeedClientAuth(true);
        TlsServer.Talk looking = socket -> {
            var shown = (X509Certificate) socket.getSession().getPeerCertificates()[0];
            subject.complete(shown.getSubjectX500Principal().getName());
            page(HEAD + "hello\n").serve(socket);
        };
        var own = new TlsClientSpec(
                null, PemFileTest.resource("client.pem"), PemFileTest.resource("rsa-encrypted.pem"), "secret");
        try (var server = new ScriptedServer(TlsServer.serving("server.pem", asking, looking))) {
            var with = checker(server.endpoint(), LONG, url(null, false), own);
            assertThat(OneCheck.textOf(check.result(with))).isEqualTo("passed: HTTP status code");
            assertThat(subject.get(20, TimeUnit.SECONDS)).isEqualTo("CN=client.example");
            var without = checker(server.endpoint(), LONG, url(null, false), null);
            assertThat(OneCheck.textOf(check.result(without))).startsWith("failed: ");
        }
    }

    @ParameterizedTest
    @CsvSource({"true, close_notify", "false, none"})
    void closeNotifyIsSentWhereTlsCompliantIsWritten(boolean compliant, String end) throws Exception {
        var seen = new CompletableFuture<String>();
        try (var server = new ScriptedServer(withRaw("server.pem", (raw, tls) -> {
            readRequest(tls);
            send(tls, HEAD + "hello\n");
            tls.shutdownOutput();
            seen.complete(raw.getInputStream().read() < 0 ? "none" : "close_notify");
        }))) {
            var checker = checker(server.endpoint(), LONG, url(null, compliant), null);
            assertThat(OneCheck.textOf(check.result(checker))).isEqualTo("passed: HTTP status code");
            assertThat(seen.get(20, TimeUnit.SECONDS)).isEqualTo(end);
        }
    }

    private HttpChecker checker(Endpoint target, Duration timeout, UrlSpec url, @Nullable TlsClientSpec own)
            throws TlsFileException {
        var connector = check.connector(target, timeout);
        var spec = new CheckerSpec.SslGet(connector.spec(), timing(), List.of(url), settings());
        return new HttpChecker("rs", "vs", spec, connector, TlsClient.of(own));
    }

    private static UrlSpec url(@Nullable String serverName, boolean closeNotify) {
        return new UrlSpec("/", List.of(), null, null, null, serverName, closeNotify);
    }

    private static CheckTiming timing() {
        return new CheckTiming(Duration.ofSeconds(1), 1, Duration.ofSeconds(1), Duration.ZERO, false, false);
    }

    private static CheckerSpec.WebSettings settings() {
        return CheckerSpec.WebSettings.of(CheckerSpec.HttpProtocol.HTTP_1_1);
    }
}
