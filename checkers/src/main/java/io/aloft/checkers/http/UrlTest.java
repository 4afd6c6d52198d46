package io.aloft.checkers.http;

import io.aloft.checkers.health.CheckResult;
import io.aloft.checkers.regex.BodyRegex;
import io.aloft.model.lvs.CheckerSpec.HttpProtocol;
import io.aloft.model.lvs.UrlSpec;
import io.aloft.model.net.Endpoint;
import org.jspecify.annotations.Nullable;

/** One url: what is sent for it and what must come back, prepared once for all checks. */
final class UrlTest {

    /** The header block never came to an end; the blank belongs to it. */
    static final String NO_DATA = "Read, no data received from ";

    /** No page is searched further; keepalived would go on for ever. */
    static final int SEARCH_LIMIT = 1 << 20;

    private final UrlSpec url;
    private final byte[] request;
    private final @Nullable BodyRegex regex;

    /**
     * @throws IllegalArgumentException when the regular expression cannot be used; its message says why
     */
    UrlTest(UrlSpec url, HttpProtocol protocol, Endpoint target) {
        this.url = url;
        this.request = HttpRequestBytes.of(protocol, url, target);
        this.regex = url.regex() == null ? null : BodyRegex.of(url.regex());
    }

    UrlSpec url() {
        return url;
    }

    byte[] request() {
        return request;
    }

    /** Whether {@link #judge} takes its time and is for {@link SearchThread}. */
    boolean searches() {
        return regex != null;
    }

    /** Takes what the test needs to know of a response. */
    HttpResponse newResponse() {
        return new HttpResponse(url.digest() != null, regex == null ? 0 : SEARCH_LIMIT);
    }

    /** The response has ended: the tests in keepalived's order, the first that fails decides. */
    CheckResult judge(HttpResponse response) {
        if (!response.headerComplete()) {
            return new CheckResult.Failed(NO_DATA);
        }
        if (response.tooLong()) {
            return new CheckResult.Failed(tooLong());
        }
        int status = response.statusCode();
        if (status < 0 || !url.accepts(status)) {
            return new CheckResult.Failed("HTTP status code error to");
        }
        if (url.digest() != null && !response.digest().equalsIgnoreCase(url.digest())) {
            return new CheckResult.Failed("MD5 digest error to");
        }
        if (regex != null) {
            return regex.accepts(response.body())
                    ? new CheckResult.Passed("Regex match")
                    : new CheckResult.Failed("Regex match failed");
        }
        return new CheckResult.Passed(url.digest() == null ? "HTTP status code" : "MD5 digest");
    }

    static String tooLong() {
        return "Response body over " + HttpResponse.BODY_LIMIT + " bytes from";
    }
}
