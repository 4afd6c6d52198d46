package io.aloft.vrrp.packet;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.aloft.model.vrrp.HmacAuthentication.AntiReplay;
import io.aloft.model.vrrp.HmacAuthentication.Mode;
import io.aloft.model.vrrp.VirtualRouterSpec;
import io.aloft.model.vrrp.VrrpState;
import io.aloft.vrrp.Specs;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever bytes arrive, the decoder and the checks of every kind of router end with an answer that can be printed. In a plain build the
 * captured packets and random edits of them are judged; {@code docs/vrrp.md} has the command that lets Jazzer search.
 */
class PacketJazzerTest {

    private static final int ROUNDS = 5_000;

    /** Each captured configuration, so that every check is reached, and the modes of {@code auth_hmac}. */
    private static final List<VirtualRouterSpec> ROUTERS = Stream.concat(
                    Captured.all().map(captured -> captured.specs().spec()),
                    Stream.of(
                            Specs.router()
                                    .with(s -> s.hmac = Hmacs.of(Mode.PERMISSIVE, AntiReplay.MONOTONIC, 7))
                                    .spec(),
                            Specs.router()
                                    .version3()
                                    .inet6("fe80::72")
                                    .unicast("fd09::1")
                                    .with(s -> s.vrid = 72)
                                    .spec()))
            .distinct()
            .toList();

    static Stream<byte[]> packets() {
        return Captured.all().map(Captured::bytes);
    }

    @MethodSource("packets")
    @FuzzTest
    void anyBytesGiveAVerdictAndNoException(byte[] bytes) {
        judge(bytes);
    }

    @Test
    void randomEditsOfCapturedPacketsGiveAVerdictAndNoException() {
        long seed = Long.getLong("aloft.fuzz.seed", System.nanoTime());
        var random = new Random(seed);
        List<byte[]> good = packets().toList();
        for (int round = 0; round < ROUNDS; round++) {
            byte[] packet = good.get(random.nextInt(good.size()));
            byte[] bytes = Arrays.copyOf(packet, random.nextInt(packet.length + 40));
            for (int i = random.nextInt(4); i > 0 && bytes.length > 0; i--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            try {
                judge(bytes);
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError("-Daloft.fuzz.seed=" + seed + " round " + round, e);
            }
        }
    }

    private static void judge(byte[] bytes) {
        Optional<ReceivedPacket> packet = PacketDecoder.decode(bytes, 0, bytes.length);
        packet.ifPresent(received -> {
            assertThat(received.vrid()).isBetween(0, 255);
            assertThat(received.toString()).isNotEmpty();
            assertThat(received.receivedLength()).isBetween(0, bytes.length);
            for (VirtualRouterSpec router : ROUTERS) {
                Concern.of(received, router);
                var receiver = new Receiver(
                        new Authenticator(router),
                        VrrpState.MASTER,
                        router.priority(),
                        null,
                        Instant.ofEpochSecond(0x6b011030L));
                assertPrintable(ReceiveChecks.check(received, router, receiver));
            }
        });
    }

    private static void assertPrintable(Verdict verdict) {
        switch (verdict) {
            case Verdict.Dropped dropped ->
                assertThat(dropped.objection().text()).isNotEmpty();
            case Verdict.Accepted accepted ->
                assertThat(accepted.remarks())
                        .allSatisfy(remark -> assertThat(remark.text()).isNotEmpty());
        }
    }
}
