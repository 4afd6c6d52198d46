package io.aloft.lab.hostile;

import io.aloft.lab.node.TcpResponder.Dialogue;
import io.aloft.lab.node.UdpResponder.Reply;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A real server that misbehaves, how it is checked, and what has to come of it. */
enum BadServer {
    SILENT_TCP(Check.TCP, Conduct.SAYS_NOTHING, Verdict.UP),
    SILENT_WEB(Check.HTTP, Conduct.SAYS_NOTHING, Verdict.down("Timeout WEB read")),
    SILENT_TLS(Check.SSL, Conduct.SAYS_NOTHING, Verdict.down("Timeout connecting")),
    SILENT_SMTP(Check.SMTP, Conduct.SAYS_NOTHING, Verdict.down("Read timeout from")),
    DRIPPING_WEB(Check.HASTY_HTTP, Conduct.DRIPS, Verdict.down("Read, no data received|Timeout HTTP read")),
    DRIPPING_TLS(Check.SSL, Conduct.DRIPS, Verdict.down("(Timeout connecting|SSL handshake)")),
    DRIPPING_SMTP(Check.HASTY_SMTP, Conduct.DRIPS, Verdict.down("Read timeout from")),
    /** Each byte comes within the limit, so the check goes on for minutes, as in keepalived; it must cost nobody else. */
    DRIPPING_WEB_WITHIN_THE_LIMIT(Check.HTTP, Conduct.DRIPS, Verdict.NONE_YET),
    ENDLESS_HEADERS(
            Check.HTTP, Conduct.repeats("HTTP/1.1 200 OK\r\n", "X-More: of it\r\n"), Verdict.down("Read, no data")),
    ENDLESS_STATUS_LINE(Check.HTTP, Conduct.repeats("HTTP/1.1 200 ", "OK"), Verdict.down("Read, no data")),
    GIGABYTE(Check.DIGEST, Conduct.pageOf(1L << 30), Verdict.down("Response body over 268435456 bytes")),
    REDIRECTS_TO_ITSELF(
            Check.HTTP,
            Conduct.saysAndCloses("HTTP/1.1 302 Found\r\nLocation: /\r\n\r\n"),
            Verdict.down("HTTP status code error to")),
    NO_HTTP(Check.HTTP, Conduct.saysAndCloses("\0\u00ff\n\n\0\r\n\r\n"), Verdict.down("HTTP status code error to")),
    RESETTING(Check.HTTP, Conduct.RESETS, Verdict.down("Read, no data|Read error with|Connection failed")),
    NO_TLS(
            Check.SSL,
            Conduct.saysAndCloses("HTTP/1.1 400 Bad Request\r\n\r\n"),
            Verdict.down("SSL handshake/communication error")),
    ENDLESS_TLS(Check.SSL, Conduct.repeats("", "\u0016\u0003\u0003@\0\u0002"), Verdict.down("SSL handshake")),
    SMTP_GARBAGE(Check.SMTP, Conduct.says("\0\u00ff\u0007 go away\r\n"), Verdict.down("Bad greeting banner from")),
    SMTP_ENDLESS_LINE(Check.SMTP, Conduct.repeats("220 ", "hello"), Verdict.down("Read failure from")),
    SMTP_ENDLESS_GREETING(
            Check.SMTP, Conduct.repeats("220-hello\r\n", "220-hello\r\n"), Verdict.down("Bad greeting banner from")),
    /** RFC 1035 section 4.1.1: TC says that there is more to be had by TCP; the server is well. */
    DNS_SAYS_TRUNCATED(answer -> flag(answer, 2, 0x02), Verdict.UP),
    DNS_CUT_SHORT(answer -> Arrays.copyOf(answer, 5), Verdict.down("read timeout from socket")),
    DNS_OTHER_ID(answer -> flag(answer, 0, 0xff), Verdict.down("read timeout from socket")),
    DNS_REFUSES(answer -> flag(answer, 3, 0x05), Verdict.down("read error occurred. \\(rcode = 5\\)")),
    /** A name that points at itself (RFC 1035 section 4.1.4), in an answer that claims 65,535 records. */
    DNS_POINTER_LOOP(BadServer::pointerLoop, Verdict.UP),
    DNS_HUGE(answer -> Arrays.copyOf(answer, 60_000), Verdict.UP);

    private static final int FIRST_PORT = 1000;

    private final String checker;
    private final @Nullable Dialogue dialogue;
    private final @Nullable Reply reply;
    private final String verdict;

    BadServer(String checker, Dialogue dialogue, String verdict) {
        this.checker = checker;
        this.dialogue = dialogue;
        this.reply = null;
        this.verdict = verdict;
    }

    BadServer(UnaryOperator<byte[]> spoil, String verdict) {
        this.checker = Check.DNS;
        this.dialogue = null;
        this.reply = (request, words) -> spoil.apply(flag(request.clone(), 2, 0x80));
        this.verdict = verdict;
    }

    private static byte[] flag(byte[] message, int at, int bits) {
        message[at] ^= (byte) bits;
        return message;
    }

    private static byte[] pointerLoop(byte[] answer) {
        answer[6] = (byte) 0xff;
        answer[7] = (byte) 0xff;
        answer[12] = (byte) 0xc0;
        answer[13] = 12;
        return answer;
    }

    int port() {
        return FIRST_PORT + ordinal();
    }

    /** What it says by TCP; null for a server of datagrams. */
    @Nullable
    Dialogue dialogue() {
        return dialogue;
    }

    /** What it answers by UDP; null for a server of connections. */
    @Nullable
    Reply reply() {
        return reply;
    }

    /** The checker's block. */
    String checker() {
        return checker;
    }

    /** A pattern for its place in the list of servers, once it is judged. */
    String listed() {
        return "RS \\[10\\.77\\.0\\.2\\]:tcp:" + port() + " +" + verdict;
    }

    /** The ways to check. */
    private static final class Check {
        private static final String URL = "url {\npath /\nstatus_code 200\n}\n";
        static final String TCP = "TCP_CHECK {\n}\n";
        static final String HTTP = "HTTP_GET {\n" + URL + "}\n";
        static final String HASTY_HTTP = "HTTP_GET {\n" + URL + "connect_timeout 0.5\n}\n";
        static final String DIGEST = "HTTP_GET {\nurl {\npath /\ndigest 00000000000000000000000000000000\n}\n"
                + "connect_timeout 10\ndelay_loop 20\n}\n";
        static final String SSL = "SSL_GET {\n" + URL + "}\n";
        static final String SMTP = "SMTP_CHECK {\n}\n";
        static final String HASTY_SMTP = "SMTP_CHECK {\nconnect_timeout 0.5\n}\n";
        static final String DNS = "DNS_CHECK {\nname example.com\n}\n";
    }

    /** Parts of patterns for the list of servers. */
    private static final class Verdict {
        static final String UP = "up  , [^\\n]*_CHECK up";
        static final String NONE_YET = "up  , [^\\n]* not yet";

        static String down(String reason) {
            return "DOWN[^\\n]*\\n +last failure [^\\n]*: (" + reason + ")";
        }
    }
}
