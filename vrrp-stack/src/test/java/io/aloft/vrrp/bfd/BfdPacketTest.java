package io.aloft.vrrp.bfd;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BfdPacketTest {

    private static final BfdPacket DOWN = new BfdPacket(
            BfdDiagnostic.NONE, BfdState.DOWN, false, false, false, 4, 0xaf42c3ce, 0, 1_000_000, 50_000, 0);

    /** Recorded from keepalived 2.2.7. */
    @Test
    void aPacketHasTheBytesThatKeepalivedSends() {
        assertThat(HexFormat.of().formatHex(DOWN.encode()))
                .isEqualTo("20400418" + "af42c3ce" + "00000000" + "000f4240" + "0000c350" + "00000000");
        byte[] up =
                HexFormat.of().parseHex("20c0041" + "88abf526f" + "af42c3ce" + "00009c40" + "0000c350" + "00000000");
        assertThat(BfdPacket.decode(up))
                .isEqualTo(new BfdPacket.Decoded.Valid(new BfdPacket(
                        BfdDiagnostic.NONE,
                        BfdState.UP,
                        false,
                        false,
                        false,
                        4,
                        0x8abf526f,
                        0xaf42c3ce,
                        40_000,
                        50_000,
                        0)));
    }

    @ParameterizedTest
    @CsvSource({
        "20400418, 'is fine'",
        "40400418, 'version 2, only 1 is known'",
        "20400419, 'length field 25 in 24 bytes'",
        "20400018, 'detection multiplier 0'",
        "20410418, 'multipoint bit set'",
        "20c00418, 'state Up without our discriminator'",
        "20800418, 'state Init without our discriminator'",
        "20700418, 'poll and final at once'",
        "29400418, 'diagnostic 9 is not known'",
        "20440418, 'authenticated, and no authentication is in use'",
        "20000418, 'is fine'",
    })
    void whatRfc5880SaysToDiscardIsDiscardedWithAReason(String head, String verdict) {
        byte[] bytes = HexFormat.of().parseHex(head + "af42c3ce" + "00000000" + "000f4240" + "0000c350" + "00000000");
        String found =
                BfdPacket.decode(bytes) instanceof BfdPacket.Decoded.Rejected rejected ? rejected.reason() : "is fine";
        assertThat(found).isEqualTo(verdict);
    }

    @Test
    void aSenderWithoutDiscriminatorIsNobody() {
        byte[] bytes = HexFormat.of().parseHex("20400418" + "00000000".repeat(5));
        assertThat(BfdPacket.decode(bytes)).isEqualTo(new BfdPacket.Decoded.Rejected("discriminator 0"));
    }

    /** Half of the bytes are a valid packet with some bits turned, so that the later checks are reached too. */
    @Test
    void noBytesMakeTheDecoderThrowAndWhatIsValidComesBackAsItWas() {
        long seed = 20260807;
        Random random = new Random(seed);
        int valid = 0;
        for (int i = 0; i < 200_000; i++) {
            byte[] bytes = i % 2 == 0 ? DOWN.encode() : new byte[random.nextInt(60)];
            if (i % 2 == 0) {
                for (int flips = random.nextInt(4); flips > 0; flips--) {
                    bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
                }
            } else {
                random.nextBytes(bytes);
            }
            if (BfdPacket.decode(bytes) instanceof BfdPacket.Decoded.Valid(BfdPacket packet)) {
                valid++;
                // Bit 3 of the flags tells that control packets do not share the fate of the data; nobody looks at it.
                bytes[1] &= (byte) ~0x08;
                bytes[3] = BfdPacket.BYTES;
                assertThat(packet.encode())
                        .as("seed %d, packet %d", seed, i)
                        .isEqualTo(Arrays.copyOf(bytes, BfdPacket.BYTES));
            }
        }
        assertThat(valid).isGreaterThan(1000);
    }
}
