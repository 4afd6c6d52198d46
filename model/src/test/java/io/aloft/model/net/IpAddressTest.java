package io.aloft.model.net;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpAddressTest {

    @ParameterizedTest
    @CsvSource({
        "10.9.0.1, 10.9.0.1",
        "255.255.255.255, 255.255.255.255",
        "010.001.0.0, 10.1.0.0",
        "::, ::",
        "::1, ::1",
        "fe80:0:0:0:0:ff:fe00:1, fe80::ff:fe00:1",
        "2001:DB8::A:0:0:1, 2001:db8::a:0:0:1",
        "1:0:0:2:0:0:0:3, 1:0:0:2::3",
        "1:0:2:3:4:5:6:7, 1:0:2:3:4:5:6:7",
        "1::, 1::",
        "::ffff:192.0.2.1, ::ffff:c000:201",
    })
    void textIsReadAndWrittenInCanonicalForm(String text, String canonical) {
        assertThat(IpAddress.of(text)).hasToString(canonical);
        assertThat(IpAddress.of(canonical)).isEqualTo(IpAddress.of(text));
        assertThat(IpAddress.ofBytes(IpAddress.of(text).toBytes())).isEqualTo(IpAddress.of(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "1.2.3", "1.2.3.4.5", "1.2.3.256", "1.2.3.-4", "1..2.3", "a.b.c.d", "1.2.3.4 ", "0001.2.3.4",
                ":", ":::", "1::2::3", "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "12345::", "g::", "::1.2.3",
                        "1:2:3:4:5:6:7::8",
                "1.2.3.4::", "fe80::1%eth0", "example.com"
            })
    void anythingElseIsNotAnAddress(String text) {
        assertThat(IpAddress.parse(text)).isEmpty();
    }

    @Test
    void addressesCompareAsUnsignedNumbers() {
        assertThat(IpAddress.of("10.0.0.2")).isGreaterThan(IpAddress.of("10.0.0.1"));
        assertThat(IpAddress.of("200.0.0.1")).isGreaterThan(IpAddress.of("100.0.0.1"));
        assertThat(IpAddress.of("fe80::1")).isGreaterThan(IpAddress.of("1::ffff"));
        assertThat(IpAddress.of("::ffff:ffff:ffff:ffff")).isGreaterThan(IpAddress.of("::1"));
    }

    @Test
    void multicastGroupsAreToldFromOtherAddresses() {
        assertThat(IpAddress.of("224.0.0.18").isMulticast()).isTrue();
        assertThat(IpAddress.of("ff02::12").isMulticast()).isTrue();
        assertThat(IpAddress.of("10.0.0.1").isMulticast()).isFalse();
    }
}
