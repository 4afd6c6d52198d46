package io.aloft.vrrp.packet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aloft.model.net.AddressFamily;
import io.aloft.model.net.IpAddress;
import io.aloft.model.vrrp.AdvertisementSize;
import io.aloft.model.vrrp.Authentication;
import io.aloft.model.vrrp.Conduct.UnicastChecksum;
import io.aloft.model.vrrp.HmacAuthentication.AntiReplay;
import io.aloft.model.vrrp.HmacAuthentication.Mode;
import io.aloft.model.vrrp.Unicast;
import io.aloft.model.vrrp.VirtualRouterSpec;
import io.aloft.model.vrrp.VrrpState;
import io.aloft.vrrp.Specs;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AdvertisementEncoderTest {

    private static final IpAddress SENDER = IpAddress.of("10.9.0.1");
    private static final IpAddress PEER = IpAddress.of("10.9.0.2");

    @Test
    void theIdentificationCountsFromOneAndSkipsZero() {
        AdvertisementEncoder encoder = encoder(Specs.router());
        for (int i = 1; i <= 0xffff; i++) {
            assertThat(identification(encoder)).isEqualTo(i);
        }
        assertThat(identification(encoder)).isEqualTo(1);
    }

    @Test
    void theIdentificationGoesOnAfterAReload() {
        var spec = Specs.router().spec();
        AdvertisementEncoder encoder = encoder(Specs.router());
        identification(encoder);
        assertThat(identification(encoder.reconfigured(spec, new Authenticator(spec))))
                .isEqualTo(2);
    }

    @Test
    void theTtlIs255AndOfUnicastWhatIsConfigured() {
        assertThat(ttl(Specs.router(), "10.9.0.1", "224.0.0.18")).isEqualTo(255);
        assertThat(ttl(Specs.router().unicast("10.9.0.2"), "10.9.0.1", "10.9.0.2"))
                .isEqualTo(255);
        assertThat(ttl(Specs.router().with(s -> s.unicast = ttl(7)), "10.9.0.1", "10.9.0.2"))
                .isEqualTo(7);
        // A router that lost its peers falls back on its group, which a low TTL must not reach.
        assertThat(ttl(Specs.router().with(s -> s.unicast = ttl(0)), "10.9.0.1", "224.0.0.18"))
                .isEqualTo(255);
    }

    @Test
    void theHopLimitOfUnicastIsThatOfTheKernelUnlessConfigured() {
        assertThat(hopLimit(Specs.router().version3().inet6("fe80::5"), "ff02::12"))
                .isEqualTo(255);
        assertThat(hopLimit(Specs.router().version3().inet6("fe80::5"), "fd09::2"))
                .isEqualTo(64);
        assertThat(hopLimit(Specs.router().version3().inet6("fe80::5").with(s -> s.unicast = ttl(9)), "fd09::2"))
                .isEqualTo(9);
    }

    @Test
    void theChecksumOfVersion3BelongsToEachPeer() {
        List<byte[]> packets = encoder(Specs.router().version3().unicast("10.9.0.2", "10.9.0.3"))
                .packets(100, SENDER, List.of(PEER, IpAddress.of("10.9.0.3")), Instant.EPOCH);
        assertThat(packets).allSatisfy(packet -> {
            ReceivedPacket received = decoded(packet);
            assertThat(received.checksumMatches(received.messageLength(), received.destination()))
                    .isTrue();
        });
        assertThat(packets.stream().map(packet -> Layout.get16(packet, 26)).distinct())
                .hasSize(2);
    }

    @Test
    void aPeerWithTheOldChecksumIsHeardAndAnsweredInKind() {
        byte[] old = packet(checksum(UnicastChecksum.OLD));
        byte[] standard = packet(checksum(UnicastChecksum.STANDARD));
        var spec = checksum(UnicastChecksum.DETECTED).spec();
        var authenticator = new Authenticator(spec);
        var encoder = new AdvertisementEncoder(spec, authenticator);
        assertThat(remarks(standard, spec, authenticator)).isEmpty();
        assertThat(encoded(encoder)).isEqualTo(checksumField(standard));
        assertThat(remarks(old, spec, authenticator)).containsExactly("Setting unicast VRRPv3 checksum to old version");
        assertThat(encoded(encoder)).isEqualTo(checksumField(old));
        assertThat(remarks(old, spec, authenticator)).isEmpty();
        assertThat(remarks(standard, spec, authenticator)).isEmpty();
        assertThat(encoded(encoder.reconfigured(spec, authenticator.reconfigured(spec))))
                .isEqualTo(checksumField(old));
    }

    @Test
    void aChecksumThatIsConfiguredIsNotDetected() {
        byte[] old = packet(checksum(UnicastChecksum.OLD));
        byte[] standard = packet(checksum(UnicastChecksum.STANDARD));
        for (UnicastChecksum configured : List.of(UnicastChecksum.OLD, UnicastChecksum.STANDARD)) {
            var spec = checksum(configured).spec();
            assertThat(accepts(old, spec)).isEqualTo(configured == UnicastChecksum.OLD);
            assertThat(accepts(standard, spec)).isEqualTo(configured == UnicastChecksum.STANDARD);
        }
    }

    @Test
    void aRouterThatLeavesThePseudoHeaderOutTakesEveryFormButNoDamage() {
        var spec = Specs.router()
                .version3()
                .unicast("10.9.0.2")
                .with(s -> s.conduct = Captured.conduct(true, UnicastChecksum.DETECTED));
        byte[] bare = packet(spec);
        for (byte[] packet :
                List.of(bare, packet(checksum(UnicastChecksum.OLD)), packet(checksum(UnicastChecksum.STANDARD)))) {
            assertThat(accepts(packet, spec.spec())).isTrue();
            byte[] damaged = packet.clone();
            damaged[22] ^= 1;
            assertThat(accepts(damaged, spec.spec())).isFalse();
        }
    }

    @Test
    void moreAddressesThanAPacketCountsAreRefused() {
        var spec = Specs.router()
                .with(s -> s.addresses = Specs.addresses(
                        IntStream.range(0, 256).mapToObj(i -> "10.8.0." + i).toArray(String[]::new)))
                .spec();
        assertThatThrownBy(() -> new AdvertisementEncoder(spec, new Authenticator(spec)))
                .hasMessage("(VI_1) 256 addresses do not fit into an advertisement (at most 255)");
    }

    @Test
    void anAdvertisementIsAsLongAsItsSizeSays() {
        var header = new Authentication.Header("k33palive");
        for (Specs router : List.of(
                Specs.router(),
                Specs.router().version3(),
                Specs.router().version3().inet6("fe80::5", "fd00::5"),
                Specs.router().with(s -> s.authentication = header),
                Specs.router().version3().with(s -> s.hmac = Hmacs.of(Mode.ENFORCE, AntiReplay.TIME, 7)))) {
            VirtualRouterSpec spec = router.spec();
            boolean ipv4 = spec.family() == AddressFamily.INET;
            byte[] packet = new AdvertisementEncoder(spec, new Authenticator(spec))
                    .packets(100, IpAddress.of(ipv4 ? "10.9.0.1" : "fe80::1"), List.of(spec.group()), Instant.EPOCH)
                    .getFirst();
            assertThat(packet).hasSize(AdvertisementSize.bytes(spec));
        }
    }

    private static Unicast ttl(int ttl) {
        return new Unicast(List.of(new Unicast.Peer(PEER, 0, 255)), ttl, false, false);
    }

    /** Unicast of version 3, the far end of which is the sender. */
    private static Specs checksum(UnicastChecksum form) {
        return Specs.router().version3().unicast("10.9.0.2").with(s -> s.conduct = Captured.conduct(false, form));
    }

    private static AdvertisementEncoder encoder(Specs specs) {
        return new AdvertisementEncoder(specs.spec(), new Authenticator(specs.spec()));
    }

    private static byte[] packet(Specs specs) {
        return packet(encoder(specs));
    }

    private static byte[] packet(AdvertisementEncoder encoder) {
        return encoder.packets(100, SENDER, List.of(PEER), Instant.EPOCH).getFirst();
    }

    private static int encoded(AdvertisementEncoder encoder) {
        return checksumField(packet(encoder));
    }

    private static int checksumField(byte[] packet) {
        return Layout.get16(packet, 26);
    }

    private static int identification(AdvertisementEncoder encoder) {
        return Layout.get16(
                encoder.packets(100, SENDER, List.of(IpAddress.of("224.0.0.18")), Instant.EPOCH)
                        .getFirst(),
                4);
    }

    private static int ttl(Specs specs, String source, String destination) {
        return decoded(encoder(specs)
                        .packets(100, IpAddress.of(source), List.of(IpAddress.of(destination)), Instant.EPOCH)
                        .getFirst())
                .ttl();
    }

    private static int hopLimit(Specs specs, String destination) {
        return ttl(specs, "fe80::1", destination);
    }

    private static ReceivedPacket decoded(byte[] packet) {
        return PacketDecoder.decode(packet, 0, packet.length).orElseThrow();
    }

    private static List<String> remarks(byte[] packet, VirtualRouterSpec spec, Authenticator authenticator) {
        var receiver = new Receiver(authenticator, VrrpState.BACKUP, 100, null, Instant.EPOCH);
        return ((Verdict.Accepted) ReceiveChecks.check(decoded(packet), spec, receiver))
                .remarks().stream().map(Verdict.Objection::text).toList();
    }

    private static boolean accepts(byte[] packet, VirtualRouterSpec spec) {
        var receiver = new Receiver(new Authenticator(spec), VrrpState.BACKUP, 100, null, Instant.EPOCH);
        return ReceiveChecks.check(decoded(Arrays.copyOf(packet, packet.length)), spec, receiver)
                instanceof Verdict.Accepted;
    }
}
