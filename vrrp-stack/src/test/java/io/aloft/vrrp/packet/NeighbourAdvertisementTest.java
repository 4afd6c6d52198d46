package io.aloft.vrrp.packet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aloft.model.net.IpAddress;
import io.aloft.model.net.MacAddress;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class NeighbourAdvertisementTest {

    private static final MacAddress MAC = new MacAddress(0x0200_0000_0001L);
    private static final IpAddress ADDRESS = IpAddress.of("fe80::5:55");

    @Test
    void theMessageEqualsTheCapturedOne() {
        assertThat(hex(ADDRESS, false))
                .isEqualTo("333300000001" + "020000000001" + "86dd"
                        + "60000000" + "0020" + "3a" + "ff"
                        + "fe800000000000000000000000050055" + "ff020000000000000000000000000001"
                        + "880056e920000000" + "fe800000000000000000000000050055" + "0201020000000001");
    }

    @Test
    void aRouterSaysThatItIsOne() {
        // The flag is the first bit of the word behind the checksum, which so becomes less by as much.
        assertThat(hex(ADDRESS, true)).contains("8800d6e8a0000000");
    }

    @Test
    void anIpv4AddressIsRefused() {
        assertThatThrownBy(() -> NeighbourAdvertisement.frame(IpAddress.of("10.9.0.1"), MAC, false))
                .hasMessage("neighbour advertisements are for IPv6, not 10.9.0.1");
    }

    private static String hex(IpAddress address, boolean router) {
        return HexFormat.of().formatHex(NeighbourAdvertisement.frame(address, MAC, router));
    }
}
