package io.aloft.checkers.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.aloft.model.lvs.CheckerSpec.HttpProtocol;
import io.aloft.model.lvs.UrlSpec;
import io.aloft.model.net.Endpoint;
import io.aloft.model.net.IpAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HttpRequestBytesTest {

    private static final Endpoint TARGET = new Endpoint(IpAddress.of("10.1.1.11"), 80);

    @Test
    void oldestProtocolSendsNoConnectionHeader() {
        assertThat(request(HttpProtocol.HTTP_1_0, "/a", null, TARGET))
                .isEqualTo("GET /a HTTP/1.0\r\nUser-Agent: KeepAliveClient\r\nHost: 10.1.1.11:80\r\n\r\n");
    }

    @Test
    void closingVariantAsksToClose() {
        assertThat(request(HttpProtocol.HTTP_1_0_CLOSE, "/a", "www.example.com", TARGET))
                .isEqualTo("GET /a HTTP/1.0\r\nUser-Agent: KeepAliveClient\r\nConnection: close\r\n"
                        + "Host: www.example.com\r\n\r\n");
    }

    @Test
    void newerProtocolAsksToClose() {
        var target = new Endpoint(IpAddress.of("fd00::11"), 8080);
        assertThat(request(HttpProtocol.HTTP_1_1, "/a", null, target))
                .isEqualTo("GET /a HTTP/1.1\r\nUser-Agent: KeepAliveClient\r\nConnection: close\r\n"
                        + "Host: [fd00::11]:8080\r\n\r\n");
    }

    @Test
    void pathIsSentAsWritten() {
        assertThat(request(HttpProtocol.HTTP_1_0, "/c d", null, TARGET)).startsWith("GET /c d HTTP/1.0\r\n");
    }

    @Test
    void requestIsCutAtTheLimit() {
        assertThat(request(HttpProtocol.HTTP_1_0, "/" + "x".repeat(3000), null, TARGET))
                .hasSize(HttpRequestBytes.LIMIT);
    }

    private static String request(HttpProtocol protocol, String path, @Nullable String host, Endpoint target) {
        byte[] bytes = HttpRequestBytes.of(protocol, new UrlSpec(path, List.of(), null, host), target);
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
