package io.aloft.checkers.health;

import io.aloft.model.lvs.CheckDefaults;
import io.aloft.model.lvs.CheckTiming;
import io.aloft.model.lvs.CheckerSpec;
import io.aloft.model.lvs.ConnectSpec;
import io.aloft.model.lvs.Forwarding;
import io.aloft.model.lvs.HexPattern;
import io.aloft.model.lvs.Quorum;
import io.aloft.model.lvs.RealServerSpec;
import io.aloft.model.lvs.Scheduling;
import io.aloft.model.lvs.SorryServerSpec;
import io.aloft.model.lvs.TransportProtocol;
import io.aloft.model.lvs.UrlSpec;
import io.aloft.model.lvs.VirtualServerKey;
import io.aloft.model.lvs.VirtualServerSpec;
import io.aloft.model.net.AddressFamily;
import io.aloft.model.net.Endpoint;
import io.aloft.model.net.IpAddress;
import io.aloft.model.script.ScriptCommand;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Virtual server 10.9.9.9 with real servers A = 10.1.1.11 and B = 10.1.2.11 and sorry server S = 10.1.3.11. */
final class Fixtures {

    static final VirtualServerKey VS =
            new VirtualServerKey.ByAddress(TransportProtocol.TCP, new Endpoint(IpAddress.of("10.9.9.9"), 80));
    static final Endpoint A = new Endpoint(IpAddress.of("10.1.1.11"), 80);
    static final Endpoint B = new Endpoint(IpAddress.of("10.1.2.11"), 80);
    static final Endpoint S = new Endpoint(IpAddress.of("10.1.3.11"), 80);

    /** delay_loop 10, delay_before_retry 3. */
    static CheckTiming timing(long retry, boolean alpha) {
        return new CheckTiming(Duration.ofSeconds(10), retry, Duration.ofSeconds(3), Duration.ZERO, alpha, false);
    }

    /** The same with {@code log_all_failures}. */
    static CheckTiming loggingAll(CheckTiming timing) {
        return new CheckTiming(
                timing.delayLoop(), timing.retry(), timing.delayBeforeRetry(), timing.warmup(), timing.alpha(), true);
    }

    /** TCP_CHECK, UDP_CHECK, PING_CHECK or DNS_CHECK. */
    static CheckerSpec.Network network(String keyword, CheckTiming timing) {
        return switch (keyword) {
            case "TCP_CHECK" -> new CheckerSpec.TcpCheck(connect(), timing);
            case "UDP_CHECK" ->
                new CheckerSpec.UdpCheck(connect(), timing, HexPattern.DEFAULT_PAYLOAD, false, null, 0, 255);
            case "PING_CHECK" -> new CheckerSpec.PingCheck(connect(), timing);
            case "DNS_CHECK" -> new CheckerSpec.DnsCheck(connect(), timing, CheckerSpec.DnsType.SOA, "");
            default -> throw new IllegalArgumentException(keyword);
        };
    }

    /** At process start, of A with weight 1. */
    static CheckerState starting(CheckerSpec spec) {
        return CheckerState.starting(new CheckedServer(VS, A), 1, spec, HealthContext.DEFAULT);
    }

    static CheckerSpec.MiscCheck misc(long retry, boolean dynamic) {
        return new CheckerSpec.MiscCheck(timing(retry, false), script("/bin/check"), Duration.ofSeconds(10), dynamic);
    }

    static CheckerSpec.FileCheck file(int weight, boolean reverse) {
        return new CheckerSpec.FileCheck("load", weight, reverse);
    }

    static CheckerSpec.BfdCheck bfd(boolean alpha) {
        return new CheckerSpec.BfdCheck("peer", alpha);
    }

    static CheckerSpec tcp(boolean alpha) {
        return new CheckerSpec.TcpCheck(connect(), timing(1, alpha));
    }

    static CheckerSpec.HttpGet http(long retry, boolean alpha, String... paths) {
        List<UrlSpec> urls = Arrays.stream(paths)
                .map(path -> new UrlSpec(path, List.of(), null, null))
                .toList();
        return new CheckerSpec.HttpGet(connect(), timing(retry, alpha), urls, CheckerSpec.WebSettings.DEFAULT);
    }

    static ConnectSpec connect() {
        return ConnectSpec.to(A, Duration.ofSeconds(5));
    }

    static RealServerSpec real(Endpoint endpoint, int weight, boolean inhibit, CheckerSpec... checkers) {
        return new RealServerSpec(
                endpoint,
                weight,
                Forwarding.NAT,
                0,
                0,
                inhibit,
                CheckDefaults.DEFAULT,
                List.of(checkers),
                script("up " + endpoint.address()),
                script("down " + endpoint.address()),
                true,
                null,
                Duration.ZERO);
    }

    static SorryServerSpec sorry(boolean inhibit) {
        return new SorryServerSpec(S, Forwarding.NAT, inhibit);
    }

    static VirtualServerSpec virtual(
            long quorum, long hysteresis, @Nullable SorryServerSpec sorry, RealServerSpec... servers) {
        return virtual(quorum, hysteresis, sorry, false, servers);
    }

    static VirtualServerSpec virtual(
            long quorum, long hysteresis, @Nullable SorryServerSpec sorry, boolean omega, RealServerSpec... servers) {
        return new VirtualServerSpec(
                VS,
                AddressFamily.INET,
                new Scheduling("wrr", 0, false),
                Forwarding.NAT,
                null,
                new Quorum(quorum, hysteresis, script("quorum_up"), script("quorum_down")),
                1,
                false,
                CheckDefaults.DEFAULT,
                sorry,
                List.of(servers),
                omega,
                false,
                false,
                null);
    }

    static ScriptCommand script(String text) {
        return new ScriptCommand(text, List.of(text.split(" ")), null, null);
    }

    private Fixtures() {}
}
