package io.aloft.model.lvs;

import java.util.List;

/** One health checker of a real server. */
public sealed interface CheckerSpec {

    CheckTiming timing();

    ConnectSpec connect();

    /** The keyword that configures it, for messages. */
    String keyword();

    /** {@code TCP_CHECK}: a completed three-way handshake passes. */
    record TcpCheck(ConnectSpec connect, CheckTiming timing) implements CheckerSpec {
        @Override
        public String keyword() {
            return "TCP_CHECK";
        }
    }

    /**
     * {@code HTTP_GET}: every url must answer as configured.
     *
     * @param urls at least one, checked in order
     * @param httpProtocol request line and headers to use
     */
    record HttpGet(ConnectSpec connect, CheckTiming timing, List<UrlSpec> urls, HttpProtocol httpProtocol)
            implements CheckerSpec {
        public HttpGet {
            urls = List.copyOf(urls);
            if (urls.isEmpty()) {
                throw new IllegalArgumentException("HTTP_GET needs at least one url");
            }
        }

        @Override
        public String keyword() {
            return "HTTP_GET";
        }
    }

    /** {@code http_protocol}: what the request looks like. */
    enum HttpProtocol {
        /** {@code 1.0} (default): HTTP/1.0 without a Connection header. */
        HTTP_1_0,
        /** {@code 1.0C}: HTTP/1.0 with Connection: close. */
        HTTP_1_0_CLOSE,
        /** {@code 1.1}: HTTP/1.1 with Connection: close. */
        HTTP_1_1
    }
}
