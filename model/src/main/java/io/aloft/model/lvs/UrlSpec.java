package io.aloft.model.lvs;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One {@code url} of HTTP_GET or SSL_GET.
 *
 * @param path sent verbatim in the request line
 * @param statusCodes accepted; 200..299 when none is written
 * @param digest MD5 of the body in lower-case hex, or null
 * @param regex what the body must match, or null
 * @param host value of the Host header, already inherited; null sends the address and port
 * @param serverName name that SSL_GET asks for in the TLS handshake (SNI); null for none
 * @param closeNotify SSL_GET ends the TLS session properly ({@code tls_compliant})
 */
public record UrlSpec(
        String path,
        List<StatusRange> statusCodes,
        @Nullable String digest,
        @Nullable RegexSpec regex,
        @Nullable String host,
        @Nullable String serverName,
        boolean closeNotify) {

    private static final List<StatusRange> SUCCESS = List.of(new StatusRange(200, 299));

    public UrlSpec {
        statusCodes = statusCodes.isEmpty() ? SUCCESS : List.copyOf(statusCodes);
    }

    /** Of HTTP_GET without a regular expression. */
    public UrlSpec(String path, List<StatusRange> statusCodes, @Nullable String digest, @Nullable String host) {
        this(path, statusCodes, digest, null, host, null, false);
    }

    /** An inclusive range of HTTP status codes, 100..599. */
    public record StatusRange(int first, int last) {
        public boolean contains(int status) {
            return status >= first && status <= last;
        }
    }

    /** Whether {@code status} passes. */
    public boolean accepts(int status) {
        for (StatusRange range : statusCodes) {
            if (range.contains(status)) {
                return true;
            }
        }
        return false;
    }
}
