package io.aloft.lab.witness;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class ObservedAdvertTest {
    private static final Instant T0 = Instant.parse("2026-01-01T00:00:00Z");

    /** Sent by keepalived 2.2.7: VRID 52, priority 150, 2 s, password s3cret, two addresses. */
    private static final String KEEPALIVED = "01005e000012020000000001" + "0800"
            + "45c0002c00010000ff70d0840a090001e0000012"
            + "213496020102f6bb0a09006f0a0900707333637265740000";

    /** Sent by keepalived 2.2.7: password k33palive, its first advert. */
    private static final String WITH_AH = "01005e000012020000000001" + "0800"
            + "45c0004400010000ff33d0a90a090001e0000012"
            + "700400000a090001000000018194615c5fa1794d0a44974f"
            + "2135780202014fc20a0900790a09007a0000000000000000";

    /** Sent by keepalived 2.2.7: version 3, priority 200, 0.5 s. */
    private static final String VERSION_3 = "01005e000012020000000001" + "0800"
            + "45c0002800010000ff70d0880a090001e0000012"
            + "3136c8030032fc4b0a0900830a0900840a090085";

    /** Sent by keepalived 2.2.7: IPv6, 1.25 s, a link-local address first. */
    private static final String IPV6 = "333300000012020000000001" + "86dd"
            + "6c0a9afa002870fffe8000000000000000" + "0000fffe000001" + "ff020000000000000000000000000012"
            + "31376e02007d66e0fe800000000000000000000000050055fd090000000000000000000000000055";

    /** Sent by keepalived 2.2.7: version 3, unicast. */
    private static final String UNICAST = "020000000002020000000001" + "0800"
            + "45c0002000010000ff70a6980a0900010a090002"
            + "3138fe010064b13a0a09008d";

    private static ObservedAdvert advert(String frame, Instant at) {
        return requireNonNull(ObservedAdvert.of(at, HexFormat.of().parseHex(frame)));
    }

    @Test
    void everyFieldOfACapturedAdvertIsRead() {
        ObservedAdvert advert = advert(KEEPALIVED, T0);
        assertThat(advert.source()).isEqualTo("10.9.0.1");
        assertThat(advert.vrid()).isEqualTo(52);
        assertThat(advert.priority()).isEqualTo(150);
        assertThat(advert.interval()).isEqualTo(Duration.ofSeconds(2));
        assertThat(advert.version()).isEqualTo(2);
        assertThat(advert.sourceMac()).isEqualTo("02:00:00:00:00:01");
        assertThat(advert.destination()).isEqualTo("224.0.0.18");
        assertThat(advert.addresses()).containsExactly("10.9.0.111", "10.9.0.112");
        assertThat(advert.authType()).isEqualTo(1);
        assertThat(advert.authData()).isEqualTo("7333637265740000");
        assertThat(advert.checksum()).isEqualTo(0xf6bb);
        assertThat(advert.checksumRight()).isTrue();
    }

    @Test
    void anAuthenticationHeaderIsReadAndWhatBelongsToOnePacketIsNotCommon() {
        ObservedAdvert advert = advert(WITH_AH, T0);
        assertThat(advert.vrid()).isEqualTo(53);
        assertThat(advert.authType()).isEqualTo(2);
        assertThat(advert.sequence()).isEqualTo(1);
        assertThat(advert.addresses()).containsExactly("10.9.0.121", "10.9.0.122");
        assertThat(advert.checksumRight()).isTrue();
        assertThat(advert.header()).endsWith("70040000" + "0".repeat(40));

        String later = WITH_AH.replace("000000018194615c5fa1794d0a44974f", "000000083c5df084a81330b05594015a");
        assertThat(advert(later, T0).common()).isEqualTo(advert.common());
        String otherSpi = WITH_AH.replace("700400000a090001", "700400000a090009");
        assertThat(advert(otherSpi, T0).common()).isNotEqualTo(advert.common());
    }

    @Test
    void versionThreeIsReadOverBothFamiliesWithCentiseconds() {
        ObservedAdvert v4 = advert(VERSION_3, T0);
        assertThat(v4.version()).isEqualTo(3);
        assertThat(v4.interval()).isEqualTo(Duration.ofMillis(500));
        assertThat(v4.authData()).isEmpty();
        assertThat(v4.checksumRight()).isTrue();
        ObservedAdvert v6 = advert(IPV6, T0);
        assertThat(v6.source()).isEqualTo("fe80::ff:fe00:1");
        assertThat(v6.destination()).isEqualTo("ff02::12");
        assertThat(v6.interval()).isEqualTo(Duration.ofMillis(1250));
        assertThat(v6.addresses()).containsExactly("fe80::5:55", "fd09::55");
        assertThat(v6.checksumRight()).isTrue();
        assertThat(v6.header()).startsWith("6c000000");
    }

    @Test
    void aUnicastAdvertIsSummedWithThePeersAddress() {
        ObservedAdvert advert = advert(UNICAST, T0);
        assertThat(advert.destination()).isEqualTo("10.9.0.2");
        assertThat(advert.checksumRight()).isTrue();
        assertThat(advert(UNICAST.replace("0a0900010a090002", "0a0900010a090003"), T0)
                        .checksumRight())
                .isFalse();
        assertThat(advert.header()).endsWith("0".repeat(16));
    }

    @Test
    void inVersionThreeSkewIsAPartOfTheMastersInterval() {
        ObservedAdvert last = advert(VERSION_3, T0);
        ObservedAdvert first = advert(VERSION_3.replace("3136c8", "313680"), T0.plusMillis(1752));
        assertThat(new Takeover(last, first).deadline()).isEqualTo(Duration.ofMillis(1750));
        assertThat(new Takeover(last, first).lateness()).isEqualTo(Duration.ofMillis(2));
    }

    @Test
    void aNeighbourAdvertisementIsAnAnnouncementWhenItGoesToAllNodes() {
        String na = "333300000001020000000001" + "86dd" + "6000000000203aff" + "fe8000000000000000000000000500" + "55"
                + "ff020000000000000000000000000001" + "880056e920000000" + "fe800000000000000000000000050055"
                + "0201020000000001";
        ObservedNeighbour seen =
                requireNonNull(ObservedNeighbour.of(T0, HexFormat.of().parseHex(na)));
        assertThat(seen.address()).isEqualTo("fe80::5:55");
        assertThat(seen.mac()).isEqualTo("02:00:00:00:00:01");
        assertThat(seen.common()).doesNotContain("020000000001");
        String answer = na.replace("ff020000000000000000000000000001", "fe800000000000000000000000000009");
        assertThat(ObservedNeighbour.of(T0, HexFormat.of().parseHex(answer))).isNull();
    }

    @Test
    void aFlippedBitMakesTheChecksumWrong() {
        assertThat(advert(KEEPALIVED.replace("213496", "213497"), T0).checksumRight())
                .isFalse();
    }

    @Test
    void everyTruncationIsNoAdvert() {
        for (String whole : List.of(KEEPALIVED, WITH_AH, VERSION_3, IPV6, UNICAST)) {
            byte[] frame = HexFormat.of().parseHex(whole);
            for (int length = 0; length < frame.length; length++) {
                assertThat(ObservedAdvert.of(T0, java.util.Arrays.copyOf(frame, length)))
                        .as("%d bytes of %s", length, whole)
                        .isNull();
            }
        }
    }

    @Test
    void sourceIdentificationAndPriorityDoNotMatterForWhatIsCommon() {
        String other = KEEPALIVED
                .replace("0001" + "0000ff70d0840a090001", "0777" + "0000ff7000000a090002")
                .replace("213496", "213464");
        assertThat(advert(other, T0.plusSeconds(1)).common().header())
                .isEqualTo(advert(KEEPALIVED, T0).common().header());
        assertThat(advert(other, T0).common().priority())
                .isEqualTo(advert(KEEPALIVED, T0).common().priority());
    }

    @Test
    void theDeadlineOfATakeoverIsThreeIntervalsAndSkewOrSkewAloneAfterAFarewell() {
        ObservedAdvert last = advert(KEEPALIVED, T0);
        ObservedAdvert first = advert(KEEPALIVED.replace("213496", "213480"), T0.plusMillis(6503));
        Takeover crash = new Takeover(last, first);
        assertThat(crash.deadline()).isEqualTo(Duration.ofMillis(6500));
        assertThat(crash.lateness()).isEqualTo(Duration.ofMillis(3));

        Takeover farewell = new Takeover(advert(KEEPALIVED.replace("213496", "213400"), T0), first);
        assertThat(farewell.deadline()).isEqualTo(Duration.ofMillis(500));
    }

    @Test
    void onlyAnArpForTheSendersOwnAddressIsGratuitous() {
        String own = "ffffffffffff0200000000010806000108000604000102000000000" + "10a090097ffffffffffff0a090097";
        ObservedArp arp = requireNonNull(ObservedArp.of(T0, HexFormat.of().parseHex(own)));
        assertThat(arp.address()).isEqualTo("10.9.0.151");
        assertThat(arp.mac()).isEqualTo("02:00:00:00:00:01");
        assertThat(ObservedArp.of(T0, HexFormat.of().parseHex(own.substring(0, own.length() - 2) + "98")))
                .isNull();
    }
}
