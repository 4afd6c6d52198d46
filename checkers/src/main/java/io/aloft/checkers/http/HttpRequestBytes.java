package io.aloft.checkers.http;

import io.aloft.model.lvs.CheckerSpec.HttpProtocol;
import io.aloft.model.lvs.UrlSpec;
import io.aloft.model.net.Endpoint;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The request, byte for byte as keepalived sends it: servers' logs and filters know it. */
final class HttpRequestBytes {

    /** keepalived's limit; what is longer is cut there. */
    static final int LIMIT = 2047;

    private HttpRequestBytes() {}

    /** @param target what the Host header says when the url has no virtual host */
    static byte[] of(HttpProtocol protocol, UrlSpec url, Endpoint target) {
        String host = url.host() == null ? target.toString() : url.host();
        String request = "GET " + url.path() + " HTTP/1." + minorVersion(protocol) + "\r\n"
                + "User-Agent: KeepAliveClient\r\n"
                + connectionHeader(protocol)
                + "Host: " + host + "\r\n\r\n";
        byte[] bytes = request.getBytes(StandardCharsets.UTF_8);
        return bytes.length <= LIMIT ? bytes : Arrays.copyOf(bytes, LIMIT);
    }

    private static int minorVersion(HttpProtocol protocol) {
        return switch (protocol) {
            case HTTP_1_0, HTTP_1_0_CLOSE -> 0;
            case HTTP_1_1 -> 1;
        };
    }

    private static String connectionHeader(HttpProtocol protocol) {
        return switch (protocol) {
            case HTTP_1_0 -> "";
            case HTTP_1_0_CLOSE, HTTP_1_1 -> "Connection: close\r\n";
        };
    }
}
