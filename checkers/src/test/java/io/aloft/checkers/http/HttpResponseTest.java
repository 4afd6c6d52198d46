package io.aloft.checkers.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.aloft.checkers.health.CheckResult;
import io.aloft.model.lvs.CheckerSpec.HttpProtocol;
import io.aloft.model.lvs.RegexSpec;
import io.aloft.model.lvs.UrlSpec;
import io.aloft.model.lvs.UrlSpec.StatusRange;
import io.aloft.model.net.Endpoint;
import io.aloft.model.net.IpAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpResponseTest {

    private static final String HELLO_MD5 = "b1946ac92492d2347c6235b4d2611184";

    /** In the responses / stands for CR LF. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
        # case                            | response                                        | result
        plain page                        | HTTP/1.1 200 OK//hello                          | HTTP status code
        no reason phrase but a blank      | HTTP/1.1 200 //                                 | HTTP status code
        any protocol word                 | X 204 Y//                                       | HTTP status code
        no body                           | HTTP/1.0 299 OK/A: b//                          | HTTP status code
        wrong status                      | HTTP/1.1 404 Not Found//hello                   | HTTP status code error to
        redirect                          | HTTP/1.1 301 Moved/Location: x//                | HTTP status code error to
        no blank behind the number        | HTTP/1.1 200//hello                             | HTTP status code error to
        letters behind the number         | HTTP/1.1 200OK//hello                           | HTTP status code error to
        two digits                        | HTTP/1.1 20 OK//hello                           | HTTP status code error to
        four digits                       | HTTP/1.1 2000 OK//hello                         | HTTP status code error to
        no digits                         | HTTP/1.1 abc OK//hello                          | HTTP status code error to
        no blank in the first line        | HTTP/1.1/A: 200 OK//hello                       | HTTP status code error to
        only an end of header             | //                                              | HTTP status code error to
        nothing                           | -                                               | Read, no data received from
        header that does not end          | HTTP/1.1 200 OK/A: b/                           | Read, no data received from
        """)
    void judgesStatusAsKeepalivedDoes(String name, @Nullable String response, String result) {
        Answer read = read(
                url(null), response == null ? "" : response.replace("/", "\r\n").replace("HTTP\r\n", "HTTP/"), 1);
        assertThat(reasonOf(read.judged()).strip()).isEqualTo(result);
    }

    @Test
    void bareLineFeedsAreNoHeader() {
        assertThat(reasonOf(read(url(null), "HTTP/1.1 200 OK\n\nhello", 7).judged()))
                .isEqualTo("Read, no data received from ");
    }

    @Test
    void configuredStatusCodesReplaceTheDefault() {
        var url = new UrlSpec("/", List.of(new StatusRange(404, 404), new StatusRange(500, 599)), null, null);
        assertThat(reasonOf(read(url, "HTTP/1.1 404 x\r\n\r\n", 5).judged())).isEqualTo("HTTP status code");
        assertThat(reasonOf(read(url, "HTTP/1.1 503 x\r\n\r\n", 5).judged())).isEqualTo("HTTP status code");
        assertThat(reasonOf(read(url, "HTTP/1.1 200 x\r\n\r\n", 5).judged())).isEqualTo("HTTP status code error to");
    }

    /** However the bytes are cut into packets, the judgement is the same. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
        # head                    | body        | result
        -                         | hello~      | MD5 digest
        Content-Length: 6         | hello~      | MD5 digest
        Content-Length: 6         | hello~more  | MD5 digest
        Content-Length: 100       | hello~      | MD5 digest
        content-length: 3         | hello~      | MD5 digest
        Content-Length: 6x        | hello~      | MD5 digest
        Content-Length: 3         | hello~      | MD5 digest error to
        Transfer-Encoding: chunked| 6~hello~~0~ | MD5 digest error to
        -                         | hallo~      | MD5 digest error to
        -                         | -           | MD5 digest error to
        """)
    void digestCoversTheRawBodyUpToItsContentLength(@Nullable String head, @Nullable String body, String result) {
        String response = "HTTP/1.1 200 OK\r\n" + (head == null ? "" : head + "\r\n") + "\r\n"
                + (body == null ? "" : body.replace('~', '\n'));
        for (int packet = 1; packet < response.length() + 1; packet++) {
            Answer read = read(url(HELLO_MD5), response, packet);
            assertThat(reasonOf(read.judged()))
                    .as("packets of %d bytes", packet)
                    .isEqualTo(result);
        }
    }

    /** What is searched is the body, however it comes, and never the header. */
    @Test
    void regexSearchesTheBodyAlone() {
        var regex = new RegexSpec("^(hello|X: y)$", false, Set.of(), 0, null, null);
        var url = new UrlSpec("/", List.of(), HELLO_MD5, regex, null, null, false);
        String response = "HTTP/1.1 200 OK\r\nX: y\r\n\r\nhello\n";
        for (int packet = 1; packet < response.length() + 1; packet++) {
            assertThat(reasonOf(read(url, response, packet).judged()))
                    .as("packets of %d bytes", packet)
                    .isEqualTo("Regex match");
        }
        var other = new UrlSpec("/", List.of(), null, regex, null, null, false);
        assertThat(reasonOf(read(other, response.replace("hello", "hallo"), 100).judged()))
                .isEqualTo("Regex match failed");
    }

    @Test
    void bodyIsKeptUpToALimit() {
        var response = new HttpResponse(true, 5_000);
        response.receive(bytes("HTTP/1.1 200 OK\r\n\r\n"));
        for (int i = 0; i < 10; i++) {
            response.receive(bytes("x".repeat(999)));
        }
        assertThat(response.body()).hasSize(5_000);
        assertThat(response.bodyLength()).isEqualTo(9_990);
    }

    @Test
    void digestMayBeConfiguredInCapitals() {
        var url = new UrlSpec("/", List.of(), HELLO_MD5.toUpperCase(Locale.ROOT), null);
        assertThat(reasonOf(read(url, "HTTP/1.1 200 OK\r\n\r\nhello\n", 5).judged()))
                .isEqualTo("MD5 digest");
    }

    @Test
    void headerOfTheLimitPassesAndOneByteMoreDoesNot() {
        String fits = header(HttpResponse.HEADER_LIMIT);
        assertThat(reasonOf(read(url(null), fits + "body", 100).judged())).isEqualTo("HTTP status code");
        var response = new Answer(url(null));
        boolean goOn = response.receive(bytes(header(HttpResponse.HEADER_LIMIT + 1)));
        assertThat(goOn).as("reading on is useless").isFalse();
        assertThat(reasonOf(response.judged())).isEqualTo("Read, no data received from ");
    }

    @Test
    void bodyOverTheLimitEndsTheReading() {
        var response = new Answer(url(null));
        assertThat(response.receive(bytes("HTTP/1.1 200 OK\r\n\r\n"))).isTrue();
        ByteBuffer mebibyte = ByteBuffer.allocate(1 << 20);
        long received = 0;
        while (response.receive(mebibyte.rewind())) {
            received += mebibyte.capacity();
        }
        assertThat(received).isEqualTo(HttpResponse.BODY_LIMIT);
        assertThat(response.judged()).isInstanceOf(CheckResult.Failed.class);
    }

    @Test
    void lengthsThatDoNotMatchAreKnown() {
        HttpResponse response = read(url(null), "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhello\n", 9).response;
        assertThat(response.contentLength()).isEqualTo(100);
        assertThat(response.bodyLength()).isEqualTo(6);
    }

    @Test
    void noBytesFromOutsideMakeItThrow() {
        for (long seed = 0; seed < 2_000; seed++) {
            var random = new Random(seed);
            byte[] noise = new byte[random.nextInt(200)];
            String alphabet = "HTP/1.20 \r\nContent-Length:9";
            for (int i = 0; i < noise.length; i++) {
                noise[i] = (byte) alphabet.charAt(random.nextInt(alphabet.length()));
            }
            var response = new Answer(url(HELLO_MD5));
            response.receive(ByteBuffer.wrap(noise));
            assertThat(response.judged()).as("seed %d", seed).isNotNull();
        }
    }

    private static String header(int length) {
        String start = "HTTP/1.1 200 OK\r\nX: ";
        return start + "a".repeat(length - start.length() - 4) + "\r\n\r\n";
    }

    /** A response with the test that judges it. */
    private static final class Answer {
        private final UrlTest test;
        private final HttpResponse response;

        Answer(UrlSpec url) {
            test = new UrlTest(url, HttpProtocol.HTTP_1_0, new Endpoint(IpAddress.of("192.0.2.1"), 80));
            response = test.newResponse();
        }

        boolean receive(ByteBuffer bytes) {
            return response.receive(bytes);
        }

        CheckResult judged() {
            return test.judge(response);
        }
    }

    private static Answer read(UrlSpec url, String text, int packet) {
        var answer = new Answer(url);
        for (int at = 0; at < text.length(); at += packet) {
            answer.receive(bytes(text.substring(at, Math.min(text.length(), at + packet))));
        }
        return answer;
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static UrlSpec url(@Nullable String digest) {
        return new UrlSpec("/", List.of(), digest, null);
    }

    private static String reasonOf(CheckResult result) {
        return switch (result) {
            case CheckResult.Passed(String test) -> test;
            case CheckResult.Failed(String reason) -> reason;
            case CheckResult.NotChecked(String line) -> line;
            case CheckResult.OfProgram _, CheckResult.FileValue _ -> result.toString();
        };
    }
}
