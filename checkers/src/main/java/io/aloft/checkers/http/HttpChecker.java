package io.aloft.checkers.http;

import io.aloft.checkers.HealthChecker;
import io.aloft.checkers.health.CheckResult;
import io.aloft.checkers.netty.ConnectFailure;
import io.aloft.checkers.netty.Connector;
import io.aloft.model.lvs.CheckerSpec;
import io.aloft.model.lvs.UrlSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code HTTP_GET} and, over another {@link WebLayer}, {@code SSL_GET}: asks for one url on one connection and judges status
 * code, digest and text.
 */
public final class HttpChecker implements HealthChecker {

    private static final Logger log = LoggerFactory.getLogger(HttpChecker.class);

    private final String server;
    private final String virtualServer;
    private final Connector connector;
    private final WebLayer layer;
    private final List<Target> targets = new ArrayList<>();
    private final Map<Integer, Long> toldDifference = new HashMap<>();

    /** A url, or why it cannot be tested; exactly one is null. */
    private record Target(@Nullable UrlTest test, @Nullable String obstacle) {}

    /**
     * @param server how messages name the real server
     * @param virtualServer how messages name the virtual server
     * @param spec what to ask and what to expect
     * @param connector makes the connections
     * @param layer what carries the exchanges
     */
    public HttpChecker(String server, String virtualServer, CheckerSpec.Web spec, Connector connector, WebLayer layer) {
        this.server = server;
        this.virtualServer = virtualServer;
        this.connector = connector;
        this.layer = layer;
        spec.urls().forEach(url -> targets.add(target(url, spec.settings().protocol())));
    }

    private Target target(UrlSpec url, CheckerSpec.HttpProtocol protocol) {
        try {
            return new Target(new UrlTest(url, protocol, connector.spec().target()), null);
        } catch (IllegalArgumentException e) {
            return new Target(null, e.getMessage() + " (" + server + " url(" + url.path() + ")): it is not checked");
        }
    }

    @Override
    public void check(int target, Consumer<CheckResult> report) {
        UrlTest test = targets.get(target).test();
        if (test == null) {
            report.accept(new CheckResult.NotChecked(
                    String.valueOf(targets.get(target).obstacle())));
            return;
        }
        HttpResponse response = test.newResponse();
        WebExchange.run(
                connector,
                layer,
                test.url(),
                test.request(),
                response,
                reason -> finish(target, test, response, reason, report),
                failure -> report.accept(resultOf(failure)));
    }

    private void finish(
            int target, UrlTest test, HttpResponse response, @Nullable String reason, Consumer<CheckResult> report) {
        if (reason != null) {
            report.accept(new CheckResult.Failed(reason));
            return;
        }
        tellLengthDifference(target, test.url(), response);
        if (test.searches()) {
            SearchThread.execute(() -> reportOnLoop(verdict(() -> test.judge(response)), report));
        } else {
            report.accept(test.judge(response));
        }
    }

    /** Nobody on that thread would see an exception, and a check without a result is never followed by another one. */
    static CheckResult verdict(Supplier<CheckResult> search) {
        try {
            return search.get();
        } catch (RuntimeException | Error e) {
            log.error("defect, please report it: a body cannot be searched", e);
            return new CheckResult.NotChecked("Regex search failed: " + e);
        }
    }

    private void reportOnLoop(CheckResult result, Consumer<CheckResult> report) {
        try {
            connector.loop().execute(() -> report.accept(result));
        } catch (RejectedExecutionException e) {
            log.debug("The loop has ended before a search has: {}", result);
        }
    }

    private CheckResult resultOf(ConnectFailure failure) {
        return switch (failure.kind()) {
            case NOT_BOUND ->
                new CheckResult.NotChecked(failure.text() + " (" + server + "): WEB socket bind failed. Rescheduling");
            case NOT_TRIED ->
                new CheckResult.NotChecked(
                        failure.text() + " (" + server + "): WEB connection fail to create socket. Rescheduling.");
            case TIMEOUT, REFUSED, UNREACHABLE -> new CheckResult.Failed(WebExchange.reasonOf(failure));
        };
    }

    /** A length that does not match is worth a line, once per distinct difference; it does not fail the check. */
    private void tellLengthDifference(int target, UrlSpec url, HttpResponse response) {
        long difference = response.contentLength() - response.bodyLength();
        if (response.contentLength() < 0
                || difference == 0
                || Long.valueOf(difference).equals(toldDifference.put(target, difference))) {
            return;
        }
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
