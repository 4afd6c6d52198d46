package io.aloft.daemon.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aloft.daemon.http.ControlClient.Reply;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class ControlServerTest {

    private static final Routes HELLO = _ -> CompletableFuture.completedFuture(Answer.text("hello\n"));

    @TempDir
    private Path directory = Path.of(".");

    private Path socket = Path.of("");
    private final BlockingQueue<Request> requests = new LinkedBlockingQueue<>();

    @BeforeEach
    void chooseSocket() {
        socket = directory.resolve("run").resolve("control.sock");
    }

    private ControlServer listening(Routes routes) throws IOException {
        return ControlServer.open(socket, request -> {
            requests.add(request);
            return routes.answer(request);
        });
    }

    @Test
    void requestsReachTheRoutesAndAnswersComeBack() throws Exception {
        try (var _ = listening(HELLO)) {
            assertThat(new ControlClient(socket).get("/servers?format=text&x=%5Ba%5D%20b"))
                    .isEqualTo(new Reply(200, "hello\n"));
            assertThat(requests.take())
                    .isEqualTo(new Request("GET", "/servers", Map.of("format", "text", "x", "[a] b")));
            new ControlClient(socket)
                    .post("/servers/override?weight=1", Map.of("weight", "5", "rs", "[a]:tcp:80 &=+ä"));
            assertThat(requests.take())
                    .isEqualTo(
                            new Request("POST", "/servers/override", Map.of("weight", "5", "rs", "[a]:tcp:80 &=+ä")));
        }
    }

    @Test
    void answerMayComeLaterAndBeLarge() throws Exception {
        var later = new CompletableFuture<Answer>();
        String large = "{}".repeat(5_000_000);
        try (var _ = listening(_ -> later)) {
            Thread.ofVirtual().start(() -> {
                requests.peek();
                later.complete(Answer.json(large));
            });
            Reply reply = new ControlClient(socket).get("/servers");
            assertThat(reply.fulfilled()).isTrue();
            assertThat(reply.content()).hasSize(large.length());
        }
    }

    @Test
    void routeThatFailsIsADefectAndTheNextRequestIsAnswered() throws Exception {
        try (var _ = listening(request -> request.path().equals("/")
                ? CompletableFuture.failedFuture(new IllegalStateException("as the test wants"))
                : HELLO.answer(request))) {
            assertThat(new ControlClient(socket).get("/").status()).isEqualTo(500);
            assertThat(new ControlClient(socket).get("/servers").status()).isEqualTo(200);
        }
    }

    /** What is sent raw, and how the answer begins; empty where the connection is only closed. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET / HTTP/1.1^^|HTTP/1.1 200 OK",
                "DELETE / HTTP/1.1^^|HTTP/1.1 405 ",
                "nonsense^^|HTTP/1.1 400 ",
                "GET /?a=%zz HTTP/1.1^^|HTTP/1.1 400 ",
                "POST / HTTP/1.1^content-length: 99999999^^|HTTP/1.1 413 ",
                "POST / HTTP/1.1^content-length: -1^^|HTTP/1.1 400 ",
            })
    void oddRequestsGetAnAnswerToo(String request, String expected) throws Exception {
        try (var _ = listening(HELLO)) {
            assertThat(raw(request.replace("^", "\r\n").getBytes(StandardCharsets.ISO_8859_1)))
                    .startsWith(expected);
        }
    }

    @Test
    void requestsThatAreTooLongAreNotRead() throws Exception {
        try (var _ = listening(HELLO)) {
            assertThat(raw(("GET /" + "x".repeat(100_000) + " HTTP/1.1\r\n\r\n").getBytes(StandardCharsets.US_ASCII)))
                    .doesNotContain("hello");
            assertThat(raw(("GET / HTTP/1.1\r\n" + "a: b\r\n".repeat(50_000) + "\r\n")
                            .getBytes(StandardCharsets.US_ASCII)))
                    .doesNotContain("hello");
            assertThat(new ControlClient(socket).get("/").status()).isEqualTo(200);
        }
    }

    @Test
    void anyBytesAreSurvived() throws Exception {
        long seed = 11;
        var random = new Random(seed);
        try (var _ = listening(HELLO)) {
            for (int i = 0; i < 200; i++) {
                var bytes = new byte[random.nextInt(1, 300)];
                random.nextBytes(bytes);
                if (random.nextBoolean()) {
                    byte[] start = "GET / HTTP/1.1\r\n".getBytes(StandardCharsets.US_ASCII);
                    System.arraycopy(start, 0, bytes, 0, Math.min(start.length, bytes.length));
                }
                bytes[bytes.length - 1] = '\n';
                try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
                    assertThat(channel.write(ByteBuffer.wrap(bytes))).isPositive();
                }
            }
            assertThat(new ControlClient(socket).get("/").status())
                    .as("seed %d", seed)
                    .isEqualTo(200);
        }
    }

    @Test
    void connectionsBeyondTheLimitAreClosedAndOthersGoOn() throws Exception {
        try (var _ = listening(HELLO)) {
            List<SocketChannel> silent = new ArrayList<>();
            for (int i = 0; i < 33; i++) {
                silent.add(SocketChannel.open(UnixDomainSocketAddress.of(socket)));
            }
            assertThat(silent.getLast().read(ByteBuffer.allocate(1)))
                    .as("the last one")
                    .isEqualTo(-1);
            silent.getFirst().close();
            while (!isAnswered()) {
                Thread.onSpinWait();
            }
            for (SocketChannel channel : silent) {
                channel.close();
            }
        }
    }

    private boolean isAnswered() {
        try {
            return new ControlClient(socket).get("/").fulfilled();
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void closedServerLeavesNoSocket() throws Exception {
        try (var _ = listening(HELLO)) {
            assertThat(socket).exists();
        }
        assertThat(socket).doesNotExist();
        assertThatThrownBy(() -> new ControlClient(socket).get("/")).isInstanceOf(IOException.class);
        try (var _ = listening(HELLO)) {
            assertThat(new ControlClient(socket).get("/").status())
                    .as("the next daemon")
                    .isEqualTo(200);
        }
    }

    private String raw(byte[] request) throws IOException {
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
            try {
                ByteBuffer bytes = ByteBuffer.wrap(request);
                while (bytes.hasRemaining()) {
                    if (channel.write(bytes) < 0) {
                        break;
                    }
                }
                return new String(Channels.newInputStream(channel).readAllBytes(), StandardCharsets.UTF_8);
            } catch (IOException e) {
                // The server closed while there was more to say.
                return "";
            }
        }
    }
}
