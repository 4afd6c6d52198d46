package io.aloft.checkers.http;

import io.aloft.checkers.netty.CheckEventLoop;
import io.aloft.checkers.netty.Connector;
import io.aloft.model.lvs.CheckerSpec.HttpProtocol;
import io.aloft.model.lvs.ConnectSpec;
import io.aloft.model.lvs.UrlSpec;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Fetches one url exactly as HTTP_GET and SSL_GET do, and hands out what they would judge: what {@code genhash} needs. */
public final class WebFetch {

    private WebFetch() {}

    /**
     * What came back.
     *
     * @param header the header block as received, its empty line included; incomplete when there was none
     * @param body the beginning of the body as received, without what is behind {@code Content-Length} and so not hashed
     * @param bodyLength bytes of the whole body
     * @param digest MD5 of the body as HTTP_GET compares it, lower-case hex; null when there is none because of {@code failure}
     * @param failure why there is no digest, in keepalived's words; null when there is one
     */
    public record Fetched(
            byte[] header,
            byte[] body,
            long bodyLength,
            @Nullable String digest,
            @Nullable String failure) {

        /** Whether the server closed without a complete header block: "no data received from remote webserver". */
        public boolean noData() {
            return UrlTest.NO_DATA.equals(failure);
        }
    }

    /**
     * Fetches; the future is completed on the loop's thread and never exceptionally.
     *
     * @param loop on whose thread it happens
     * @param connect where and how; its timeout bounds each wait, at most a year
     * @param protocol what the request looks like
     * @param url path, host and server name; what it expects is not looked at
     * @param layer what carries the exchange
     * @param keep how many bytes of the body to hand out at most
     */
    public static CompletableFuture<Fetched> fetch(
            CheckEventLoop loop, ConnectSpec connect, HttpProtocol protocol, UrlSpec url, WebLayer layer, int keep) {
        var result = new CompletableFuture<Fetched>();
        var connector = new Connector(loop, connect);
        var response = new HttpResponse(true, keep);
        byte[] request = HttpRequestBytes.of(protocol, url, connect.target());
        loop.loop()
                .execute(() -> WebExchange.run(
                        connector,
                        layer,
                        url,
                        request,
                        response,
                        reason -> result.complete(fetched(response, reason)),
                        failure -> result.complete(fetched(response, WebExchange.reasonOf(failure)))));
        return result;
    }

    private static Fetched fetched(HttpResponse response, @Nullable String reason) {
        String failure = reason != null ? reason : incomplete(response);
        return new Fetched(
                response.header(),
                hashed(response),
                response.bodyLength(),
                failure == null ? response.digest() : null,
                failure);
    }

    private static byte[] hashed(HttpResponse response) {
        byte[] body = response.body();
        long length = response.contentLength();
        return length < 0 || length >= body.length ? body : Arrays.copyOf(body, (int) length);
    }

    private static @Nullable String incomplete(HttpResponse response) {
        if (!response.headerComplete()) {
            return UrlTest.NO_DATA;
        }
        return response.tooLong() ? UrlTest.tooLong() : null;
    }
}
