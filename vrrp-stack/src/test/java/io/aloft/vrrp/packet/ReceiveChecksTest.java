package io.aloft.vrrp.packet;

import static org.assertj.core.api.Assertions.assertThat;

import io.aloft.model.net.IpAddress;
import io.aloft.model.net.MacAddress;
import io.aloft.model.vrrp.Authentication;
import io.aloft.vrrp.Specs;
import io.aloft.vrrp.packet.Verdict.Kind;
import java.util.Arrays;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class ReceiveChecksTest {

    private static final IpAddress SENDER = IpAddress.of("10.9.0.1");
    private static final int IP = 14;
    private static final int VRRP = IP + 20;

    private final Specs ours = Specs.router().with(s -> s.authentication = new Authentication.Password("s3cret"));

    @Test
    void eachSpoiltFieldIsNamed() {
        assertDropped(f -> f[IP + 8] = 64, false, Kind.TTL, "invalid TTL/HL from 10.9.0.1. Received 64 and expect 255");
        assertDropped(
                f -> f[VRRP] = 0x31, false, Kind.VERSION, "wrong VRRP version from 10.9.0.1. Received 3 and expect 2");
        assertDropped(f -> f[VRRP + 4] = 7, true, Kind.AUTHENTICATION_TYPE, "Invalid auth type from 10.9.0.1: 7");
        assertDropped(
                f -> f[VRRP + 4] = 0,
                true,
                Kind.AUTHENTICATION_MISMATCH,
                "received a 0 auth from 10.9.0.1, expecting 1!");
        assertDropped(
                f -> f[f.length - 1] = 'x',
                true,
                Kind.AUTHENTICATION_FAILURE,
                "received an invalid passwd from 10.9.0.1!");
        assertDropped(
                f -> f[VRRP + 5] = 3,
                true,
                Kind.INTERVAL,
                "advertisement interval mismatch with 10.9.0.1 mine=1 sec rcv'd=3 sec");
        assertDropped(f -> f[VRRP] = 0x22, true, Kind.TYPE, "Invalid packet type from 10.9.0.1. 2 and expect 1");
        assertDropped(f -> f[VRRP + 2] ^= 1, false, Kind.CHECKSUM, "Invalid VRRPv2 checksum from 10.9.0.1");
        assertDropped(
                f -> f[IP + 19] = 19,
                false,
                Kind.DESTINATION,
                "Expected multicast packet to 224.0.0.18 but received packet to 224.0.0.19 from 10.9.0.1");
        assertDropped(
                f -> f[VRRP + 3] = 9,
                false,
                Kind.LENGTH,
                "vrrp packet from 10.9.0.1 too short, length 48 and expect 72");
        assertDropped(
                f -> f[VRRP + 3] = 1,
                false,
                Kind.LENGTH,
                "vrrp packet from 10.9.0.1 too long, length 48 and expect 40");
    }

    @Test
    void ethernetPaddingIsNoPartOfThePacket() {
        Specs one = Specs.router().with(s -> s.addresses = Specs.addresses("10.9.0.151"));
        byte[] frame = new AdvertisementEncoder(one.spec()).frame(100, SENDER, new MacAddress(1));
        byte[] padded = Arrays.copyOf(frame, 60);
        padded[59] = 7;
        assertThat(PacketDecoder.decode(padded, IP, 46)).isEqualTo(PacketDecoder.decode(frame, IP, frame.length - IP));
    }

    @Test
    void anotherAddressListIsRemarkedAndAccepted() {
        Specs theirs = Specs.router().with(s -> s.addresses = Specs.addresses("10.9.0.101", "10.9.0.200"));
        ReceivedPacket packet = packet(new AdvertisementEncoder(theirs.spec()).frame(90, SENDER, new MacAddress(1)));
        assertThat(ReceiveChecks.check(packet, Specs.router().spec(), null))
                .isInstanceOfSatisfying(
                        Verdict.Accepted.class,
                        accepted -> assertThat(accepted.remarks())
                                .extracting(Verdict.Objection::text)
                                .containsExactly(
                                        "expected 3 VIPs but received 2",
                                        "ip address associated with VRID 51 not present in advert from 10.9.0.1: 10.9.0.102"));
    }

    @Test
    void theSameMasterIsNotComparedAgainWhenToldSo() {
        Specs theirs = Specs.router().with(s -> s.addresses = Specs.addresses("10.9.0.101"));
        ReceivedPacket packet = packet(new AdvertisementEncoder(theirs.spec()).frame(90, SENDER, new MacAddress(1)));
        var skipping = Specs.router().with(s -> s.skipCheckAdvertAddress = true).spec();
        assertThat(((Verdict.Accepted) ReceiveChecks.check(packet, skipping, SENDER)).remarks())
                .isEmpty();
        assertThat(((Verdict.Accepted) ReceiveChecks.check(packet, skipping, IpAddress.of("10.9.0.7"))).remarks())
                .isNotEmpty();
    }

    @Test
    void noBytesMakeTheDecoderThrow() {
        long seed = System.nanoTime();
        var random = new Random(seed);
        byte[] good = new AdvertisementEncoder(ours.spec()).frame(100, SENDER, new MacAddress(1));
        for (int round = 0; round < 20_000; round++) {
            byte[] bytes = Arrays.copyOf(good, random.nextInt(good.length + 30));
            for (int i = random.nextInt(4); i > 0 && bytes.length > 0; i--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            assertThat(PacketDecoder.decode(bytes, IP, bytes.length - IP)
                            .map(packet -> ReceiveChecks.check(packet, ours.spec(), null)))
                    .as("seed %d round %d", seed, round)
                    .satisfiesAnyOf(
                            verdict -> assertThat(verdict).isEmpty(),
                            verdict -> assertThat(verdict).isPresent());
        }
    }

    @Test
    void everyCutBehindTheVridIsTooShort() {
        byte[] whole = new AdvertisementEncoder(ours.spec()).frame(100, SENDER, new MacAddress(1));
        for (int length = VRRP; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            var verdict = PacketDecoder.decode(cut, IP, length - IP)
                    .map(packet -> ReceiveChecks.check(packet, ours.spec(), null));
            if (length < VRRP + 2) {
                assertThat(verdict).as("without VRID").isEmpty();
            } else {
                assertThat(verdict)
                        .as("cut to %d", length)
                        .hasValueSatisfying(judged -> assertThat(judged)
                                .isInstanceOfSatisfying(
                                        Verdict.Dropped.class,
                                        dropped -> assertThat(
                                                        dropped.objection().kind())
                                                .isEqualTo(Kind.LENGTH)));
            }
        }
    }

    private void assertDropped(Consumer<byte[]> spoil, boolean fixChecksum, Kind kind, String text) {
        byte[] frame = new AdvertisementEncoder(ours.spec()).frame(100, SENDER, new MacAddress(1));
        spoil.accept(frame);
        if (fixChecksum) {
            frame[VRRP + 6] = 0;
            frame[VRRP + 7] = 0;
            int checksum = InternetChecksum.of(frame, VRRP, frame.length - VRRP);
            frame[VRRP + 6] = (byte) (checksum >>> 8);
            frame[VRRP + 7] = (byte) checksum;
        }
        assertThat(ReceiveChecks.check(packet(frame), ours.spec(), null))
                .isEqualTo(new Verdict.Dropped(new Verdict.Objection(kind, text)));
    }

    private static ReceivedPacket packet(byte[] frame) {
        return PacketDecoder.decode(frame, IP, frame.length - IP).orElseThrow();
    }
}
