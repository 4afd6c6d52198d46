package io.aloft.model.lvs;

import io.aloft.model.script.ScriptCommand;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One health checker of a real server. */
public sealed interface CheckerSpec {

    /** The keyword that configures it, for messages. */
    String keyword();

    /** Starts as failed until the first success. */
    boolean alpha();

    /** A checker that asks again and again. */
    sealed interface Polled extends CheckerSpec {

        CheckTiming timing();

        @Override
        default boolean alpha() {
            return timing().alpha();
        }
    }

    /** A checker that asks over the network. */
    sealed interface Network extends Polled {

        ConnectSpec connect();
    }

    /** A checker that asks for one url after the other. */
    sealed interface Web extends Network {

        /** At least one, checked in order. */
        List<UrlSpec> urls();

        WebSettings settings();
    }

    /** {@code TCP_CHECK}: a completed three-way handshake passes. */
    record TcpCheck(ConnectSpec connect, CheckTiming timing) implements Network {
        @Override
        public String keyword() {
            return "TCP_CHECK";
        }
    }

    /** {@code HTTP_GET}: every url must answer as configured. */
    record HttpGet(ConnectSpec connect, CheckTiming timing, List<UrlSpec> urls, WebSettings settings) implements Web {
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

    /** {@code SSL_GET}: {@code HTTP_GET} over TLS. */
    record SslGet(ConnectSpec connect, CheckTiming timing, List<UrlSpec> urls, WebSettings settings) implements Web {
        public SslGet {
            urls = List.copyOf(urls);
            if (urls.isEmpty()) {
                throw new IllegalArgumentException("SSL_GET needs at least one url");
            }
        }

        @Override
        public String keyword() {
            return "SSL_GET";
        }
    }

    /**
     * {@code SMTP_CHECK}: the server greets and answers HELO.
     *
     * @param heloName what HELO says ({@code helo_name}; default smtpchecker.keepalived.org)
     */
    record SmtpCheck(ConnectSpec connect, CheckTiming timing, String heloName) implements Network {
        @Override
        public String keyword() {
            return "SMTP_CHECK";
        }
    }

    /**
     * {@code DNS_CHECK}: a query is answered without error.
     *
     * @param type of record asked for ({@code type}; default SOA)
     * @param name asked for, without the final dot ({@code name}); empty for the root
     */
    record DnsCheck(ConnectSpec connect, CheckTiming timing, DnsType type, String name) implements Network {
        @Override
        public String keyword() {
            return "DNS_CHECK";
        }
    }

    /**
     * {@code UDP_CHECK}: a datagram is not refused, or is answered.
     *
     * @param payload sent ({@code payload})
     * @param requireReply silence is a failure ({@code require_reply})
     * @param reply what an answer must begin with; null for any answer
     * @param minReplyLength 0..65535 octets ({@code min_reply_length}; default 0); counts only with {@code reply}
     * @param maxReplyLength 0..65535 octets ({@code max_reply_length}; default 255); counts only with {@code reply}
     */
    record UdpCheck(
            ConnectSpec connect,
            CheckTiming timing,
            HexPattern payload,
            boolean requireReply,
            @Nullable HexPattern reply,
            int minReplyLength,
            int maxReplyLength)
            implements Network {
        @Override
        public String keyword() {
            return "UDP_CHECK";
        }
    }

    /** {@code PING_CHECK}: an echo request is answered. The ports mean nothing. */
    record PingCheck(ConnectSpec connect, CheckTiming timing) implements Network {
        @Override
        public String keyword() {
            return "PING_CHECK";
        }
    }

    /**
     * {@code MISC_CHECK}: a program decides by its exit status.
     *
     * @param command the program ({@code misc_path}, {@code user})
     * @param timeout after which it is ended ({@code misc_timeout}, whole seconds; default the virtual server's
     *     {@code delay_loop})
     * @param dynamic exit statuses from 2 on set the weight ({@code misc_dynamic})
     */
    record MiscCheck(CheckTiming timing, ScriptCommand command, Duration timeout, boolean dynamic) implements Polled {
        @Override
        public String keyword() {
            return "MISC_CHECK";
        }
    }

    /**
     * {@code FILE_CHECK}: the number in a file fails the server or changes its weight. Known from the start, so alpha means
     * nothing to it.
     *
     * @param trackFile name of the {@code track_file}
     * @param weight -2147483647..2147483647, times the number in the file ({@code weight}); 0 fails the server unless the
     *     number is 0
     * @param reverse the effect turned round
     */
    record FileCheck(String trackFile, int weight, boolean reverse) implements CheckerSpec {
        @Override
        public String keyword() {
            return "FILE_CHECK";
        }

        @Override
        public boolean alpha() {
            return false;
        }
    }

    /**
     * {@code BFD_CHECK}: a BFD session must be up.
     *
     * @param instance name of the {@code bfd_instance}
     */
    record BfdCheck(String instance, boolean alpha) implements CheckerSpec {
        @Override
        public String keyword() {
            return "BFD_CHECK";
        }
    }

    /**
     * What the urls of a checker share.
     *
     * @param protocol request line and headers to use ({@code http_protocol})
     * @param virtualHost Host header of urls without one of their own ({@code virtualhost}); null when the checker has none
     * @param fastRecovery urls are checked back to back while the server is not up ({@code fast_recovery})
     * @param sni a name is sent in the TLS handshake ({@code enable_sni}, {@code sni_name}); HTTP_GET has no use for it
     * @param sniName that name ({@code sni_name}); null for the virtual host
     * @param closeNotify TLS sessions are ended properly ({@code tls_compliant})
     */
    record WebSettings(
            HttpProtocol protocol,
            @Nullable String virtualHost,
            boolean fastRecovery,
            boolean sni,
            @Nullable String sniName,
            boolean closeNotify) {

        /** Nothing written. */
        public static final WebSettings DEFAULT =
                new WebSettings(HttpProtocol.HTTP_1_0, null, false, false, null, false);

        /** Nothing written but {@code http_protocol}. */
        public static WebSettings of(HttpProtocol protocol) {
            return new WebSettings(protocol, null, false, false, null, false);
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

    /** Types of DNS records with their numbers (RFC 1035 section 3.2.2, RFC 3596, RFC 4034). */
    enum DnsType {
        A(1),
        NS(2),
        CNAME(5),
        SOA(6),
        MX(15),
        TXT(16),
        AAAA(28),
        RRSIG(46),
        DNSKEY(48);

        private final int number;

        DnsType(int number) {
            this.number = number;
        }

        /** QTYPE on the wire. */
        public int number() {
            return number;
        }
    }
}
