package io.aloft.checkers.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.aloft.model.lvs.CheckerSpec;
import io.aloft.model.lvs.ConnectSpec;
import io.aloft.model.lvs.HexPattern;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class CheckerIdentityTest {

    @Test
    void timingAndAlphaDoNotMatter() {
        for (String keyword : List.of("TCP_CHECK", "UDP_CHECK", "PING_CHECK", "DNS_CHECK")) {
            assertSame(
                    Fixtures.network(keyword, Fixtures.timing(1, false)),
                    Fixtures.network(keyword, Fixtures.loggingAll(Fixtures.timing(9, true))));
        }
        assertSame(Fixtures.http(1, false, "/"), Fixtures.http(2, true, "/"));
        assertSame(Fixtures.misc(1, true), Fixtures.misc(2, true));
        assertSame(Fixtures.bfd(false), Fixtures.bfd(true));
        assertSame(Fixtures.file(1, false), Fixtures.file(2, true));
    }

    @Test
    void connectionMatters() {
        ConnectSpec slower = ConnectSpec.to(Fixtures.A, Duration.ofSeconds(6));
        assertDiffer(Fixtures.tcp(false), new CheckerSpec.TcpCheck(slower, Fixtures.timing(1, false)));
    }

    @Test
    void kindMatters() {
        assertDiffer(
                Fixtures.network("TCP_CHECK", Fixtures.timing(1, false)),
                Fixtures.network("PING_CHECK", Fixtures.timing(1, false)));
    }

    @Test
    void urlsMatterAndTlsDoesNot() {
        CheckerSpec.HttpGet http = Fixtures.http(1, false, "/a", "/b");
        assertDiffer(http, Fixtures.http(1, false, "/a"));
        assertDiffer(http, Fixtures.http(1, false, "/b", "/a"));
        assertSame(http, new CheckerSpec.SslGet(http.connect(), http.timing(), http.urls(), http.settings()));
    }

    @Test
    void payloadDoesNotMatterButWhatAProgramIsDoes() {
        var udp = (CheckerSpec.UdpCheck) Fixtures.network("UDP_CHECK", Fixtures.timing(1, false));
        assertSame(
                udp,
                new CheckerSpec.UdpCheck(
                        udp.connect(), udp.timing(), new HexPattern("00"), true, new HexPattern("0x"), 1, 2));
        assertDiffer(Fixtures.misc(1, true), Fixtures.misc(1, false));
    }

    @Test
    void eachOldCheckerGoesOnOnce() {
        CheckerSpec tcp = Fixtures.tcp(false);
        CheckerSpec http = Fixtures.http(1, false, "/");
        assertThat(CheckerIdentity.match(List.of(tcp, http, tcp), List.of(tcp, tcp, tcp, http)))
                .containsExactly(0, 2, -1, 1);
    }

    private static void assertSame(CheckerSpec one, CheckerSpec other) {
        assertThat(CheckerIdentity.of(one)).isEqualTo(CheckerIdentity.of(other));
    }

    private static void assertDiffer(CheckerSpec one, CheckerSpec other) {
        assertThat(CheckerIdentity.of(one)).isNotEqualTo(CheckerIdentity.of(other));
    }
}
