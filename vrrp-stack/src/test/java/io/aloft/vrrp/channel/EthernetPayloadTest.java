package io.aloft.vrrp.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class EthernetPayloadTest {

    private static final byte[] PACKET = Packets.ipv4("10.9.0.2", "224.0.0.18", 51, 1);

    @Test
    void packetBeginsBehindTheHeader() {
        assertThat(EthernetPayload.offset(Packets.frame(PACKET))).isEqualTo(14);
        assertThat(EthernetPayload.offset(Packets.frame(Packets.ipv6("fe80::2", "ff02::12", 51, 1))))
                .isEqualTo(14);
    }

    @Test
    void tagWithoutVlanIsPassedOver() {
        assertThat(EthernetPayload.offset(Packets.tagged(PACKET, 0xe000))).isEqualTo(18);
        assertThat(EthernetPayload.offset(Packets.tagged(PACKET, 0xe001))).isNegative();
    }

    @Test
    void otherProtocolsAndShortFramesHoldNoPacket() {
        byte[] arp = Packets.frame(PACKET);
        arp[13] = 6;
        assertThat(EthernetPayload.offset(arp)).isNegative();
        byte[] tagged = Packets.tagged(PACKET, 0);
        for (int length = 0; length < 18; length++) {
            assertThat(EthernetPayload.offset(Arrays.copyOf(tagged, length)))
                    .as("%d octets", length)
                    .isNegative();
        }
    }
}
