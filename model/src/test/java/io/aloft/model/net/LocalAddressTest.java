package io.aloft.model.net;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LocalAddressTest {

    @ParameterizedTest
    @CsvSource({
        "10.0.0.5, 24, 10.0.0.255, true",
        "10.0.0.5, 24, 10.0.1.0, false",
        "10.0.0.5, 23, 10.0.1.0, true",
        "10.0.0.130, 25, 10.0.0.127, false",
        "10.0.0.5, 0, 192.0.2.1, true",
        "10.0.0.5, 32, 10.0.0.5, true",
        "10.0.0.5, 32, 10.0.0.4, false",
        "10.0.0.5, 0, fd00::1, false",
        "fd00::1, 64, fd00::ffff:1, true",
        "fd00::1, 64, fd00:0:0:1::1, false",
        "fd00::1, 63, fd00:0:0:1::1, true"
    })
    void aPrefixCoversWhatSharesItsLeadingBits(String address, int prefixLength, String other, boolean covered) {
        var local = new LocalAddress("eth0", IpAddress.of(address), prefixLength);
        assertThat(local.covers(IpAddress.of(other))).isEqualTo(covered);
    }

    @Test
    void singleAddressesAreOnNoCommonNetwork() {
        var one = new LocalAddress("eth0", IpAddress.of("10.0.0.5"), 32);
        assertThat(one.sharesPrefixWith(new LocalAddress("eth1", IpAddress.of("10.0.0.5"), 32)))
                .isFalse();
    }

    @Test
    void equalPrefixesAreShared() {
        var one = new LocalAddress("eth0", IpAddress.of("10.0.0.5"), 24);
        assertThat(one.sharesPrefixWith(new LocalAddress("eth1", IpAddress.of("10.0.0.6"), 24)))
                .isTrue();
        assertThat(one.sharesPrefixWith(new LocalAddress("eth1", IpAddress.of("10.0.1.6"), 24)))
                .isFalse();
    }
}
