package io.aloft.checkers.http;

import io.aloft.checkers.HealthChecker;
import io.aloft.checkers.health.CheckResult;
import io.aloft.checkers.netty.ConnectFailure;
import io.aloft.checkers.netty.Connector;
import io.aloft.model.lvs.CheckerSpec;
import io.aloft.model.lvs.UrlSpec;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code HTTP_GET}: asks for one url on one connection and judges status code and digest. */
public final class HttpChecker implements HealthChecker {

    private static final Logger log = LoggerFactory.getLogger(HttpChecker.class);

    private final String server;
    private final String virtualServer;
    private final CheckerSpec.HttpGet spec;
    private final Connector connector;
    private final Map<Integer, Long> toldDifference = new HashMap<>();

    /**
     * @param server how messages name the real server
     * @param virtualServer how messages name the virtual server
     * @param spec what to ask and what to expect
     * @param connector makes the connections
     */
    public HttpChecker(String server, String virtualServer, CheckerSpec.HttpGet spec, Connector connector) {
        this.server = server;
        this.virtualServer = virtualServer;
        this.spec = spec;
        this.connector = connector;
    }

    @Override
    public void check(int target, Consumer<CheckResult> report) {
        UrlSpec url = spec.urls().get(target);
        byte[] request = HttpRequestBytes.of(
                spec.settings().protocol(), url, connector.spec().target());
        var response = new HttpResponse(url);
        var exchange = new HttpExchange(request, response, connector.spec().timeout(), result -> {
            tellLengthDifference(target, response);
            report.accept(result);
        });
        // Once connected, the exchange alone reports.
        connector.connect(exchange, _ -> {}, failure -> report.accept(resultOf(failure)));
    }

    private CheckResult resultOf(ConnectFailure failure) {
        return switch (failure.kind()) {
            case TIMEOUT -> new CheckResult.Failed("Timeout connecting");
            case REFUSED -> new CheckResult.Failed("Connection failed");
            case UNREACHABLE -> new CheckResult.Failed("HTTP/SSL_CHECK - network unreachable");
            case NOT_BOUND ->
                new CheckResult.NotChecked("Checker bind failed: " + failure.text() + " (" + server
                        + "): WEB socket bind failed. Rescheduling");
            case NOT_TRIED ->
                new CheckResult.NotChecked("Checker connect error: " + failure.text() + " (" + server
                        + "): WEB connection fail to create socket. Rescheduling.");
        };
    }

    /** A length that does not match is worth a line, once per distinct difference; it does not fail the check. */
    private void tellLengthDifference(int target, HttpResponse response) {
        long difference = response.contentLength() - response.bodyLength();
        if (response.contentLength() < 0
                || difference == 0
                || Long.valueOf(difference).equals(toldDifference.put(target, difference))) {
            return;
        }
        UrlSpec url = spec.urls().get(target);
        log.info(
                "http_check for RS {} VS {} url {}{}: content_length ({}) does not match received bytes ({})",
                server,
                virtualServer,
                url.host() == null ? "" : url.host(),
                url.path(),
                response.contentLength(),
                response.bodyLength());
    }
}
