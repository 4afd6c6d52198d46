package io.aloft.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.aloft.model.ConfigImage;
import io.aloft.model.global.SocketBuffers;
import io.aloft.model.lvs.CheckTiming;
import io.aloft.model.lvs.CheckerSpec;
import io.aloft.model.lvs.CheckerSpec.DnsType;
import io.aloft.model.lvs.CheckerSpec.HttpProtocol;
import io.aloft.model.lvs.CheckerSpec.WebSettings;
import io.aloft.model.lvs.ConnectSpec;
import io.aloft.model.lvs.Forwarding;
import io.aloft.model.lvs.Forwarding.Checksum;
import io.aloft.model.lvs.Forwarding.Tunnel;
import io.aloft.model.lvs.Forwarding.TunnelType;
import io.aloft.model.lvs.ForwardingMethod;
import io.aloft.model.lvs.HexPattern;
import io.aloft.model.lvs.LvsGlobals;
import io.aloft.model.lvs.Persistence;
import io.aloft.model.lvs.RealServerSpec;
import io.aloft.model.lvs.RegexSpec;
import io.aloft.model.lvs.RegexSpec.Option;
import io.aloft.model.lvs.Scheduling;
import io.aloft.model.lvs.SorryServerSpec;
import io.aloft.model.lvs.TransportProtocol;
import io.aloft.model.lvs.UrlSpec;
import io.aloft.model.lvs.UrlSpec.StatusRange;
import io.aloft.model.lvs.VirtualServerGroupSpec;
import io.aloft.model.lvs.VirtualServerGroupSpec.Addresses;
import io.aloft.model.lvs.VirtualServerGroupSpec.Mark;
import io.aloft.model.lvs.VirtualServerKey;
import io.aloft.model.lvs.VirtualServerSpec;
import io.aloft.model.net.AddressFamily;
import io.aloft.model.net.Endpoint;
import io.aloft.model.net.IpAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** {@code features/virtual_server_everything.conf}: every keyword of virtual servers becomes a value of the image. */
class VirtualServerModelTest {

    private static final LoadResult RESULT = load();
    private static final ConfigImage IMAGE = Objects.requireNonNull(RESULT.image());
    private static final VirtualServerSpec SHOP = IMAGE.virtualServers().get(3);
    private static final RealServerSpec FIRST = SHOP.realServers().getFirst();
    private static final RealServerSpec SECOND = SHOP.realServers().getLast();

    private static LoadResult load() {
        FakeHost host = FakeHost.usual();
        return ConfigLoader.load(
                Path.of("src/test/resources/features/virtual_server_everything.conf"), LoadOptions.forHost(host), host);
    }

    @Test
    void everythingRuns() {
        assertThat(IMAGE.virtualServers())
                .extracting(service -> service.key().toString())
                .containsExactly("[web]:0", "[web]:1", "FWM 7", "[192.0.2.100]:tcp:443", "[192.0.2.100]:udp:53");
        ConfigImage runnable = Objects.requireNonNull(RESULT.runnable());
        assertThat(runnable.virtualServers()).isEqualTo(IMAGE.virtualServers());
        assertThat(runnable.virtualServerGroups()).isEqualTo(IMAGE.virtualServerGroups());
    }

    @Test
    void slowStartOfTheRealServerCountsBeforeThatOfTheVirtualServer() {
        assertThat(FIRST.slowStart()).isEqualTo(Duration.ofMillis(1500));
        assertThat(SECOND.slowStart()).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void groupHasItsAddressesAndMarks() {
        assertThat(IMAGE.virtualServerGroups())
                .containsExactly(new VirtualServerGroupSpec(
                        "web",
                        List.of(
                                addresses("192.0.2.1", "192.0.2.1"),
                                addresses("192.0.2.10", "192.0.2.20"),
                                addresses("192.0.2.250", "192.0.3.5"),
                                addresses("198.51.100.0", "198.51.100.15"),
                                addresses("2001:db8::10", "2001:db8::1f"),
                                addresses("2001:db8:1::", "2001:db8:1::ff"),
                                new Mark(7, AddressFamily.INET))));
    }

    private static Addresses addresses(String first, String last) {
        return new Addresses(IpAddress.of(first), IpAddress.of(last), 80);
    }

    @Test
    void virtualServersOfGroupsAndMarksKnowWhatTheyServe() {
        VirtualServerSpec tcp = IMAGE.virtualServers().get(0);
        assertThat(tcp.key()).isEqualTo(new VirtualServerKey.ByGroup("web", 0, TransportProtocol.TCP));
        assertThat(tcp.family()).as("the group has both").isNull();
        assertThat(tcp.realServers())
                .extracting(RealServerSpec::endpoint)
                .hasToString("[10.0.0.21:0, [2001:db8::21]:0]");
        VirtualServerSpec udp = IMAGE.virtualServers().get(1);
        assertThat(udp.key()).isEqualTo(new VirtualServerKey.ByGroup("web", 1, TransportProtocol.UDP));
        assertThat(udp.scheduling()).isEqualTo(new Scheduling("rr", 0, true));
        VirtualServerSpec mark = IMAGE.virtualServers().get(2);
        assertThat(mark.key()).isEqualTo(new VirtualServerKey.ByMark(AddressFamily.INET6, 7));
        assertThat(mark.scheduling()).isEqualTo(new Scheduling("sh", 0x18, false));
        assertThat(mark.forwarding()).isEqualTo(Forwarding.DR);
        assertThat(mark.persistence()).isEqualTo(new Persistence(360, 64));
        assertThat(mark.key().describe(mark.realServers().getFirst().endpoint()))
                .isEqualTo("[2001:db8::31]:none:0");
    }

    @Test
    void virtualServerHasEveryValue() {
        assertThat(SHOP.scheduling()).isEqualTo(new Scheduling("mh", 0x30, false));
        assertThat(SHOP.forwarding())
                .isEqualTo(new Forwarding(ForwardingMethod.TUN, new Tunnel(TunnelType.GUE, 6080, Checksum.REMOTE)));
        assertThat(SHOP.persistence()).isEqualTo(new Persistence(60, -1, "sip"));
        assertThat(SHOP.quorum().needed()).isEqualTo(9);
        assertThat(SHOP.quorum().hysteresis()).isEqualTo(4);
        assertThat(Objects.requireNonNull(SHOP.quorum().up()).argv()).containsExactly("/usr/bin/true", "up");
        assertThat(Objects.requireNonNull(SHOP.quorum().down()).argv()).containsExactly("/usr/bin/true", "down");
        assertThat(SHOP.defaultWeight()).isEqualTo(8);
        assertThat(SHOP.inhibitOnFailure()).isTrue();
        assertThat(SHOP.omega()).isTrue();
        assertThat(SHOP.haSuspend()).isTrue();
        assertThat(SHOP.smtpAlert()).isFalse();
        assertThat(SHOP.snmpName()).isEqualTo("shop");
        assertThat(SHOP.sorryServer())
                .isEqualTo(new SorryServerSpec(new Endpoint(IpAddress.of("10.0.0.99"), 443), Forwarding.NAT, true));
        assertThat(SHOP.checkDefaults())
                .hasToString("CheckDefaults[delayLoop=PT7S, connectTimeout=PT4S, retry=5, delayBeforeRetry=PT2S,"
                        + " warmup=PT3S, alpha=true, virtualHost=shop.example.com]");
    }

    @Test
    void realServerHasItsOwnValuesElseThoseOfItsVirtualServer() {
        assertThat(FIRST.weight()).isEqualTo(3);
        assertThat(FIRST.forwarding())
                .isEqualTo(new Forwarding(ForwardingMethod.TUN, new Tunnel(TunnelType.GRE, 0, Checksum.OUTER)));
        assertThat(FIRST.upperThreshold()).isEqualTo(100);
        assertThat(FIRST.lowerThreshold()).isEqualTo(50);
        assertThat(FIRST.inhibitOnFailure()).isFalse();
        assertThat(FIRST.smtpAlert()).isFalse();
        assertThat(FIRST.snmpName()).isEqualTo("one");
        assertThat(Objects.requireNonNull(FIRST.notifyDown()).user()).isEqualTo("root");
        assertThat(FIRST.checkDefaults())
                .hasToString("CheckDefaults[delayLoop=PT8S, connectTimeout=PT1S, retry=6, delayBeforeRetry=PT9S,"
                        + " warmup=PT0S, alpha=false, virtualHost=one.example.com]");
        assertThat(SECOND.endpoint()).hasToString("10.0.0.32:443");
        assertThat(SECOND.weight()).isEqualTo(8);
        assertThat(SECOND.forwarding()).isEqualTo(SHOP.forwarding());
        assertThat(SECOND.inhibitOnFailure()).isTrue();
        assertThat(SECOND.smtpAlert()).as("smtp_alert_checker").isTrue();
        assertThat(SECOND.checkDefaults()).isSameAs(SHOP.checkDefaults());
    }

    @Test
    void checkersHaveTheirOwnValuesElseThoseOfTheirRealServer() {
        var own = new CheckTiming(millis(1500), 0, millis(250), seconds(2), true, true);
        var inherited = new CheckTiming(seconds(8), 6, seconds(9), Duration.ZERO, false, false);
        var here = ConnectSpec.to(FIRST.endpoint(), seconds(1));
        assertThat(FIRST.checkers()).hasSize(9);
        assertThat(FIRST.checkers().subList(0, 6))
                .containsExactly(
                        new CheckerSpec.TcpCheck(
                                new ConnectSpec(
                                        new Endpoint(IpAddress.of("10.0.0.41"), 8443),
                                        IpAddress.of("10.0.0.1"),
                                        1024,
                                        "eth0",
                                        5,
                                        millis(500)),
                                own),
                        new CheckerSpec.PingCheck(here, inherited),
                        new CheckerSpec.UdpCheck(
                                here, inherited, new HexPattern("ab120f03"), true, new HexPattern("01xx0f"), 2, 9),
                        new CheckerSpec.UdpCheck(here, inherited, HexPattern.DEFAULT_PAYLOAD, false, null, 0, 255),
                        new CheckerSpec.DnsCheck(here, inherited, DnsType.AAAA, "www.example.com"),
                        new CheckerSpec.SmtpCheck(here, inherited, "mail.example.com"));
        var misc = (CheckerSpec.MiscCheck) FIRST.checkers().get(6);
        assertThat(misc.command().argv()).containsExactly("/usr/bin/true", "one", "two three");
        assertThat(misc.command().user()).isEqualTo("root");
        assertThat(misc.timeout()).isEqualTo(seconds(11));
        assertThat(misc.dynamic()).isTrue();
        assertThat(misc.timing()).isEqualTo(inherited);
        assertThat(FIRST.checkers().get(7)).isEqualTo(new CheckerSpec.FileCheck("load", -3, true));
        assertThat(FIRST.checkers().get(8)).isEqualTo(new CheckerSpec.BfdCheck("spine", true));
    }

    @Test
    void urlsHaveTheirExpectations() {
        var http = (CheckerSpec.HttpGet) SECOND.checkers().getFirst();
        assertThat(http.settings())
                .isEqualTo(
                        new WebSettings(HttpProtocol.HTTP_1_0_CLOSE, "checker.example.com", true, false, null, false));
        assertThat(http.urls())
                .containsExactly(
                        new UrlSpec("/plain", List.of(new StatusRange(200, 299)), null, "checker.example.com"),
                        new UrlSpec(
                                "/full",
                                List.of(new StatusRange(200, 200), new StatusRange(300, 399)),
                                "640205b7b0fc66c1ea91c463fac6334d",
                                new RegexSpec(
                                        "all \\(is\\) well",
                                        true,
                                        Set.of(Option.CASELESS, Option.DOTALL, Option.UTF),
                                        10,
                                        20L,
                                        new RegexSpec.Stack(1000, 2000)),
                                "url.example.com",
                                null,
                                false));
    }

    @Test
    void fileCheckTakesTheWeightOfItsTrackFile() {
        assertThat(SECOND.checkers().getLast()).isEqualTo(new CheckerSpec.FileCheck("load", 2, false));
    }

    @Test
    void nameInTheTlsHandshakeComesFromTheUrlElseTheVirtualServer() {
        var ssl = (CheckerSpec.SslGet) SECOND.checkers().get(1);
        assertThat(ssl.urls()).extracting(UrlSpec::serverName).containsExactly("shop.example.com", "url.example.com");
    }

    @Test
    void everyHostOfAnSmtpCheckIsACheckerOfItsOwn() {
        assertThat(SECOND.checkers().subList(3, 6))
                .extracting(checker -> ((CheckerSpec.SmtpCheck) checker).connect())
                .extracting(connect -> connect.target() + " " + connect.timeout())
                .containsExactly("10.0.0.32:25 PT4S", "10.0.0.51:443 PT2S", "10.0.0.32:587 PT4S");
    }

    @Test
    void everyKindOfCheckerHasDefaultsOfItsOwn() {
        List<CheckerSpec> checkers =
                IMAGE.virtualServers().get(4).realServers().getFirst().checkers();
        assertThat(checkers)
                .extracting(checker -> ((CheckerSpec.Polled) checker).timing())
                .containsExactly(
                        new CheckTiming(seconds(60), 1, seconds(1), seconds(60), false, false),
                        new CheckTiming(seconds(60), 1, seconds(3), seconds(60), false, false),
                        new CheckTiming(seconds(60), 3, seconds(60), seconds(60), false, false),
                        new CheckTiming(seconds(60), 0, seconds(1), seconds(60), false, false));
        assertThat(((CheckerSpec.Network) checkers.getFirst()).connect().timeout())
                .isEqualTo(seconds(5));
        assertThat(((CheckerSpec.MiscCheck) checkers.getLast()).timeout())
                .as("the virtual server's delay_loop")
                .isEqualTo(seconds(60));
    }

    @Test
    void whatVirtualServersShareIsThereToo() {
        LvsGlobals lvs = IMAGE.global().lvs();
        assertThat(lvs)
                .isEqualTo(new LvsGlobals(
                        new LvsGlobals.Timeouts(7200, 120, 300),
                        true,
                        LvsGlobals.Flush.OWN_AT_ONCE,
                        new LvsGlobals.SyncDaemon("eth0", "VI_1", 51, 1400, 8848, 2, IpAddress.of("224.0.0.90")),
                        new LvsGlobals.Marking("marks", -5, 2000),
                        lvs.tls(),
                        false,
                        true,
                        true,
                        new SocketBuffers(65536L, false),
                        new SocketBuffers(null, true),
                        true));
        assertThat(lvs.tls())
                .hasToString("TlsClientSpec[authority=/etc/ssl/ca.pem, certificate=/etc/ssl/director.pem,"
                        + " key=/etc/ssl/director.key, password=***]");
        assertThat(Objects.requireNonNull(lvs.tls()).password()).isEqualTo("secret");
    }

    private static Duration seconds(long count) {
        return Duration.ofSeconds(count);
    }

    private static Duration millis(long count) {
        return Duration.ofMillis(count);
    }
}
