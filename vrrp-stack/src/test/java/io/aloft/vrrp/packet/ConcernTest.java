package io.aloft.vrrp.packet;

import static org.assertj.core.api.Assertions.assertThat;

import io.aloft.model.net.IpAddress;
import io.aloft.vrrp.Specs;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConcernTest {

    private final ReceivedPacket multicast = packet(Specs.router(), "10.9.0.1", "224.0.0.18");
    private final ReceivedPacket unicast = packet(Specs.router(), "10.9.0.1", "10.9.0.2");

    @Test
    void aGroupIsToldFromAnother() {
        assertThat(Concern.of(multicast, Specs.router().spec())).isEqualTo(Concern.ADDRESSED);
        assertThat(Concern.of(
                        multicast,
                        Specs.router()
                                .with(s -> s.group = IpAddress.of("224.0.0.19"))
                                .spec()))
                .isEqualTo(Concern.NONE);
    }

    @Test
    void anotherVridOrFamilyIsNobodysBusiness() {
        assertThat(Concern.of(multicast, Specs.router().with(s -> s.vrid = 52).spec()))
                .isEqualTo(Concern.NONE);
        assertThat(Concern.of(
                        multicast, Specs.router().version3().inet6("fe80::5").spec()))
                .isEqualTo(Concern.NONE);
    }

    @Test
    void theWrongWayConcernsLeast() {
        assertThat(Concern.of(multicast, Specs.router().unicast("10.9.0.1").spec()))
                .isEqualTo(Concern.WRONG_WAY);
        assertThat(Concern.of(unicast, Specs.router().spec())).isEqualTo(Concern.WRONG_WAY);
    }

    @Test
    void routersThatAreAlikeAreToldApartByTheirPeers() {
        assertThat(Concern.of(
                        unicast, Specs.router().unicast("10.9.0.7", "10.9.0.1").spec()))
                .isEqualTo(Concern.PEER);
        assertThat(Concern.of(unicast, Specs.router().unicast("10.9.0.7").spec()))
                .isEqualTo(Concern.ADDRESSED);
    }

    @Test
    void unicastToAnotherSourceAddressIsForAnotherRouter() {
        var router = Specs.router().unicast("10.9.0.1");
        router.sourceAddress = IpAddress.of("10.9.0.3");
        assertThat(Concern.of(unicast, router.spec())).isEqualTo(Concern.NONE);
        router.sourceAddress = IpAddress.of("10.9.0.2");
        assertThat(Concern.of(unicast, router.spec())).isEqualTo(Concern.PEER);
    }

    private static ReceivedPacket packet(Specs specs, String source, String destination) {
        byte[] bytes = new AdvertisementEncoder(specs.spec(), new Authenticator(specs.spec()))
                .packets(100, IpAddress.of(source), List.of(IpAddress.of(destination)), Instant.EPOCH)
                .getFirst();
        return PacketDecoder.decode(bytes, 0, bytes.length).orElseThrow();
    }
}
