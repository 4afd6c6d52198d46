package io.aloft.model.lvs;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One {@code url} of HTTP_GET.
 *
 * @param path sent verbatim in the request line
 * @param statusCodes accepted; empty means 200..299
 * @param digest MD5 of the body in lower-case hex, or null
 * @param host value of the Host header, already inherited; null sends the address and port
 */
public record UrlSpec(
        String path,
        List<StatusRange> statusCodes,
        @Nullable String digest,
        @Nullable String host) {

    public UrlSpec {
        statusCodes = List.copyOf(statusCodes);
    }

    /** An inclusive range of HTTP status codes, 100..599. */
    public record StatusRange(int first, int last) {
        public boolean contains(int status) {
            return status >= first && status <= last;
        }
    }

    /** Whether {@code status} passes: one of the configured ranges, or 2xx when there is none. */
    public boolean accepts(int status) {
        if (statusCodes.isEmpty()) {
            return status >= 200 && status <= 299;
        }
        return statusCodes.stream().anyMatch(range -> range.contains(status));
    }
}
