package io.aloft.vrrp.packet;

import static org.assertj.core.api.Assertions.assertThat;

import io.aloft.model.net.IpAddress;
import io.aloft.model.net.MacAddress;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class GratuitousArpTest {

    @Test
    void theFrameEqualsTheCapturedOne() {
        byte[] frame = GratuitousArp.frame(IpAddress.of("10.9.0.151"), new MacAddress(0x0200_0000_0001L));
        assertThat(HexFormat.of().formatHex(frame))
                .isEqualTo("ffffffffffff0200000000010806000108000604000102000000" + "00010a090097ffffffffffff0a090097");
    }
}
