package io.aloft.checkers.runtime;

import io.aloft.checkers.table.Pools;
import io.aloft.model.ConfigImage;
import io.aloft.model.lvs.CheckDefaults;
import io.aloft.model.lvs.CheckTiming;
import io.aloft.model.lvs.CheckerSpec;
import io.aloft.model.lvs.ConnectSpec;
import io.aloft.model.lvs.Forwarding;
import io.aloft.model.lvs.LvsGlobals;
import io.aloft.model.lvs.Quorum;
import io.aloft.model.lvs.RealServerSpec;
import io.aloft.model.lvs.Scheduling;
import io.aloft.model.lvs.TlsClientSpec;
import io.aloft.model.lvs.TransportProtocol;
import io.aloft.model.lvs.UrlSpec;
import io.aloft.model.lvs.VirtualServerKey;
import io.aloft.model.lvs.VirtualServerSpec;
import io.aloft.model.net.AddressFamily;
import io.aloft.model.net.Endpoint;
import io.aloft.model.net.IpAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A configuration with a virtual server on 10.9.9.9; what is set counts for the servers added afterwards. */
final class Farm {

    static final IpAddress VIP = IpAddress.of("10.9.9.9");
    static final String A = "10.1.1.11";
    static final String B = "10.1.2.11";

    private final List<RealServerSpec> servers = new ArrayList<>();
    private final List<VirtualServerSpec> others = new ArrayList<>();
    private Function<Endpoint, List<CheckerSpec>> checkers = _ -> List.of();
    private int port = 80;
    private int weight = 1;
    private long warmupSeconds;
    private long slowStartSeconds;
    private boolean haSuspend;
    private boolean shared;
    private @Nullable TlsClientSpec certificate;

    static Endpoint endpoint(String address) {
        return new Endpoint(IpAddress.of(address), 80);
    }

    static VirtualServerKey key(int port) {
        return new VirtualServerKey.ByAddress(TransportProtocol.TCP, new Endpoint(VIP, port));
    }

    static CheckerSpec file(String name) {
        return new CheckerSpec.FileCheck(name, 1, false);
    }

    static CheckerSpec bfd(String instance) {
        return new CheckerSpec.BfdCheck(instance, false);
    }

    Farm port(int number) {
        port = number;
        return this;
    }

    Farm weight(int each) {
        weight = each;
        return this;
    }

    Farm warmup(long seconds) {
        warmupSeconds = seconds;
        return this;
    }

    Farm slowStart(long seconds) {
        slowStartSeconds = seconds;
        return this;
    }

    Farm haSuspend() {
        haSuspend = true;
        return this;
    }

    Farm shared() {
        shared = true;
        return this;
    }

    Farm checker(CheckerSpec checker) {
        checkers = _ -> List.of(checker);
        return this;
    }

    Farm tcp(long retry) {
        CheckTiming timing = timing(retry);
        checkers = server -> List.of(new CheckerSpec.TcpCheck(ConnectSpec.to(server, Duration.ofSeconds(5)), timing));
        return this;
    }

    Farm http(String... paths) {
        CheckTiming timing = timing(1);
        List<UrlSpec> urls = Arrays.stream(paths)
                .map(path -> new UrlSpec(path, List.of(), null, null))
                .toList();
        checkers = server -> List.of(new CheckerSpec.HttpGet(
                ConnectSpec.to(server, Duration.ofSeconds(5)), timing, urls, CheckerSpec.WebSettings.DEFAULT));
        return this;
    }

    Farm tls() {
        CheckTiming timing = timing(1);
        List<UrlSpec> urls = List.of(new UrlSpec("/", List.of(), null, null));
        checkers = server -> List.of(new CheckerSpec.SslGet(
                ConnectSpec.to(server, Duration.ofSeconds(5)), timing, urls, CheckerSpec.WebSettings.DEFAULT));
        return this;
    }

    Farm certificate(String file) {
        certificate = new TlsClientSpec(null, file, null, null);
        return this;
    }

    private CheckTiming timing(long retry) {
        return new CheckTiming(
                Duration.ofSeconds(10), retry, Duration.ofSeconds(3), Duration.ofSeconds(warmupSeconds), false, false);
    }

    Farm server(String address) {
        Endpoint endpoint = endpoint(address);
        servers.add(new RealServerSpec(
                endpoint,
                weight,
                Forwarding.NAT,
                0,
                0,
                false,
                CheckDefaults.DEFAULT,
                checkers.apply(endpoint),
                null,
                null,
                true,
                null,
                Duration.ofSeconds(slowStartSeconds)));
        return this;
    }

    /** With a second virtual server. */
    Farm and(Farm other) {
        others.add(other.virtualServer());
        return this;
    }

    private VirtualServerSpec virtualServer() {
        return new VirtualServerSpec(
                key(port),
                AddressFamily.INET,
                new Scheduling("wrr", 0, false),
                Forwarding.NAT,
                null,
                new Quorum(1, 0, null, null),
                1,
                false,
                CheckDefaults.DEFAULT,
                null,
                servers,
                false,
                haSuspend,
                false,
                null);
    }

    ConfigImage image() {
        var all = new ArrayList<VirtualServerSpec>();
        all.add(virtualServer());
        all.addAll(others);
        return Pools.image(globals(), all);
    }

    private LvsGlobals globals() {
        LvsGlobals lvs = LvsGlobals.DEFAULT;
        return new LvsGlobals(
                lvs.timeouts(),
                lvs.flushAtStart(),
                lvs.flushOnStop(),
                lvs.syncDaemon(),
                lvs.marking(),
                certificate,
                lvs.logAllFailures(),
                lvs.notifyFirstState(),
                lvs.onlyServerMails(),
                lvs.commandBuffers(),
                lvs.monitorBuffers(),
                shared);
    }
}
