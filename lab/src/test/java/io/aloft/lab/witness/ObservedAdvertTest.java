package io.aloft.lab.witness;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class ObservedAdvertTest {
    private static final Instant T0 = Instant.parse("2026-01-01T00:00:00Z");

    /** Sent by keepalived 2.2.7: VRID 52, priority 150, 2 s, password s3cret, two addresses. */
    private static final String KEEPALIVED = "01005e000012020000000001" + "0800"
            + "45c0002c00010000ff70d0840a090001e0000012"
            + "213496020102f6bb0a09006f0a0900707333637265740000";

    private static ObservedAdvert advert(String frame, Instant at) {
        return requireNonNull(ObservedAdvert.of(at, HexFormat.of().parseHex(frame)));
    }

    @Test
    void everyFieldOfACapturedAdvertIsRead() {
        ObservedAdvert advert = advert(KEEPALIVED, T0);
        assertThat(advert.source()).isEqualTo("10.9.0.1");
        assertThat(advert.vrid()).isEqualTo(52);
        assertThat(advert.priority()).isEqualTo(150);
        assertThat(advert.interval()).isEqualTo(2);
        assertThat(advert.addresses()).containsExactly("10.9.0.111", "10.9.0.112");
        assertThat(advert.authType()).isEqualTo(1);
        assertThat(advert.authData()).isEqualTo("7333637265740000");
        assertThat(advert.checksum()).isEqualTo(0xf6bb);
        assertThat(advert.checksumRight()).isTrue();
    }

    @Test
    void aFlippedBitMakesTheChecksumWrong() {
        assertThat(advert(KEEPALIVED.replace("213496", "213497"), T0).checksumRight())
                .isFalse();
    }

    @Test
    void everyTruncationIsNoAdvert() {
        byte[] frame = HexFormat.of().parseHex(KEEPALIVED);
        for (int length = 0; length < frame.length; length++) {
            assertThat(ObservedAdvert.of(T0, java.util.Arrays.copyOf(frame, length)))
                    .as("%d bytes", length)
                    .isNull();
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
