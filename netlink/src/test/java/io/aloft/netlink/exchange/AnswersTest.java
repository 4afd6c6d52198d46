package io.aloft.netlink.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.aloft.netlink.message.Netlink;
import io.aloft.netlink.message.NetlinkMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AnswersTest {

    private static final Duration LIMIT = Duration.ofMillis(250);
    private static final int PORT = 725;
    private static final int FIRST = 3;

    private static Answers batchOf(int size) {
        List<NetlinkRequest> requests = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            requests.add(NetlinkRequest.command("request " + i, 20, 0, new byte[0]));
        }
        return new Answers(requests, FIRST, PORT);
    }

    private static NetlinkMessage only(String hex) {
        NetlinkMessage.Decoded decoded = NetlinkMessage.decode(ScriptedPeer.bytes(hex));
        assertThat(decoded.malformed()).isFalse();
        return decoded.messages().getFirst();
    }

    private static NetlinkMessage acknowledgementOf(int index) {
        return new NetlinkMessage(Netlink.NLMSG_ERROR, 0x100, FIRST + index, PORT, new byte[20]);
    }

    private static String failure(NetlinkOutcome outcome) {
        return outcome instanceof NetlinkOutcome.Failed(NetlinkException reason)
                ? String.valueOf(reason.getMessage())
                : "done";
    }

    @Test
    void acknowledgementOfTheKernelIsDone() {
        Answers answers = batchOf(1);
        assertThat(answers.accept(only("""
            24 00 00 00 02 00 00 01 03 00 00 00 d5 02 00 00 00 00 00 00
            68 00 00 00 1c 00 05 00 03 00 00 00 00 00 00 00\
            """))).isTrue();
        assertThat(answers.complete()).isTrue();
        assertThat(answers.outcomes(LIMIT)).containsExactly(new NetlinkOutcome.Done(List.of()));
    }

    @Test
    void refusalCarriesTheKernelsOwnWords() {
        Answers answers = batchOf(1);
        // Flags CAPPED and ACK_TLVS; attribute 1 is the text.
        answers.accept(only("""
            48 00 00 00 02 00 00 03 03 00 00 00 d5 02 00 00 ef ff ff ff
            2c 00 00 00 14 00 05 06 03 00 00 00 00 00 00 00
            23 00 01 00 69 70 76 34 3a 20 41 64 64 72 65 73 73 20 61 6c 72 65 61 64 79
            20 61 73 73 69 67 6e 65 64 00 00\
            """));
        assertThat(answers.outcomes(LIMIT))
                .extracting(AnswersTest::failure)
                .containsExactly("request 0: File exists (EEXIST): ipv4: Address already assigned");
    }

    @Test
    void quietRequestIsDoneOnceALaterOneIsAnswered() {
        List<NetlinkRequest> requests = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            NetlinkRequest request = NetlinkRequest.command("request " + i, 20, 0, new byte[0]);
            requests.add(i == 1 ? request : request.quietly());
        }
        Answers answers = new Answers(requests, FIRST, PORT);
        answers.accept(acknowledgementOf(2));
        assertThat(answers.outcomes(LIMIT))
                .extracting(AnswersTest::failure)
                .containsExactly(
                        "done",
                        "request 1: no answer from the kernel within 250 ms",
                        "done",
                        "request 3: no answer from the kernel within 250 ms");
        answers.lost();
        assertThat(answers.outcomes(LIMIT))
                .extracting(AnswersTest::failure)
                .first()
                .asString()
                .contains("ENOBUFS");
    }

    @Test
    void textIsFoundBehindARepeatedRequestToo() {
        Answers answers = batchOf(1);
        answers.accept(only("""
            30 00 00 00 02 00 00 02 03 00 00 00 d5 02 00 00 ff ff ff ff
            14 00 00 00 14 00 05 06 03 00 00 00 00 00 00 00 aa bb cc dd
            07 00 01 00 6e 6f 00 00\
            """));
        assertThat(answers.outcomes(LIMIT))
                .extracting(AnswersTest::failure)
                .containsExactly("request 0: Operation not permitted (EPERM): no");
    }

    @Test
    void repliesBelongToTheirRequest() {
        Answers answers = batchOf(2);
        NetlinkMessage reply = new NetlinkMessage(28, 0, FIRST + 1, PORT, new byte[] {1, 2, 3, 4});
        answers.accept(acknowledgementOf(0));
        answers.accept(reply);
        assertThat(answers.complete()).isFalse();
        answers.accept(acknowledgementOf(1));
        assertThat(answers.outcomes(LIMIT))
                .containsExactly(new NetlinkOutcome.Done(List.of()), new NetlinkOutcome.Done(List.of(reply)));
    }

    @Test
    void lostAnswerIsAnOutcomeAndLeavesTheOthersAlone() {
        Answers answers = batchOf(3);
        answers.accept(acknowledgementOf(0));
        answers.accept(acknowledgementOf(2));
        assertThat(answers.complete()).as("the kernel answers in order").isTrue();
        assertThat(answers.outcomes(LIMIT))
                .extracting(AnswersTest::failure)
                .containsExactly("done", "request 1: no answer from the kernel within 250 ms", "done");
    }

    @Test
    void answersOfOthersAreStrays() {
        Answers answers = batchOf(2);
        assertThat(answers.accept(new NetlinkMessage(2, 0, FIRST - 1, PORT, new byte[20])))
                .isFalse();
        assertThat(answers.accept(new NetlinkMessage(2, 0, FIRST + 2, PORT, new byte[20])))
                .isFalse();
        assertThat(answers.accept(new NetlinkMessage(2, 0, FIRST, PORT + 1, new byte[20])))
                .isFalse();
        assertThat(answers.accept(acknowledgementOf(0))).isTrue();
        assertThat(answers.accept(acknowledgementOf(0))).as("a second answer").isFalse();
    }

    @Test
    void sequenceNumbersMayWrap() {
        Answers answers = new Answers(
                List.of(
                        NetlinkRequest.command("a", 20, 0, new byte[0]),
                        NetlinkRequest.command("b", 20, 0, new byte[0])),
                Integer.MAX_VALUE,
                PORT);
        answers.accept(new NetlinkMessage(2, 0, Integer.MAX_VALUE, PORT, new byte[20]));
        answers.accept(new NetlinkMessage(2, 0, Integer.MIN_VALUE, PORT, new byte[20]));
        assertThat(answers.outcomes(LIMIT)).extracting(AnswersTest::failure).containsExactly("done", "done");
    }

    @Test
    void droppedAnswersSaySo() {
        Answers answers = batchOf(2);
        answers.accept(acknowledgementOf(0));
        answers.lost();
        assertThat(answers.outcomes(LIMIT))
                .extracting(AnswersTest::failure)
                .containsExactly("done", "request 1: the answer was lost, too many were waiting (ENOBUFS)");
    }

    @Test
    void acknowledgementCutShortIsAFailure() {
        Answers answers = batchOf(1);
        answers.accept(new NetlinkMessage(Netlink.NLMSG_ERROR, 0, FIRST, PORT, new byte[3]));
        assertThat(answers.outcomes(LIMIT))
                .extracting(AnswersTest::failure)
                .containsExactly("request 0: the kernel's answer is cut short or contradicts itself");
    }

    @Test
    void dumpEndsWithDoneAndKnowsWhenItWasDisturbed() {
        Answers answers = new Answers(List.of(NetlinkRequest.dump("list", 18, new byte[16])), FIRST, PORT);
        NetlinkMessage entry =
                new NetlinkMessage(16, Netlink.NLM_F_MULTI | Netlink.NLM_F_DUMP_INTR, FIRST, PORT, new byte[16]);
        answers.accept(entry);
        answers.accept(entry);
        answers.accept(only("14 00 00 00 03 00 02 00 03 00 00 00 d5 02 00 00 00 00 00 00"));
        assertThat(answers.interrupted()).isTrue();
        assertThat(answers.outcomes(LIMIT)).containsExactly(new NetlinkOutcome.Done(List.of(entry, entry)));
    }

    @Test
    void randomAnswersNeverThrow() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 20_000; round++) {
            Answers answers = batchOf(2);
            byte[] payload = new byte[random.nextInt(60)];
            random.nextBytes(payload);
            try {
                for (int i = 0; i < 3; i++) {
                    answers.accept(new NetlinkMessage(
                            random.nextInt(5), random.nextInt(0x400), FIRST + random.nextInt(3), PORT, payload));
                }
                assertThat(answers.outcomes(LIMIT)).hasSize(2);
            } catch (RuntimeException e) {
                throw new AssertionError("seed " + seed + " " + HexFormat.of().formatHex(payload), e);
            }
        }
    }
}
