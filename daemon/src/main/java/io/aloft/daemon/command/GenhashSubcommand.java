package io.aloft.daemon.command;

import io.aloft.checkers.genhash.GenhashArguments;
import io.aloft.checkers.genhash.GenhashRefusal;
import io.aloft.checkers.genhash.GenhashText;
import io.aloft.checkers.http.WebFetch;
import io.aloft.checkers.http.WebLayer;
import io.aloft.checkers.netty.CheckEventLoop;
import io.aloft.checkers.tls.TlsClient;
import io.aloft.checkers.tls.TlsFileException;
import io.aloft.model.lvs.ConnectSpec;
import io.aloft.model.lvs.UrlSpec;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** {@code aloft genhash}: the digest that HTTP_GET and SSL_GET would compute, by their own code. */
final class GenhashSubcommand {

    /** Also when there is no digest, as with genhash. */
    private static final int ANSWERED = 0;

    private static final int USAGE = 1;

    /** genhash waits for ever when it is given no time. */
    private static final Duration NO_TIMEOUT = Duration.ofDays(365);

    /** The most of a body that {@code -v} shows. */
    private static final int SHOWN = 64 << 20;

    private final Surroundings surroundings;
    private final String program;

    /** @param program how the usage names this program */
    GenhashSubcommand(Surroundings surroundings, String program) {
        this.surroundings = surroundings;
        this.program = program;
    }

    /** Carries out one command line; the answer is the exit status. */
    int run(List<String> words) {
        try {
            print(GenhashArguments.parse(words));
            return ANSWERED;
        } catch (GenhashRefusal e) {
            surroundings.err().print(e.text() + GenhashText.usage(program));
            return USAGE;
        } catch (TlsFileException e) {
            surroundings.err().println("aloft: " + e.getMessage());
            return USAGE;
        } finally {
            surroundings.out().flush();
            surroundings.err().flush();
        }
    }

    private void print(GenhashArguments arguments) throws TlsFileException {
        long begin = System.nanoTime();
        WebFetch.Fetched fetched = fetch(arguments);
        long micros = TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - begin);
        var answer = new GenhashText.Answer(
                fetched.header(),
                fetched.body(),
                fetched.digest(),
                fetched.noData() ? null : fetched.failure(),
                micros);
        String text = arguments.verbose() ? GenhashText.verbose(answer, arguments.url()) : GenhashText.brief(answer);
        surroundings.out().writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
        if (fetched.noData()) {
            surroundings.err().print(GenhashText.NO_DATA);
        }
    }

    private static WebFetch.Fetched fetch(GenhashArguments arguments) throws TlsFileException {
        Duration timeout = arguments.timeout() == null ? NO_TIMEOUT : arguments.timeout();
        var connect = new ConnectSpec(arguments.target(), null, 0, null, arguments.mark(), timeout);
        String serverName = arguments.serverName() ? arguments.virtualHost() : null;
        var url = new UrlSpec(arguments.url(), List.of(), null, null, arguments.virtualHost(), serverName, false);
        WebLayer layer = arguments.tls() ? TlsClient.of(null) : WebLayer.PLAIN;
        int keep = arguments.verbose() ? SHOWN : 0;
        try (CheckEventLoop loop = CheckEventLoop.open()) {
            return WebFetch.fetch(loop, connect, arguments.protocol(), url, layer, keep)
                    .join();
        }
    }
}
