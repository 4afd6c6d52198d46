package io.aloft.checkers.udp;

import static org.assertj.core.api.Assertions.assertThat;

import io.aloft.checkers.netty.OneCheck;
import io.aloft.checkers.netty.ScriptedDatagrams;
import io.aloft.model.lvs.CheckTiming;
import io.aloft.model.lvs.CheckerSpec;
import io.aloft.model.lvs.ConnectSpec;
import io.aloft.model.lvs.HexPattern;
import io.aloft.model.net.Endpoint;
import io.aloft.model.net.IpAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class UdpCheckerTest {

    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(200);

    private static final String PASSED = "passed: UDP connection";
    private static final String FAILED = "failed: UDP connection to rs failed.";
    private static final String MISMATCH = "failed: UDP check to rs reply data mismatch.";

    /** What is configured, what the server answers in hexadecimal, and what comes of it. Null answers nothing. */
    static Stream<Arguments> answers() {
        return Stream.of(
                Arguments.of("silence is enough", expecting(SHORT, false, null, 0, 255), null, PASSED),
                Arguments.of("any answer is enough", expecting(LONG, false, null, 0, 255), "00", PASSED),
                Arguments.of("an empty answer is one", expecting(LONG, true, null, 0, 255), "", PASSED),
                Arguments.of("silence is not enough", expecting(SHORT, true, null, 0, 255), null, FAILED),
                Arguments.of("lengths do not count alone", expecting(LONG, true, null, 5, 6), "00", PASSED),
                Arguments.of("equal", expecting(LONG, true, "ab12", 0, 255), "ab12", PASSED),
                Arguments.of("longer", expecting(LONG, true, "ab12", 0, 255), "ab12ff", PASSED),
                Arguments.of("shorter", expecting(LONG, true, "ab12", 0, 255), "ab", PASSED),
                Arguments.of("different", expecting(LONG, true, "ab12", 0, 255), "ab13", MISMATCH),
                Arguments.of("wildcards", expecting(LONG, true, "xbx2", 0, 255), "0bf2", PASSED),
                Arguments.of("beside wildcards", expecting(LONG, true, "xbx2", 0, 255), "0bf3", MISMATCH),
                Arguments.of("too short", expecting(LONG, true, "ab12", 3, 255), "ab12", MISMATCH),
                Arguments.of("long enough", expecting(LONG, true, "ab12", 3, 255), "ab1200", PASSED),
                Arguments.of("too long", expecting(LONG, true, "ab12", 0, 3), "ab120000", MISMATCH),
                Arguments.of("much too long", expecting(LONG, true, "ab12", 0, 3), "ab12".repeat(20_000), MISMATCH),
                Arguments.of("not too long", expecting(LONG, true, "ab12", 0, 4), "ab120000", PASSED),
                Arguments.of(
                        "as long as can be", expecting(LONG, true, "ab", 65_000, 65_535), "ab".repeat(65_000), PASSED),
                Arguments.of("no room at all", expecting(LONG, true, "ab", 0, 0), "ab", MISMATCH));
    }

    /** A specification without its target. */
    private record Expectation(
            Duration timeout, boolean required, @Nullable String reply, int least, int most) {

        CheckerSpec.UdpCheck spec(ConnectSpec connect) {
            var timing = new CheckTiming(LONG, 1, LONG, Duration.ZERO, false, false);
            return new CheckerSpec.UdpCheck(
                    connect,
                    timing,
                    HexPattern.DEFAULT_PAYLOAD,
                    required,
                    reply == null ? null : new HexPattern(reply),
                    least,
                    most);
        }
    }

    private static Expectation expecting(
            Duration timeout, boolean required, @Nullable String reply, int least, int most) {
        return new Expectation(timeout, required, reply, least, most);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("answers")
    void serverIsJudgedByItsAnswer(String name, Expectation expectation, @Nullable String answer, String expected)
            throws Exception {
        for (OneCheck check : List.of(OneCheck.withEpoll(), OneCheck.withSelector())) {
            try (check;
                    var server = new ScriptedDatagrams(_ ->
                            answer == null ? List.of() : List.of(HexFormat.of().parseHex(answer)))) {
                assertThat(result(check, expectation, server.endpoint())).isEqualTo(expected);
                assertThat(check.reports()).isOne();
            }
        }
    }

    @Test
    void payloadIsSentAsConfigured() throws Exception {
        try (var check = OneCheck.withEpoll();
                var server = new ScriptedDatagrams(List::of)) {
            assertThat(result(check, expecting(LONG, true, null, 0, 255), server.endpoint()))
                    .isEqualTo(PASSED);
            assertThat(server.received().take())
                    .asString(StandardCharsets.US_ASCII)
                    .isEqualTo("keepalived check - keepalived ch");
        }
    }

    /** Nobody says no, so it has to be waited for: a check that passes at once would not see a refusal. */
    @Test
    void silencePassesOnlyWhenTheTimeIsUp() throws Exception {
        try (var check = OneCheck.withEpoll();
                var server = ScriptedDatagrams.silent()) {
            var spec = expecting(LONG, false, null, 0, 255).spec(ConnectSpec.to(server.endpoint(), LONG));
            CompletableFuture<?> result = check.start(new UdpChecker("rs", spec, check.connector(spec.connect())), 0);
            assertThat(server.received().take()).isNotEmpty();
            assertThat(result).isNotDone();
        }
    }

    @Test
    void closedPortFailsAtOnceWhetherAnAnswerIsRequiredOrNot() throws Exception {
        for (OneCheck check : List.of(OneCheck.withEpoll(), OneCheck.withSelector())) {
            try (check) {
                Endpoint closed = ScriptedDatagrams.refusing();
                assertThat(result(check, expecting(LONG, false, null, 0, 255), closed))
                        .isEqualTo(FAILED);
                assertThat(result(check, expecting(LONG, true, null, 0, 255), closed))
                        .isEqualTo(FAILED);
            }
        }
    }

    @Test
    void addressThatThisHostLacksIsAFailureAsInKeepalived() throws Exception {
        try (var check = OneCheck.withEpoll();
                var server = ScriptedDatagrams.silent()) {
            var foreign = new ConnectSpec(server.endpoint(), IpAddress.of("192.0.2.77"), 0, null, 0, LONG);
            var spec = expecting(LONG, false, null, 0, 255).spec(foreign);
            assertThat(OneCheck.textOf(check.result(new UdpChecker("rs", spec, check.connector(foreign)))))
                    .isEqualTo(FAILED);
        }
    }

    @Test
    void ipv6ServerIsAskedToo() throws Exception {
        try (var check = OneCheck.withEpoll();
                var server = new ScriptedDatagrams("::1", List::of)) {
            assertThat(result(check, expecting(LONG, true, null, 0, 255), server.endpoint()))
                    .isEqualTo(PASSED);
        }
    }

    private static String result(OneCheck check, Expectation expectation, Endpoint target) throws Exception {
        var spec = expectation.spec(ConnectSpec.to(target, expectation.timeout()));
        return OneCheck.textOf(check.result(new UdpChecker("rs", spec, check.connector(spec.connect()))));
    }
}
