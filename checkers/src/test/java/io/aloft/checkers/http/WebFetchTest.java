package io.aloft.checkers.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.aloft.checkers.http.WebFetch.Fetched;
import io.aloft.checkers.netty.CheckEventLoop;
import io.aloft.checkers.netty.ScriptedServer;
import io.aloft.model.lvs.CheckerSpec.HttpProtocol;
import io.aloft.model.lvs.ConnectSpec;
import io.aloft.model.lvs.UrlSpec;
import io.aloft.model.net.Endpoint;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WebFetchTest {

    private static final String HEAD = "HTTP/1.1 404 X\r\nServer: t\r\nContent-Length: 6\r\n\r\n";

    private final CheckEventLoop loop = CheckEventLoop.open();

    @AfterEach
    void stop() {
        loop.close();
    }

    /** No status is wrong here: what is asked for is the digest, and the bytes that it is of. */
    @Test
    void handsOutWhatACheckWouldJudge() throws Exception {
        try (var server = new ScriptedServer(ScriptedServer.answering(HEAD + "hello\nand more"))) {
            Fetched fetched = fetch(server.endpoint(), Duration.ofDays(365), 8);
            assertThat(fetched.failure()).isNull();
            assertThat(fetched.digest()).isEqualTo("b1946ac92492d2347c6235b4d2611184");
            assertThat(new String(fetched.header(), StandardCharsets.US_ASCII)).isEqualTo(HEAD);
            assertThat(new String(fetched.body(), StandardCharsets.US_ASCII)).isEqualTo("hello\n");
            assertThat(fetched.bodyLength()).isEqualTo(14);
            assertThat(fetched.noData()).isFalse();
        }
    }

    @Test
    void saysWhyThereIsNoDigest() throws Exception {
        Duration wait = Duration.ofMillis(200);
        assertThat(fetch(ScriptedServer.refusing(), wait, 8).failure()).isEqualTo("Connection failed");
        try (var silent = new ScriptedServer(ScriptedServer::awaitClose)) {
            Fetched fetched = fetch(silent.endpoint(), wait, 8);
            assertThat(fetched.failure()).isEqualTo("Timeout WEB read");
            assertThat(fetched.digest()).isNull();
        }
        try (var empty = new ScriptedServer(ScriptedServer.answering("HTTP/1.1 200 OK\r\n"))) {
            Fetched fetched = fetch(empty.endpoint(), Duration.ofSeconds(20), 8);
            assertThat(fetched.noData()).isTrue();
            assertThat(new String(fetched.header(), StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 200 OK\r\n");
        }
    }

    private Fetched fetch(Endpoint target, Duration timeout, int keep) throws Exception {
        var url = new UrlSpec("/a", List.of(), null, null);
        return WebFetch.fetch(loop, ConnectSpec.to(target, timeout), HttpProtocol.HTTP_1_0, url, WebLayer.PLAIN, keep)
                .get(30, TimeUnit.SECONDS);
    }
}
