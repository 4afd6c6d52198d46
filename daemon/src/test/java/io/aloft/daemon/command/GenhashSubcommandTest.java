package io.aloft.daemon.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.aloft.config.host.LiveHostFacts;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What genhash was seen to print for the same answers and the same command lines. */
class GenhashSubcommandTest {

    private static final String USAGE = "Usage: aloft genhash COMMAND [OPTIONS]\nCommands:\n";

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(String... arguments) {
        var surroundings = new Surroundings(
                new LiveHostFacts(),
                "1.0",
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false);
        return Subcommands.run(surroundings, arguments);
    }

    /** One connection that gets {@code answer} once it has sent its request. */
    private String ask(String answer, String... options) throws IOException {
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> {
                try (Socket socket = server.accept()) {
                    var in = socket.getInputStream();
                    int ends = 0;
                    while (ends < 4) {
                        int next = in.read();
                        if (next < 0) {
                            return;
                        }
                        ends = next == '\r' || next == '\n' ? ends + 1 : 0;
                    }
                    socket.getOutputStream().write(answer.getBytes(StandardCharsets.ISO_8859_1));
                } catch (IOException e) {
                    // The test sees that nothing came.
                    return;
                }
            });
            String[] all = new String[7 + options.length];
            String[] always = {"genhash", "-s", "127.0.0.1", "-p", Integer.toString(server.getLocalPort()), "-u", "/a"};
            System.arraycopy(always, 0, all, 0, always.length);
            System.arraycopy(options, 0, all, always.length, options.length);
            assertThat(run(all)).isZero();
        }
        return out.toString(StandardCharsets.ISO_8859_1);
    }

    @ParameterizedTest
    @CsvSource({
        "'HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nhello\n', b1946ac92492d2347c6235b4d2611184",
        "'HTTP/1.1 404 No\r\n\r\nnope', 4101bef8794fed986e95dfb54850c68b",
        "'HTTP/1.1 200 OK\r\n\r\n', d41d8cd98f00b204e9800998ecf8427e",
        "'HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nhello', 46356afe55fa3cea9cbe73ad442cad47"
    })
    void theDigestOfTheBodyIsPrinted(String answer, String digest) throws IOException {
        assertThat(ask(answer)).isEqualTo(digest + "\n");
        assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    @Test
    void noHeaderIsSaidOnStandardError() throws IOException {
        assertThat(ask("junk")).isEmpty();
        assertThat(err.toString(StandardCharsets.UTF_8)).isEqualTo("no data received from remote webserver\n");
    }

    @Test
    void everythingIsShownWhenAskedFor() throws IOException {
        assertThat(ask("HTTP/1.1 200 X\r\nServer: t\r\nContent-Length: 6\r\n\r\nhello\n", "-v")
                        .replaceFirst("= [0-9]+ usecs", "= N usecs"))
                .isEqualTo("""
                    -----------------------[    HTTP Header Buffer    ]-----------------------
                    0000  48 54 54 50 2f 31 2e 31 - 20 32 30 30 20 58 0d 0a   HTTP/1.1 200 X..
                    0016  53 65 72 76 65 72 3a 20 - 74 0d 0a 43 6f 6e 74 65   Server: t..Conte
                    0032  6e 74 2d 4c 65 6e 67 74 - 68 3a 20 36 0d 0a 0d 0a   nt-Length: 6....
                    -----------------------[ HTTP Header Ascii Buffer ]-----------------------
                    HTTP/1.1 200 X\r
                    Server: t\r
                    Content-Length: 6\r
                    \r

                    -----------------------[        HTML Buffer        ]-----------------------
                    0000  68 65 6c 6c 6f 0a       -                           hello.         \s

                    -----------------------[    HTML hash resulting    ]-----------------------
                    0000  b1 94 6a c9 24 92 d2 34 - 7c 62 35 b4 d2 61 11 84   ..j.$..4|b5..a..
                    -----------------------[ HTML hash final resulting ]-----------------------
                    b1946ac92492d2347c6235b4d2611184

                    Global response time for [/a] = N usecs
                    """);
    }

    @Test
    void aRefusedConnectionIsSaidWithStatusZero() throws IOException {
        int port;
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = server.getLocalPort();
        }
        assertThat(run("genhash", "-s", "127.0.0.1", "-p", Integer.toString(port), "-u", "/"))
                .isZero();
        assertThat(out).hasToString("Connection failed\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "-s localhost -p 1 -u / | server should be an IP, not localhost",
                "-s 127.0.0.1 -p 0 -u / | invalid port number '0'",
                "-s 127.0.0.1 -p 80x -u / | invalid port number '80x'",
                "-p x -s y -u / | invalid port number 'x'",
                "-s 127.0.0.1 -p 1 -u / -P 1.2 | invalid HTTP protocol version '1.2'",
                "-s 127.0.0.1 -p 1 -u / -m -1 | invalid fwmark '-1'",
                "-s 127.0.0.1 -p 1 -u / -t 0.5 | invalid timeout '0.5'",
                "-s 127.0.0.1 -p 1 -u / extra | Unexpected argument(s): extra",
                "-s 127.0.0.1 -p 1 -u / -- x | Unexpected argument(s): x",
                "-s 127.0.0.1 -p 1 -u / -q | Unknown option -q",
                "-s 127.0.0.1 -p 1 -u / --use-s | Unknown option --use-s",
                "-s 127.0.0.1 -p 1 -u / --verbose=1 | Unknown option --verbose=1",
                "-s 127.0.0.1 -p 1 -u / -P | Missing parameter for option -P",
            })
    void aMistakeIsNamedAboveTheUsage(String line, String message) {
        assertThat(run(("genhash " + line).split(" ", -1))).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8)).startsWith(message + "\n" + USAGE);
    }

    @ParameterizedTest
    @CsvSource({"-h", "-s 127.0.0.1 -p 1", "-v -v", "-s 127.0.0.1 -p 1 -u / --help", "-s"})
    void theUsageAloneIsShownForTheRest(String line) {
        assertThat(run(("genhash " + line).split(" ", -1))).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8)).startsWith(USAGE);
    }
}
