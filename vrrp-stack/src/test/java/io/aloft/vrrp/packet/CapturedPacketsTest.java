package io.aloft.vrrp.packet;

import static org.assertj.core.api.Assertions.assertThat;

import io.aloft.model.net.MacAddress;
import io.aloft.model.vrrp.VrrpState;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Packets captured from keepalived; ours must be the same to the byte, and must be read back to the same meaning. */
class CapturedPacketsTest {

    static Stream<Captured> captured() {
        return Captured.all();
    }

    @ParameterizedTest
    @MethodSource("captured")
    void theEncoderWritesTheCapturedBytes(Captured captured) {
        assertThat(HexFormat.of().formatHex(captured.encoded()))
                .isEqualTo(HexFormat.of().formatHex(captured.bytes()));
    }

    @ParameterizedTest
    @MethodSource("captured")
    void theCapturedBytesPassTheChecksOfTheSameConfiguration(Captured captured) {
        byte[] bytes = captured.bytes();
        ReceivedPacket packet = PacketDecoder.decode(bytes, 0, bytes.length).orElseThrow();
        assertThat(ReceiveChecks.check(packet, captured.specs().spec(), receiver(captured)))
                .isEqualTo(new Verdict.Accepted(
                        new Advertisement(
                                captured.source(),
                                captured.priority(),
                                captured.specs().addresses.stream()
                                        .map(address -> address.address())
                                        .toList(),
                                captured.specs().advertInterval),
                        List.of()));
    }

    @ParameterizedTest
    @MethodSource("captured")
    void theMinimumOfAnEthernetFrameChangesNothing(Captured captured) {
        byte[] bytes = captured.bytes();
        byte[] padded = Arrays.copyOf(bytes, Math.max(bytes.length + 2, 46));
        Arrays.fill(padded, bytes.length, padded.length, (byte) 7);
        ReceivedPacket packet = PacketDecoder.decode(padded, 0, padded.length).orElseThrow();
        assertThat(ReceiveChecks.check(packet, captured.specs().spec(), receiver(captured)))
                .isInstanceOf(Verdict.Accepted.class);
    }

    @ParameterizedTest
    @MethodSource("captured")
    void noBitOfTheMessageMayBeChanged(Captured captured) {
        // Over IPv4 nothing protects reserved bits and the trailer but themselves, so only the message is looked at.
        byte[] good = captured.bytes();
        int message = PacketDecoder.decode(good, 0, good.length).orElseThrow().message();
        int length = Layout.message(
                captured.specs().version,
                captured.specs().family,
                captured.specs().addresses.size());
        for (int bit = 0; bit < length * 8; bit++) {
            byte[] bytes = good.clone();
            bytes[message + bit / 8] ^= (byte) (1 << bit % 8);
            ReceivedPacket packet = PacketDecoder.decode(bytes, 0, bytes.length).orElseThrow();
            assertThat(ReceiveChecks.check(packet, captured.specs().spec(), receiver(captured)))
                    .as("bit %d", bit)
                    .isInstanceOf(Verdict.Dropped.class);
        }
    }

    @Test
    void theFrameToAnIpv4GroupIsTheCapturedOne() {
        Captured first = Captured.all().findFirst().orElseThrow();
        assertThat(HexFormat.of().formatHex(EthernetFrame.multicast(first.bytes(), new MacAddress(0x0200_0000_0001L))))
                .startsWith("01005e000012" + "020000000001" + "0800" + "45c00030");
    }

    @Test
    void theFrameToAnIpv6GroupIsTheCapturedOne() {
        Captured ipv6 =
                Captured.all().filter(c -> c.id().equals("V5")).findFirst().orElseThrow();
        assertThat(HexFormat.of().formatHex(EthernetFrame.multicast(ipv6.bytes(), new MacAddress(0x0200_0000_0001L))))
                .startsWith("333300000012" + "020000000001" + "86dd" + "6c000000");
    }

    private static Receiver receiver(Captured captured) {
        return new Receiver(new Authenticator(captured.specs().spec()), VrrpState.BACKUP, 100, null, captured.now());
    }
}
