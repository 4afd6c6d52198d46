package io.aloft.checkers.ping;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EchoMessageTest {

    @Test
    void requestCarriesKeepalivedsText() {
        byte[] request = EchoMessage.request(true, 0x0102);
        assertThat(request).hasSize(136);
        assertThat(HexFormat.of().formatHex(request, 0, 8)).isEqualTo("0800000000000102");
        assertThat(new String(request, 8, 128, StandardCharsets.US_ASCII))
                .isEqualTo("keepalived check - ".repeat(7).substring(0, 128));
        assertThat(EchoMessage.request(false, 0xffff)).startsWith(128, 0, 0, 0, 0, 0, 255, 255);
    }

    @ParameterizedTest
    @CsvSource({
        "0000000000070102, true, true",
        "00000000000701026b65, true, true",
        "8100000000070102, false, true",
        "8100000000070102, true, false",
        "0000000000070102, false, false",
        "0000000000070103, true, false",
        "0300000000070102, true, false",
        "00000000000701, true, false",
        "'', true, false",
    })
    void replyIsKnownByTypeAndSequenceNumber(String hex, boolean ipv4, boolean isReply) {
        ByteBuffer datagram = ByteBuffer.wrap(HexFormat.of().parseHex(hex));
        assertThat(EchoMessage.isReply(datagram, ipv4, 0x0102)).isEqualTo(isReply);
    }
}
