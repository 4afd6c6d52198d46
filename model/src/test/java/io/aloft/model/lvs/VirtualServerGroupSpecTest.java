package io.aloft.model.lvs;

import static org.assertj.core.api.Assertions.assertThat;

import io.aloft.model.lvs.VirtualServerGroupSpec.Addresses;
import io.aloft.model.net.AddressFamily;
import io.aloft.model.net.IpAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VirtualServerGroupSpecTest {

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0, 10.0.255.255, 65536, false",
        "10.0.0.0, 10.1.0.0, 65536, true",
        "0.0.0.0, 255.255.255.255, 4294967296, false",
        "2001:db8::fffe, 2001:db8::1:1, 4, false",
        "2001:db8::fffe, 2001:db8::1:1, 3, true",
        "2001:db8::ffff:ffff:ffff:ffff, 2001:db8:0:1::, 2, false",
        "2001:db8::, 2001:db8:0:1::, 9223372036854775807, true",
        "2001:db8::, 2001:dc0::, 9223372036854775807, true",
        "::, ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff, 9223372036854775807, true"
    })
    void addressesOfARangeAreCounted(String first, String last, long limit, boolean more) {
        var group =
                new VirtualServerGroupSpec("web", List.of(new Addresses(IpAddress.of(first), IpAddress.of(last), 80)));
        assertThat(group.exceeds(limit)).isEqualTo(more);
    }

    @Test
    void rangesCountTogetherAndMarksDoNot() {
        var four = new Addresses(IpAddress.of("192.0.2.0"), IpAddress.of("192.0.2.3"), 80);
        var group = new VirtualServerGroupSpec(
                "web", List.of(four, new VirtualServerGroupSpec.Mark(7, AddressFamily.INET), four));
        assertThat(group.exceeds(8)).isFalse();
        assertThat(group.exceeds(7)).isTrue();
    }
}
