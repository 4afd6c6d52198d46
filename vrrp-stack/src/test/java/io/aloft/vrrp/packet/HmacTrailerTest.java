package io.aloft.vrrp.packet;

import static org.assertj.core.api.Assertions.assertThat;

import io.aloft.model.net.IpAddress;
import io.aloft.model.vrrp.HmacAuthentication;
import io.aloft.model.vrrp.HmacAuthentication.AntiReplay;
import io.aloft.model.vrrp.HmacAuthentication.Mode;
import io.aloft.model.vrrp.VirtualRouterSpec;
import io.aloft.model.vrrp.VrrpState;
import io.aloft.vrrp.Specs;
import io.aloft.vrrp.packet.Verdict.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Routers with {@code auth_hmac}: modes, keys, clocks and repetition. */
class HmacTrailerTest {

    private static final IpAddress SENDER = IpAddress.of("10.9.0.1");
    private static final IpAddress GROUP = IpAddress.of("224.0.0.18");
    private static final IpAddress US = IpAddress.of("10.9.0.2");
    private static final Instant NOON = Instant.parse("2026-11-30T12:00:00Z");
    /** Of version 3 with one address: IP header, VRRP header, address. */
    private static final int TRAILER = 20 + 8 + 4;

    /** One router. */
    private static final class Side {
        private final VirtualRouterSpec spec;
        private Authenticator authenticator;
        private AdvertisementEncoder encoder;

        Side(@Nullable HmacAuthentication hmac) {
            this(hmac, Specs.router());
        }

        Side(@Nullable HmacAuthentication hmac, Specs specs) {
            spec = specs.version3()
                    .with(s -> {
                        s.addresses = Specs.addresses("10.9.0.101");
                        s.hmac = hmac;
                    })
                    .spec();
            authenticator = new Authenticator(spec);
            encoder = new AdvertisementEncoder(spec, authenticator);
        }

        byte[] send(Instant now) {
            return send(SENDER, now);
        }

        byte[] send(IpAddress source, Instant now) {
            return encoder.packets(100, source, List.of(spec.isUnicast() ? US : GROUP), now)
                    .getFirst();
        }

        Verdict hear(byte[] packet, Instant now) {
            return ReceiveChecks.check(
                    PacketDecoder.decode(packet, 0, packet.length).orElseThrow(),
                    spec,
                    new Receiver(authenticator, VrrpState.BACKUP, 100, null, now));
        }
    }

    @Test
    void eachModeSendsAndAcceptsWhatItSays() {
        byte[] bare = new Side(null).send(NOON);
        byte[] signed = new Side(Hmacs.enforce(7)).send(NOON);
        byte[] wrong = signed.clone();
        wrong[TRAILER + 27] ^= 1;
        for (Mode mode : Mode.values()) {
            HmacAuthentication hmac = Hmacs.of(mode, AntiReplay.TIME, 7);
            assertThat(new Side(hmac).send(NOON).length == bare.length)
                    .as("%s sends a bare packet", mode)
                    .isEqualTo(mode == Mode.RECEIVE_ONLY);
            assertThat(new Side(hmac).hear(bare, NOON) instanceof Verdict.Accepted)
                    .as("%s takes a bare packet", mode)
                    .isEqualTo(mode != Mode.ENFORCE);
            assertThat(new Side(hmac).hear(signed, NOON))
                    .as("%s takes a signed packet", mode)
                    .isInstanceOf(Verdict.Accepted.class);
            assertDropped(
                    new Side(hmac).hear(wrong, NOON), Kind.HMAC_INVALID, "invalid authentication HMAC from 10.9.0.1");
        }
    }

    @Test
    void aRouterWithoutTheBlockFindsATrailerTooLong() {
        assertDropped(
                new Side(null).hear(new Side(Hmacs.enforce(7)).send(NOON), NOON),
                Kind.LENGTH,
                "vrrp packet from 10.9.0.1 too long, length 60 and expect 32");
    }

    @Test
    void keysAreRotatedWithoutAGap() {
        var old = new Side(Hmacs.enforce(7));
        var both = new Side(Hmacs.enforce(9, 7));
        var renewed = new Side(Hmacs.enforce(9));
        assertThat(both.hear(old.send(NOON), NOON)).isInstanceOf(Verdict.Accepted.class);
        assertThat(renewed.hear(both.send(NOON), NOON)).isInstanceOf(Verdict.Accepted.class);
        assertDropped(
                renewed.hear(old.send(NOON), NOON), Kind.HMAC_KEY, "unknown authentication key id 7 from 10.9.0.1");
    }

    @Test
    void anotherTypeOrAReservedBitIsMalformed() {
        for (int at : new int[] {TRAILER, TRAILER + 2, TRAILER + 3}) {
            byte[] packet = new Side(Hmacs.enforce(7)).send(NOON);
            packet[at] ^= 2;
            assertDropped(
                    new Side(Hmacs.enforce(7)).hear(packet, NOON),
                    Kind.HMAC_MALFORMED,
                    "malformed authentication trailer from 10.9.0.1");
        }
    }

    @Test
    void everyBitOfMessageAndTrailerIsProtectedAndSoIsTheSource() {
        byte[] good = new Side(Hmacs.enforce(7)).send(NOON);
        for (int bit = 12 * 8; bit < good.length * 8; bit++) {
            // The destination is not part of what is signed, nor is the checksum.
            boolean free = bit >= 16 * 8 && bit < 20 * 8;
            byte[] packet = good.clone();
            packet[bit / 8] ^= (byte) (1 << bit % 8);
            if (!free) {
                assertThat(new Side(Hmacs.enforce(7)).hear(packet, NOON))
                        .as("bit %d", bit)
                        .isInstanceOf(Verdict.Dropped.class);
            }
        }
    }

    @Test
    void aRepeatedPacketIsDropped() {
        var they = new Side(Hmacs.enforce(7));
        var we = new Side(Hmacs.enforce(7));
        byte[] first = they.send(NOON);
        byte[] second = they.send(NOON);
        assertThat(we.hear(first, NOON)).isInstanceOf(Verdict.Accepted.class);
        assertThat(we.hear(second, NOON)).isInstanceOf(Verdict.Accepted.class);
        for (byte[] old : List.of(first, second)) {
            assertDropped(we.hear(old, NOON), Kind.HMAC_REPLAY, "replayed authentication trailer from 10.9.0.1");
        }
    }

    @Test
    void aRepeatedPacketIsDroppedAfterAReloadToo() {
        var we = new Side(Hmacs.enforce(7));
        byte[] packet = new Side(Hmacs.enforce(7)).send(NOON);
        we.hear(packet, NOON);
        we.authenticator = we.authenticator.reconfigured(we.spec);
        assertThat(kind(we.hear(packet, NOON))).isEqualTo(Kind.HMAC_REPLAY);
    }

    @Test
    void numbersGrowThoughTheClockStandsStillOrGoesBackALittle() {
        var they = new Side(Hmacs.enforce(7));
        long first = number(they.send(NOON));
        assertThat(number(they.send(NOON))).isEqualTo(first + 1);
        assertThat(number(they.send(NOON.minusSeconds(9)))).isEqualTo(first + 2);
        they.authenticator = they.authenticator.reconfigured(they.spec);
        they.encoder = they.encoder.reconfigured(they.spec, they.authenticator);
        assertThat(number(they.send(NOON))).isEqualTo(first + 3);
        assertThat(number(they.send(NOON.plusSeconds(1)))).isEqualTo(first + (1L << 32));
    }

    @Test
    void aClockThatWasSetBackFarIsFollowedUnlessNumbersNeedNoClock() {
        var timed = new Side(Hmacs.enforce(7));
        var monotonic = new Side(Hmacs.of(Mode.ENFORCE, AntiReplay.MONOTONIC, 7));
        long first = number(timed.send(NOON));
        monotonic.send(NOON);
        Instant back = NOON.minusSeconds(11);
        assertThat(number(timed.send(back))).isEqualTo(first - (11L << 32));
        assertThat(number(monotonic.send(back))).isEqualTo(first + 1);
    }

    @Test
    void numbersAreComparedAcrossTheEndOfTheSeconds() {
        Instant before = Instant.ofEpochSecond(0xffffffffL);
        Instant after = before.plusSeconds(1);
        var they = new Side(Hmacs.enforce(7));
        var we = new Side(Hmacs.enforce(7));
        byte[] old = they.send(before);
        assertThat(we.hear(old, after)).isInstanceOf(Verdict.Accepted.class);
        byte[] next = they.send(after);
        assertThat(number(next)).isZero();
        assertThat(we.hear(next, after)).isInstanceOf(Verdict.Accepted.class);
        assertThat(kind(we.hear(old, after))).isEqualTo(Kind.HMAC_REPLAY);
    }

    @Test
    void clocksMayDifferByTheWindowAndOverHalfOfItIsSaid() {
        byte[] packet = new Side(Hmacs.enforce(7)).send(NOON);
        for (int skew : new int[] {-11, -10, -6, -5, 0, 5, 6, 10, 11}) {
            Verdict verdict = new Side(Hmacs.enforce(7)).hear(packet, NOON.plusSeconds(skew));
            int away = Math.abs(skew);
            if (away > 10) {
                assertDropped(
                        verdict,
                        Kind.HMAC_STALE,
                        "stale authentication trailer from 10.9.0.1, clock skew 11 sec exceeds window 10 sec");
            } else {
                assertThat(((Verdict.Accepted) verdict).remarks())
                        .as("skew %d", skew)
                        .extracting(Verdict.Objection::text)
                        .isEqualTo(
                                away > 5
                                        ? List.of("authentication clock skew " + away
                                                + " sec from 10.9.0.1 approaching window 10 sec")
                                        : List.of());
            }
        }
    }

    @Test
    void theFarthestPossibleClockIsOutsideTheWindow() {
        byte[] packet = new Side(Hmacs.enforce(7)).send(NOON);
        assertThat(kind(new Side(Hmacs.enforce(7)).hear(packet, NOON.plusSeconds(1L << 31))))
                .isEqualTo(Kind.HMAC_STALE);
    }

    @Test
    void withoutClockNoPacketIsStale() {
        HmacAuthentication monotonic = Hmacs.of(Mode.ENFORCE, AntiReplay.MONOTONIC, 7);
        assertThat(new Side(monotonic).hear(new Side(monotonic).send(NOON), NOON.plusSeconds(100_000)))
                .isEqualTo(new Verdict.Accepted(
                        new Advertisement(SENDER, 100, List.of(IpAddress.of("10.9.0.101")), Duration.ofSeconds(1)),
                        List.of()));
    }

    @Test
    void aMarkOutsideTheWindowExpires() {
        // Seen once with a clock that was 10 s ahead; set right, its numbers are lower.
        var we = new Side(Hmacs.enforce(7));
        assertThat(we.hear(new Side(Hmacs.enforce(7)).send(NOON.plusSeconds(10)), NOON))
                .isInstanceOf(Verdict.Accepted.class);
        Instant early = NOON.minusSeconds(1);
        assertThat(we.hear(new Side(Hmacs.enforce(7)).send(early), early)).isInstanceOf(Verdict.Accepted.class);
        byte[] packet = new Side(Hmacs.enforce(7)).send(early);
        assertThat(kind(we.hear(packet, early))).isEqualTo(Kind.HMAC_REPLAY);
    }

    @Test
    void fourSendersOfAGroupAreRememberedAndTheOneSilentForLongestIsForgotten() {
        var we = new Side(Hmacs.enforce(7));
        byte[][] packets = new byte[5][];
        for (int i = 0; i < 5; i++) {
            packets[i] = new Side(Hmacs.enforce(7)).send(IpAddress.of("10.9.0.1" + i), NOON);
        }
        var first = new Side(Hmacs.enforce(7));
        for (int i = 0; i < 4; i++) {
            assertThat(we.hear(packets[i], NOON)).isInstanceOf(Verdict.Accepted.class);
        }
        // The first speaks again, so the second is the one to go.
        assertThat(we.hear(first.send(IpAddress.of("10.9.0.10"), NOON.plusSeconds(1)), NOON))
                .isInstanceOf(Verdict.Accepted.class);
        assertThat(we.hear(packets[4], NOON)).isInstanceOf(Verdict.Accepted.class);
        assertThat(kind(we.hear(packets[0], NOON))).isEqualTo(Kind.HMAC_REPLAY);
        assertThat(kind(we.hear(packets[2], NOON))).isEqualTo(Kind.HMAC_REPLAY);
        assertThat(we.hear(packets[1], NOON)).isInstanceOf(Verdict.Accepted.class);
    }

    @Test
    void ofUnicastEveryPeerIsRememberedAndAStrangerIsNotHeard() {
        String[] peers = {"10.9.0.11", "10.9.0.12", "10.9.0.13", "10.9.0.14", "10.9.0.15", "10.9.0.16"};
        var we = new Side(Hmacs.enforce(7), Specs.router().unicast(peers));
        var they = new Side(Hmacs.enforce(7), Specs.router().unicast("10.9.0.2"));
        for (String peer : peers) {
            assertThat(we.hear(they.send(IpAddress.of(peer), NOON), NOON)).isInstanceOf(Verdict.Accepted.class);
        }
        byte[] again =
                new Side(Hmacs.enforce(7), Specs.router().unicast("10.9.0.2")).send(IpAddress.of(peers[0]), NOON);
        assertThat(kind(we.hear(again, NOON))).isEqualTo(Kind.HMAC_REPLAY);
        assertDropped(
                we.hear(they.send(SENDER, NOON), NOON),
                Kind.SOURCE,
                "unicast source address 10.9.0.1 not a unicast peer");
    }

    private static long number(byte[] packet) {
        return Layout.get64(packet, TRAILER + 4);
    }

    private static Kind kind(Verdict verdict) {
        return ((Verdict.Dropped) verdict).objection().kind();
    }

    private static void assertDropped(Verdict verdict, Kind kind, String text) {
        assertThat(verdict).isInstanceOfSatisfying(Verdict.Dropped.class, dropped -> {
            assertThat(dropped.objection().text()).isEqualTo(text);
            assertThat(dropped.objection().kind()).isEqualTo(kind);
        });
    }
}
