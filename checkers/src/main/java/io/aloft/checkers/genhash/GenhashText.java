package io.aloft.checkers.genhash;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** What genhash prints. Bytes from the server go out as they came, hence every string here is one of ISO 8859-1. */
public final class GenhashText {

    /** What stands on standard error instead of a digest when no header block came. */
    public static final String NO_DATA = "no data received from remote webserver\n";

    /** MD5 of nothing. */
    private static final String EMPTY_DIGEST = "d41d8cd98f00b204e9800998ecf8427e";

    private GenhashText() {}

    /**
     * What came back.
     *
     * @param header the header block as received; without its end when that did not come
     * @param body the part of the body that is hashed
     * @param digest MD5 in lower-case hex; null when there is none
     * @param failure why there is none, in keepalived's words; null when no header block came
     * @param micros from the beginning to the end
     */
    public record Answer(
            byte[] header,
            byte[] body,
            @Nullable String digest,
            @Nullable String failure,
            long micros) {}

    /** The usage of {@code program}. */
    public static String usage(String program) {
        return "Usage: " + program + """
             COMMAND [OPTIONS]
            Commands:
               -s server-address -p port -u url
               -S -s server-address -p port -u url
               -h

            Options:
            Either long or short options are allowed.
               --use-ssl         -S       Connect with TLS.
               --use-sni         -I       Name the virtual host (-V) in the TLS handshake.
               --server          -s       Address of the server; a name is refused.
               --port            -p       Port of the server, 1 to 65535.
               --url             -u       Path to ask for.
               --use-virtualhost -V       Value of the Host header; address and port without it.
               --verbose         -v       Show header, body and digest as they come.
               --help            -h       Print this.
               --fwmark          -m       Mark on the packets.
               --protocol        -P       HTTP version: 1.0, 1.0c (with "Connection: close") or 1.1.
               --timeout         -t       Seconds that each wait may last.
            """;
    }

    /** What goes to standard output without {@code -v}: the digest, or why there is none. */
    public static String brief(Answer answer) {
        if (answer.digest() != null) {
            return answer.digest() + "\n";
        }
        return answer.failure() == null ? "" : answer.failure() + "\n";
    }

    /** The same with {@code -v}. */
    public static String verbose(Answer answer, String url) {
        var text = new StringBuilder();
        if (answer.header().length > 0) {
            header(answer, text);
        }
        if (answer.body().length > 0) {
            text.append(title("        HTML Buffer        ")).append(HexDump.of(answer.body()));
        }
        if (answer.failure() == null) {
            hash(answer.digest(), text);
        } else {
            text.append(answer.failure()).append('\n');
        }
        return text.append("\nGlobal response time for [")
                .append(url)
                .append("] = ")
                .append(answer.micros())
                .append(" usecs\n")
                .toString();
    }

    private static void header(Answer answer, StringBuilder text) {
        String header = new String(answer.header(), StandardCharsets.ISO_8859_1);
        text.append(title("    HTTP Header Buffer    "));
        if (header.endsWith("\r\n\r\n")) {
            text.append(HexDump.of(answer.header()))
                    .append(title(" HTTP Header Ascii Buffer "))
                    .append(header)
                    .append('\n');
        }
    }

    private static void hash(@Nullable String digest, StringBuilder text) {
        byte[] bytes = HexFormat.of().parseHex(digest == null ? EMPTY_DIGEST : digest);
        text.append('\n').append(title("    HTML hash resulting    ")).append(HexDump.of(bytes));
        text.append(title(" HTML hash final resulting "));
        text.append(digest == null ? "" : digest + "\n");
    }

    private static String title(String name) {
        return "-----------------------[" + name + "]-----------------------\n";
    }
}
