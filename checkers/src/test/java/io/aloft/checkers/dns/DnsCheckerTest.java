package io.aloft.checkers.dns;

import static org.assertj.core.api.Assertions.assertThat;

import io.aloft.checkers.netty.OneCheck;
import io.aloft.checkers.netty.ScriptedDatagrams;
import io.aloft.model.lvs.CheckTiming;
import io.aloft.model.lvs.CheckerSpec;
import io.aloft.model.lvs.CheckerSpec.DnsType;
import io.aloft.model.lvs.ConnectSpec;
import io.aloft.model.net.Endpoint;
import io.aloft.model.net.IpAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DnsCheckerTest {

    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(200);
    private static final String TIMEOUT = "failed: read timeout from socket";

    /** A name server's behaviour, how long it is waited for, and what comes of it. */
    static Stream<Arguments> servers() {
        return Stream.of(
                server("answers", LONG, query -> List.of(answer(query, 0x8180)), "passed: DNS query"),
                server(
                        "has nothing, without an error",
                        LONG,
                        query -> List.of(answer(query, 0x8180)),
                        "passed: DNS query"),
                server("truncates", LONG, query -> List.of(answer(query, 0x8380)), "passed: DNS query"),
                server(
                        "answers with a header alone",
                        LONG,
                        query -> List.of(Arrays.copyOf(answer(query, 0x8180), 12)),
                        "passed: DNS query"),
                server(
                        "knows no such name",
                        LONG,
                        query -> List.of(answer(query, 0x8183)),
                        "failed: read error occurred. (rcode = 3)"),
                server(
                        "fails",
                        LONG,
                        query -> List.of(answer(query, 0x8182)),
                        "failed: read error occurred. (rcode = 2)"),
                server(
                        "refuses",
                        LONG,
                        query -> List.of(answer(query, 0x8185)),
                        "failed: read error occurred. (rcode = 5)"),
                server(
                        "is overtaken by forgers",
                        LONG,
                        query -> List.of(
                                new byte[0],
                                new byte[11],
                                forged(answer(query, 0x8183)),
                                query,
                                answer(query, 0x8180),
                                answer(query, 0x8183)),
                        "passed: DNS query"),
                server("says nothing", SHORT, _ -> List.of(), TIMEOUT),
                server("echoes", SHORT, List::of, TIMEOUT),
                server("answers short", SHORT, query -> List.of(new byte[] {query[0], query[1], -1}), TIMEOUT),
                server("answers another", SHORT, query -> List.of(forged(answer(query, 0x8180))), TIMEOUT),
                server("sends rubbish", SHORT, _ -> List.of(rubbish(1), rubbish(512), rubbish(60_000)), TIMEOUT));
    }

    private static Arguments server(
            String name, Duration timeout, Function<byte[], List<byte[]>> script, String expected) {
        return Arguments.of(name, timeout, script, expected);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("servers")
    void serverIsJudgedByItsAnswer(
            String name, Duration timeout, Function<byte[], List<byte[]>> script, String expected) throws Exception {
        for (OneCheck check : List.of(OneCheck.withEpoll(), OneCheck.withSelector())) {
            try (check;
                    var server = new ScriptedDatagrams(script)) {
                assertThat(OneCheck.textOf(check.result(checker(check, server.endpoint(), timeout))))
                        .isEqualTo(expected);
                assertThat(check.reports()).isOne();
            }
        }
    }

    @Test
    void closedPortIsAnErrorAtOnce() throws Exception {
        for (OneCheck check : List.of(OneCheck.withEpoll(), OneCheck.withSelector())) {
            try (check) {
                assertThat(OneCheck.textOf(check.result(checker(check, ScriptedDatagrams.refusing(), LONG))))
                        .isEqualTo("failed: failed to read socket; errno 111 (Connection refused)");
            }
        }
    }

    @Test
    void addressThatThisHostLacksSaysNothingAboutTheServer() throws Exception {
        try (var check = OneCheck.withEpoll();
                var server = ScriptedDatagrams.silent()) {
            var foreign = new ConnectSpec(server.endpoint(), IpAddress.of("192.0.2.77"), 0, null, 0, LONG);
            assertThat(OneCheck.textOf(check.result(checker(check, foreign))))
                    .startsWith("not checked: DNS_CHECK (rs) UDP socket bind failed. Rescheduling. (");
        }
    }

    @Test
    void idsOfQueriesDiffer() throws Exception {
        try (var check = OneCheck.withEpoll();
                var server = new ScriptedDatagrams(query -> List.of(answer(query, 0x8180)))) {
            var checker = checker(check, server.endpoint(), LONG);
            check.result(checker);
            check.result(checker);
            byte[] first = server.received().take();
            byte[] second = server.received().take();
            assertThat(new byte[] {first[0], first[1]}).isNotEqualTo(new byte[] {second[0], second[1]});
            assertThat(first).hasSize(29);
        }
    }

    private static DnsChecker checker(OneCheck check, Endpoint target, Duration timeout) {
        return checker(check, ConnectSpec.to(target, timeout));
    }

    private static DnsChecker checker(OneCheck check, ConnectSpec connect) {
        var timing = new CheckTiming(LONG, 3, LONG, Duration.ZERO, false, false);
        var spec = new CheckerSpec.DnsCheck(connect, timing, DnsType.A, "example.com");
        return new DnsChecker("rs", spec, check.connector(connect), new Random(7));
    }

    /** The query with the flags of an answer. */
    private static byte[] answer(byte[] query, int flags) {
        byte[] answer = query.clone();
        answer[2] = (byte) (flags >> 8);
        answer[3] = (byte) flags;
        return answer;
    }

    private static byte[] forged(byte[] answer) {
        byte[] other = answer.clone();
        other[1]++;
        return other;
    }

    private static byte[] rubbish(int length) {
        var bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        // Not the id of the query, which the seed of the checker's ids decides.
        bytes[0] = 0;
        return bytes;
    }
}
