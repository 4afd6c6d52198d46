package io.aloft.vrrp.packet;

import static org.assertj.core.api.Assertions.assertThat;

import io.aloft.model.net.IpAddress;
import io.aloft.model.vrrp.Authentication;
import io.aloft.model.vrrp.VirtualRouterSpec;
import io.aloft.model.vrrp.VrrpState;
import io.aloft.vrrp.Specs;
import io.aloft.vrrp.packet.Verdict.Kind;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Two routers with {@code auth_type AH}: check value, source, and the counter that both directions share. */
class AuthenticationHeaderTest {

    private static final IpAddress SENDER = IpAddress.of("10.9.0.1");
    private static final IpAddress GROUP = IpAddress.of("224.0.0.18");
    private static final int SPI = 24;
    private static final int SEQUENCE = 28;
    private static final int CHECK_VALUE = 32;

    private final Side they = new Side(Specs.router());
    private final Side we = new Side(Specs.router());

    /** One router. */
    private static final class Side {
        private VirtualRouterSpec spec;
        private Authenticator authenticator;
        private AdvertisementEncoder encoder;
        private VrrpState state = VrrpState.BACKUP;

        Side(Specs specs) {
            spec = specs.with(s -> s.authentication = new Authentication.Header("k33palive"))
                    .spec();
            authenticator = new Authenticator(spec);
            encoder = new AdvertisementEncoder(spec, authenticator);
        }

        byte[] send() {
            return send(List.of(GROUP)).getFirst();
        }

        List<byte[]> send(List<IpAddress> destinations) {
            return encoder.packets(100, SENDER, destinations, Instant.EPOCH);
        }

        byte[] from(IpAddress source, int priority) {
            return encoder.packets(priority, source, List.of(GROUP), Instant.EPOCH)
                    .getFirst();
        }

        Verdict hear(byte[] packet) {
            return hear(packet, 100);
        }

        Verdict hear(byte[] packet, int priority) {
            return ReceiveChecks.check(
                    PacketDecoder.decode(packet, 0, packet.length).orElseThrow(),
                    spec,
                    new Receiver(authenticator, state, priority, null, Instant.EPOCH));
        }
    }

    @Test
    void aRepeatedPacketIsDropped() {
        byte[] first = they.send();
        byte[] second = they.send();
        assertThat(we.hear(first)).isInstanceOf(Verdict.Accepted.class);
        assertThat(we.hear(second)).isInstanceOf(Verdict.Accepted.class);
        assertDropped(
                we.hear(first),
                Kind.SEQUENCE,
                "IPSEC-AH : sequence number 1 already processed. Packet dropped. Local(2)");
        assertDropped(
                we.hear(second),
                Kind.SEQUENCE,
                "IPSEC-AH : sequence number 2 already processed. Packet dropped. Local(2)");
    }

    @Test
    void aNewMasterGoesOnAfterTheLastNumberItHeard() {
        for (int i = 0; i < 5; i++) {
            we.hear(they.send());
        }
        assertThat(sequence(we.send())).isEqualTo(6);
    }

    @Test
    void aMasterThatHearsALowerPriorityPassesOverTheNextNumber() {
        we.state = VrrpState.MASTER;
        they.send();
        assertThat(we.hear(they.send(), 150))
                .isInstanceOfSatisfying(
                        Verdict.Accepted.class,
                        accepted -> assertThat(accepted.remarks())
                                .extracting(Verdict.Objection::text)
                                .containsExactly("IPSEC-AH : Syncing seq_num - Increment seq"));
        assertThat(sequence(we.send())).isEqualTo(4);
    }

    @Test
    void ofEqualPriorityTheLowerAddressIsPassedOver() {
        we.state = VrrpState.MASTER;
        we.send();
        var below = new Side(Specs.router());
        var above = new Side(Specs.router());
        for (int i = 0; i < 5; i++) {
            below.send();
            above.send();
        }
        // As keepalived was seen to go from 80 to 82, and from 90 of priority 0 to 91.
        we.hear(below.from(IpAddress.of("10.9.0.0"), 100));
        assertThat(sequence(we.send())).isEqualTo(8);
        Objects.requireNonNull(above.authenticator.header()).skipBeyond(88);
        we.hear(above.from(IpAddress.of("10.9.0.2"), 100));
        assertThat(sequence(we.send())).isEqualTo(91);
        Objects.requireNonNull(above.authenticator.header()).skipBeyond(98);
        we.hear(above.from(IpAddress.of("10.9.0.0"), 0));
        assertThat(sequence(we.send())).isEqualTo(101);
    }

    @Test
    void aBackupDoesNotPassOverAnyNumber() {
        assertThat(((Verdict.Accepted) we.hear(they.send(), 150)).remarks()).isEmpty();
        assertThat(sequence(we.send())).isEqualTo(2);
    }

    @Test
    void theCheckValueIsLookedAtBeforeTheSourceAndTheSourceBeforeTheNumber() {
        byte[] packet = they.send();
        we.hear(packet);
        byte[] forged = packet.clone();
        forged[SPI] ^= 1;
        assertDropped(
                we.hear(forged),
                Kind.AUTHENTICATION_FAILURE,
                "IPSEC-AH : invalid IPSEC HMAC-MD5 value. Due to fields mutation or bad password ! (from 10.9.0.1)");
        Objects.requireNonNull(we.authenticator.header()).seal(forged, false);
        assertDropped(
                we.hear(forged),
                Kind.SECURITY_PARAMETERS,
                "IPSEC AH : invalid IPSEC SPI value. 185139201 and expect 168361985 (from 10.9.0.1)");
    }

    @Test
    void whatRoutersMayChangeIsNotProtectedAndAllElseIs() {
        byte[] good = they.send();
        // TOS, flags and fragments, header checksum.
        Set<Integer> mutable = Set.of(1, 6, 7, 10, 11);
        for (int i = 0; i < good.length; i++) {
            byte[] packet = good.clone();
            packet[i] ^= 0x40;
            boolean accepted = PacketDecoder.decode(packet, 0, packet.length)
                    .map(decoded -> ReceiveChecks.check(
                            decoded,
                            we.spec,
                            new Receiver(new Authenticator(we.spec), VrrpState.BACKUP, 100, null, Instant.EPOCH)))
                    .filter(verdict -> verdict instanceof Verdict.Accepted)
                    .isPresent();
            // A fragment offset makes the packet a fragment; "do not fragment" alone is nothing.
            assertThat(accepted).as("byte %d", i).isEqualTo(mutable.contains(i) && i != 7);
        }
    }

    @Test
    void theTtlOfUnicastMayShrinkOnTheWay() {
        var sender = new Side(Specs.router().unicast("10.9.0.2"));
        var receiver = new Side(Specs.router().unicast("10.9.0.1"));
        byte[] packet = sender.send(List.of(IpAddress.of("10.9.0.2"))).getFirst();
        packet[8] = 63;
        assertThat(receiver.hear(packet)).isInstanceOf(Verdict.Accepted.class);
    }

    @Test
    void allCopiesOfAnAdvertisementHaveOneNumberAndOneIdentificationButTheirOwnCheckValue() {
        List<byte[]> copies = they.send(List.of(IpAddress.of("10.9.0.2"), IpAddress.of("10.9.0.3")));
        assertThat(copies).extracting(AuthenticationHeaderTest::sequence).containsExactly(1, 1);
        assertThat(copies).extracting(copy -> Layout.get16(copy, 4)).containsExactly(1, 1);
        assertThat(copies.stream().map(copy -> Layout.get64(copy, CHECK_VALUE)).collect(Collectors.toSet()))
                .hasSize(2);
    }

    @Test
    void theCounterStopsAtItsEndUntilTheRouterIsMasterAnew() {
        byte[] last = they.send();
        Layout.put32(last, SEQUENCE, 0xfffffffd);
        Objects.requireNonNull(we.authenticator.header()).seal(last, false);
        assertThat(we.hear(last)).isInstanceOf(Verdict.Accepted.class);
        assertThat(sequence(we.send())).isEqualTo(0xfffffffe);
        assertThat(sequence(we.send())).isEqualTo(0xfffffffe);
        we.authenticator.becameMaster();
        assertThat(sequence(we.send())).isEqualTo(1);
    }

    @Test
    void becomingMasterKeepsACounterThatIsNotAtItsEnd() {
        we.hear(they.send());
        we.authenticator.becameMaster();
        assertThat(sequence(we.send())).isEqualTo(2);
    }

    @Test
    void aReloadKeepsTheCounter() {
        byte[] first = they.send();
        we.hear(first);
        we.authenticator = we.authenticator.reconfigured(we.spec);
        assertDropped(
                we.hear(first),
                Kind.SEQUENCE,
                "IPSEC-AH : sequence number 1 already processed. Packet dropped. Local(1)");
    }

    @Test
    void anotherPasswordIsNoticed() {
        var stranger = Specs.router()
                .with(s -> s.authentication = new Authentication.Header("k33paliX"))
                .spec();
        byte[] packet = new AdvertisementEncoder(stranger, new Authenticator(stranger))
                .packets(100, SENDER, List.of(GROUP), Instant.EPOCH)
                .getFirst();
        assertThat(((Verdict.Dropped) we.hear(packet)).objection().kind()).isEqualTo(Kind.AUTHENTICATION_FAILURE);
    }

    private static int sequence(byte[] packet) {
        return Layout.get32(packet, SEQUENCE);
    }

    private static void assertDropped(Verdict verdict, Kind kind, String text) {
        assertThat(verdict).isInstanceOfSatisfying(Verdict.Dropped.class, dropped -> {
            assertThat(dropped.objection().text()).isEqualTo(text);
            assertThat(dropped.objection().kind()).isEqualTo(kind);
        });
    }
}
