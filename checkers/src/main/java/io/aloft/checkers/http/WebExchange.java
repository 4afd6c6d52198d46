package io.aloft.checkers.http;

import io.aloft.checkers.netty.ConnectFailure;
import io.aloft.checkers.netty.Connector;
import io.aloft.model.lvs.UrlSpec;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Connects and makes one {@link HttpExchange}: the way that checks and {@code genhash} share. */
final class WebExchange {

    private WebExchange() {}

    /**
     * Exactly one of the consumers is called, once, on the loop's thread.
     *
     * @param ended null when the response has ended, else why there is no complete one
     * @param failed there was no connection
     */
    static void run(
            Connector connector,
            WebLayer layer,
            UrlSpec url,
            byte[] request,
            HttpResponse response,
            Consumer<@Nullable String> ended,
            Consumer<ConnectFailure> failed) {
        var timeout = connector.spec().timeout();
        long deadline = connector.loop().ticker().nanoTime() + timeout.toNanos();
        connector.connect(
                channel -> {
                    layer.install(channel, url, deadline);
                    channel.pipeline().addLast(new HttpExchange(request, url, layer, response, timeout, ended));
                },
                failed);
    }

    /** keepalived's words for why there is no connection. */
    static String reasonOf(ConnectFailure failure) {
        return switch (failure.kind()) {
            case TIMEOUT -> "Timeout connecting";
            case REFUSED -> "Connection failed";
            case UNREACHABLE -> "HTTP/SSL_CHECK - network unreachable";
            case NOT_BOUND, NOT_TRIED -> failure.text();
        };
    }
}
