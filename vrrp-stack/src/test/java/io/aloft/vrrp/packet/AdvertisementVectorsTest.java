package io.aloft.vrrp.packet;

import static org.assertj.core.api.Assertions.assertThat;

import io.aloft.model.net.IpAddress;
import io.aloft.model.net.MacAddress;
import io.aloft.model.vrrp.Authentication;
import io.aloft.vrrp.Specs;
import java.time.Duration;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** Frames captured from keepalived; ours must be the same to the byte, and must be read back to the same meaning. */
class AdvertisementVectorsTest {

    private static final IpAddress SENDER = IpAddress.of("10.9.0.1");
    private static final MacAddress MAC = new MacAddress(0x0200_0000_0001L);

    private static final Specs PLAIN = Specs.router();
    private static final Specs PASS = Specs.router().priority(150).with(s -> {
        s.vrid = 52;
        s.advertInterval = Duration.ofSeconds(2);
        s.authentication = new Authentication.Password("s3cret");
        s.addresses = Specs.addresses("10.9.0.111", "10.9.0.112");
    });
    private static final Specs OWNER = Specs.router().priority(255).with(s -> {
        s.vrid = 57;
        s.addresses = Specs.addresses("10.9.0.151");
    });

    @Test
    void aFrameWithoutAuthenticationEqualsTheCapturedOne() {
        assertThat(hex(new AdvertisementEncoder(PLAIN.spec()).frame(100, SENDER, MAC)))
                .isEqualTo(squeeze("""
                        01005e000012 020000000001 0800
                        45 c0 0030 0001 0000 ff 70 d080 0a090001 e0000012
                        21 33 64 03 00 01 a3c9 0a090065 0a090066 c0000221 0000000000000000
                        """));
    }

    @Test
    void theLastAdvertisementEqualsTheCapturedOne() {
        assertThat(hex(new AdvertisementEncoder(PLAIN.spec()).message(0)))
                .isEqualTo(squeeze("21 33 00 03 00 01 07ca 0a090065 0a090066 c0000221 0000000000000000"));
    }

    @Test
    void aFrameWithPasswordEqualsTheCapturedOne() {
        assertThat(hex(new AdvertisementEncoder(PASS.spec()).frame(150, SENDER, MAC))
                        .substring(28))
                .isEqualTo(squeeze("""
                        45c0002c00010000ff70d0840a090001e0000012
                        21 34 96 02 01 02 f6bb 0a09006f 0a090070 7333637265740000
                        """));
    }

    @Test
    void anOwnersMessageEqualsTheCapturedOne() {
        assertThat(hex(new AdvertisementEncoder(OWNER.spec()).message(255)))
                .isEqualTo(squeeze("21 39 ff 01 00 01 d523 0a090097 0000000000000000"));
    }

    @Test
    void theIdentificationCountsFromOneAndSkipsZero() {
        var encoder = new AdvertisementEncoder(PLAIN.spec());
        byte[] last = new byte[0];
        for (int i = 0; i < 65536; i++) {
            last = encoder.frame(100, SENDER, MAC);
        }
        assertThat(hex(last).substring(36, 40)).isEqualTo("0001");
    }

    @Test
    void whatWeSendPassesOurOwnChecks() {
        for (Specs specs : new Specs[] {PLAIN, PASS, OWNER}) {
            byte[] frame = new AdvertisementEncoder(specs.spec()).frame(specs.priority, SENDER, MAC);
            ReceivedPacket packet =
                    PacketDecoder.decode(frame, 14, frame.length - 14).orElseThrow();
            Verdict verdict = ReceiveChecks.check(packet, specs.spec(), null);
            assertThat(verdict).isInstanceOfSatisfying(Verdict.Accepted.class, accepted -> {
                assertThat(accepted.remarks()).isEmpty();
                assertThat(accepted.advertisement().sender()).isEqualTo(SENDER);
                assertThat(accepted.advertisement().priority()).isEqualTo(specs.priority);
                assertThat(accepted.advertisement().addresses())
                        .isEqualTo(
                                specs.addresses.stream().map(a -> a.address()).toList());
            });
        }
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private static String squeeze(String spaced) {
        return spaced.replaceAll("\\s", "");
    }
}
