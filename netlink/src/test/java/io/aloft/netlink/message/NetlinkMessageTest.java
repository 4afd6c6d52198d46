package io.aloft.netlink.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NetlinkMessageTest {

    private static final NetlinkMessage FIRST = new NetlinkMessage(20, 0x605, 7, 0, new byte[] {1, 2, 3});
    private static final NetlinkMessage SECOND = new NetlinkMessage(3, 2, -1, 0x6b0112cb, new byte[0]);

    private static byte[] together(NetlinkMessage... messages) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (NetlinkMessage message : messages) {
            out.writeBytes(message.encode());
        }
        return out.toByteArray();
    }

    @Test
    void headerCountsThePayloadButNotThePadding() {
        assertThat(HexFormat.ofDelimiter(" ").formatHex(FIRST.encode()))
                .isEqualTo("13 00 00 00 14 00 05 06 07 00 00 00 00 00 00 00 01 02 03 00");
    }

    @Test
    void severalMessagesOfADatagramAreTakenApart() {
        NetlinkMessage.Decoded decoded = NetlinkMessage.decode(together(FIRST, SECOND, FIRST));
        assertThat(decoded.messages()).containsExactly(FIRST, SECOND, FIRST);
        assertThat(decoded.malformed()).isFalse();
    }

    @Test
    void lastMessageMayLackItsPadding() {
        byte[] datagram = together(SECOND, FIRST);
        assertThat(NetlinkMessage.decode(Arrays.copyOf(datagram, datagram.length - 1)))
                .isEqualTo(new NetlinkMessage.Decoded(List.of(SECOND, FIRST), false));
    }

    @Test
    void wholeMessagesBeforeTheDamageAreKept() {
        byte[] datagram = together(FIRST, SECOND);
        for (int length = 21; length < datagram.length; length++) {
            assertThat(NetlinkMessage.decode(Arrays.copyOf(datagram, length)))
                    .isEqualTo(new NetlinkMessage.Decoded(List.of(FIRST), true));
        }
    }

    @Test
    void impossibleLengthsAreDamage() {
        for (String length : new String[] {"00000000", "0f000000", "15000000", "ffffffff", "ffffff7f"}) {
            byte[] datagram = together(FIRST);
            System.arraycopy(HexFormat.of().parseHex(length), 0, datagram, 0, 4);
            assertThat(NetlinkMessage.decode(datagram)).isEqualTo(new NetlinkMessage.Decoded(List.of(), true));
        }
    }

    @Test
    void randomDatagramsNeverThrow() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 20_000; round++) {
            byte[] datagram = new byte[random.nextInt(100)];
            random.nextBytes(datagram);
            if (datagram.length > 4) {
                System.arraycopy(new byte[] {(byte) random.nextInt(60), 0, 0, 0}, 0, datagram, 0, 4);
            }
            assertThat(NetlinkMessage.decode(datagram).messages())
                    .as("seed %d", seed)
                    .allSatisfy(message -> assertThat(message.payload().length).isLessThan(100));
        }
    }
}
