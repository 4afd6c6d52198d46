package io.aloft.model.vrrp;

import static org.assertj.core.api.Assertions.assertThat;

import io.aloft.model.net.AddressFamily;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AdvertisementSizeTest {

    private static final Authentication HEADER = new Authentication.Header("k33palive");

    @Test
    void theRoomForAddressesDependsOnWhatElseThePacketHolds() {
        // (MTU - 14 - IP header - 8 [- 8 v2 over IPv4] [- 24 AH] [- 28 auth_hmac]) / address size
        assertThat(ipv4(2, Authentication.NONE, false, 576)).isEqualTo((576 - 14 - 20 - 8 - 8) / 4);
        assertThat(ipv4(3, Authentication.NONE, false, 576)).isEqualTo((576 - 14 - 20 - 8) / 4);
        assertThat(ipv4(2, HEADER, false, 576)).isEqualTo((576 - 14 - 20 - 8 - 8 - 24) / 4);
        assertThat(ipv4(3, Authentication.NONE, true, 576)).isEqualTo((576 - 14 - 20 - 8 - 28) / 4);
        assertThat(AdvertisementSize.capacity(AddressFamily.INET6, 3, Authentication.NONE, false, 1500))
                .isEqualTo((1500 - 14 - 40 - 8) / 16);
    }

    @Test
    void theCountIsOneOctetAndNeverBelowZero() {
        assertThat(ipv4(2, Authentication.NONE, false, 9000)).isEqualTo(255);
        assertThat(ipv4(2, Authentication.NONE, false, null)).isEqualTo(255);
        assertThat(ipv4(2, Authentication.NONE, false, 20)).isZero();
    }

    private static int ipv4(int version, Authentication authentication, boolean hmac, @Nullable Integer mtu) {
        return AdvertisementSize.capacity(AddressFamily.INET, version, authentication, hmac, mtu);
    }
}
