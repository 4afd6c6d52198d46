package io.aloft.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.aloft.model.ConfigImage;
import io.aloft.model.lvs.CheckerSpec;
import io.aloft.model.lvs.Forwarding;
import io.aloft.model.lvs.Persistence;
import io.aloft.model.lvs.RealServerSpec;
import io.aloft.model.lvs.UrlSpec.StatusRange;
import io.aloft.model.lvs.VirtualServerSpec;
import io.aloft.model.net.IpAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** {@code features/virtual_server.conf} value by value. */
class VirtualServerLoadTest {

    private final VirtualServerSpec service = load();

    private static VirtualServerSpec load() {
        FakeHost host = FakeHost.usual();
        LoadResult result = ConfigLoader.load(
                Path.of("src/test/resources/features/virtual_server.conf"), LoadOptions.forHost(host), host);
        ConfigImage image = Objects.requireNonNull(result.runnable());
        assertThat(image.virtualServers()).hasSize(1);
        return image.virtualServers().getFirst();
    }

    @Test
    void virtualServerHasItsValues() {
        assertThat(service.key()).hasToString("[10.0.0.100]:tcp:80");
        assertThat(service.scheduling().scheduler()).isEqualTo("wlc");
        assertThat(service.forwarding()).isEqualTo(Forwarding.DR);
        assertThat(service.persistence()).isEqualTo(new Persistence(50, 0xffffff00));
        assertThat(service.quorum().needed()).isEqualTo(2);
        assertThat(service.quorum().hysteresis()).isEqualTo(1);
        assertThat(service.checkDefaults().alpha()).isTrue();
        assertThat(service.omega()).isTrue();
        assertThat(Objects.requireNonNull(service.sorryServer()).endpoint()).hasToString("127.0.0.1:80");
        assertThat(service.sorryServer().inhibit()).isTrue();
    }

    @Test
    void checkerTakesItsOwnSettingBeforeThoseOfItsServers() {
        RealServerSpec first = service.realServers().getFirst();
        assertThat(first.weight()).isEqualTo(3);
        assertThat(first.inhibitOnFailure()).isTrue();
        CheckerSpec.HttpGet http = (CheckerSpec.HttpGet) first.checkers().getFirst();
        assertThat(http.timing().delayLoop()).isEqualTo(Duration.ofSeconds(6));
        assertThat(http.timing().retry()).isEqualTo(2);
        assertThat(http.timing().delayBeforeRetry()).isEqualTo(Duration.ofMillis(500));
        assertThat(http.timing().warmup()).isEqualTo(Duration.ofSeconds(6));
        assertThat(http.timing().alpha()).isTrue();
        assertThat(http.connect().timeout()).isEqualTo(Duration.ofSeconds(3));
        assertThat(http.settings().protocol()).isEqualTo(CheckerSpec.HttpProtocol.HTTP_1_1);
        assertThat(http.urls().getFirst().statusCodes())
                .containsExactly(new StatusRange(200, 200), new StatusRange(300, 399));
        assertThat(http.urls().getFirst().host()).isEqualTo("www.example.com");
        assertThat(http.urls().getLast().path()).isEqualTo("/a b");
        assertThat(http.urls().getLast().host()).isEqualTo("other.example.com");
        assertThat(http.urls().getLast().digest()).isEqualTo("640205b7b0fc66c1ea91c463fac6334d");
    }

    @Test
    void realServerWithoutPortTakesTheServices() {
        RealServerSpec second = service.realServers().getLast();
        assertThat(second.endpoint()).hasToString("10.0.0.12:80");
        CheckerSpec.TcpCheck tcp = (CheckerSpec.TcpCheck) second.checkers().getFirst();
        assertThat(tcp.connect().target()).hasToString("10.0.0.12:8080");
        assertThat(tcp.connect().bindAddress()).isEqualTo(IpAddress.of("10.0.0.1"));
        assertThat(tcp.timing().retry()).isEqualTo(4);
        assertThat(tcp.timing().warmup()).isZero();
        assertThat(tcp.timing().delayBeforeRetry()).isEqualTo(Duration.ofSeconds(1));
    }
}
