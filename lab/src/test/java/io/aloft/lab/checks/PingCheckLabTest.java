package io.aloft.lab.checks;

import static org.assertj.core.api.Assertions.assertThat;

import io.aloft.checkers.health.CheckResult;
import io.aloft.checkers.health.CheckedServer;
import io.aloft.checkers.netty.CheckEventLoop;
import io.aloft.checkers.netty.Connector;
import io.aloft.checkers.ping.PingChecker;
import io.aloft.checkers.ping.PingGroupRange;
import io.aloft.lab.netns.TestHost;
import io.aloft.lab.netns.TestNetwork;
import io.aloft.model.lvs.ConnectSpec;
import io.aloft.model.lvs.TransportProtocol;
import io.aloft.model.lvs.VirtualServerKey;
import io.aloft.model.net.Endpoint;
import io.aloft.model.net.IpAddress;
import io.aloft.posix.NetworkNamespace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** PING_CHECK on real sockets, from one host to another. */
@Tag("lab")
@Timeout(60)
class PingCheckLabTest {

    private static final Duration LONG = Duration.ofSeconds(10);
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final String PASSED = "Passed[test=ICMP connection]";
    private static final String TIMEOUT = "Failed[reason=ICMP connection to address [%s]:tcp:80 timeout.]";
    private static final String FAILED = "Failed[reason=ICMP connection to [%s]:tcp:80 of [192.0.2.1]:tcp:80 failed.]";

    /** A director's check loop inside a host. Namespaces of the kernel begin with a range that nobody is in. */
    private static final class Prober implements AutoCloseable {
        private final CheckEventLoop loop;
        private final PingGroupRange groups = new PingGroupRange();
        private final List<PingChecker> checkers = new ArrayList<>();

        Prober(TestHost host) throws Exception {
            loop = NetworkNamespace.callIn(host.namespaceFile(), () -> {
                CheckEventLoop opened = CheckEventLoop.open();
                // The thread begins here, and so in this namespace.
                opened.loop().submit(() -> {}).get();
                return opened;
            });
        }

        PingChecker checker(ConnectSpec spec) {
            var virtualServer =
                    new VirtualServerKey.ByAddress(TransportProtocol.TCP, new Endpoint(IpAddress.of("192.0.2.1"), 80));
            var checker =
                    new PingChecker(new CheckedServer(virtualServer, spec.target()), new Connector(loop, spec), groups);
            checkers.add(checker);
            return checker;
        }

        String result(PingChecker checker) throws Exception {
            var result = new CompletableFuture<CheckResult>();
            loop.loop().execute(() -> checker.check(0, result::complete));
            return result.get(30, TimeUnit.SECONDS).toString();
        }

        String result(ConnectSpec spec) throws Exception {
            return result(checker(spec));
        }

        @Override
        public void close() throws Exception {
            loop.loop()
                    .submit(() -> {
                        checkers.forEach(PingChecker::close);
                        groups.close();
                    })
                    .get();
            loop.close();
        }
    }

    private static ConnectSpec to(String address, Duration timeout) {
        return ConnectSpec.to(new Endpoint(IpAddress.of(address), 80), timeout);
    }

    private static ConnectSpec from(@Nullable String source, @Nullable String device, String address) {
        IpAddress bind = source == null ? null : IpAddress.of(source);
        return new ConnectSpec(new Endpoint(IpAddress.of(address), 80), bind, 0, device, 0, SHORT);
    }

    @Test
    void neighbourAnswersOverBothFamiliesUntilItsCableIsOut() throws Exception {
        try (var network = TestNetwork.create()) {
            TestHost director = network.host("lb", "10.77.0.1/24", "fd00:77::1/64");
            TestHost server = network.host("rs", "10.77.0.2/24", "fd00:77::2/64");
            try (var prober = new Prober(director)) {
                PingChecker ipv4 = prober.checker(to("10.77.0.2", LONG));
                PingChecker ipv6 = prober.checker(to("fd00:77::2", LONG));
                for (int i = 0; i < 3; i++) {
                    assertThat(prober.result(ipv4)).isEqualTo(PASSED);
                    assertThat(prober.result(ipv6)).isEqualTo(PASSED);
                }
                PingChecker impatient = prober.checker(to("10.77.0.2", SHORT));
                assertThat(prober.result(impatient)).isEqualTo(PASSED);
                network.unplug(server);
                assertThat(prober.result(impatient)).isEqualTo(TIMEOUT.formatted("10.77.0.2"));
                assertThat(prober.result(impatient)).as("on a new socket").isEqualTo(TIMEOUT.formatted("10.77.0.2"));
                network.plug(server);
                PingChecker patient = prober.checker(to("10.77.0.2", LONG));
                assertThat(prober.result(patient)).isEqualTo(PASSED);
                assertThat(prober.result(impatient)).as("the same checker").isEqualTo(PASSED);
            }
        }
    }

    @Test
    void sourceAddressAndInterfaceCount() throws Exception {
        try (var network = TestNetwork.create()) {
            TestHost director = network.host("lb", "10.77.0.1/24", "10.77.0.9/24");
            TestHost server = network.host("rs", "10.77.0.2/24");
            network.join(director, "eth1", "10.78.0.1/24");
            server.run("ip", "route", "add", "blackhole", "10.77.0.9");
            try (var prober = new Prober(director)) {
                assertThat(prober.result(from("10.77.0.1", "eth0", "10.77.0.2")))
                        .isEqualTo(PASSED);
                // The server has no way back to this address.
                assertThat(prober.result(from("10.77.0.9", null, "10.77.0.2")))
                        .isEqualTo(TIMEOUT.formatted("10.77.0.2"));
                assertThat(prober.result(from(null, "eth1", "10.77.0.2"))).startsWith("Failed");
                String linkLocal = server.linkLocal("eth0");
                assertThat(prober.result(from(null, "eth0", linkLocal))).isEqualTo(PASSED);
                assertThat(prober.result(from("10.77.0.8", null, "10.77.0.2")))
                        .startsWith("NotChecked[")
                        .contains("Cannot assign requested address");
                assertThat(prober.result(from(null, "eth7", "10.77.0.2")))
                        .startsWith("NotChecked[")
                        .contains("eth7", "No such device");
            }
        }
    }

    @Test
    void hostWithoutARouteFailsTheCheck() throws Exception {
        try (var network = TestNetwork.create()) {
            TestHost director = network.host("lb", "10.77.0.1/24");
            try (var prober = new Prober(director)) {
                assertThat(prober.result(to("10.99.0.1", LONG))).isEqualTo(FAILED.formatted("10.99.0.1"));
                director.run("ip", "route", "add", "prohibit", "10.99.0.1");
                assertThat(prober.result(to("10.99.0.1", LONG)))
                        .as("an error of this host")
                        .startsWith("NotChecked[");
            }
        }
    }

    @Test
    void groupsThatMayPingAreAsBeforeAfterwards() throws Exception {
        try (var network = TestNetwork.create()) {
            TestHost director = network.host("lb", "10.77.0.1/24");
            String before = director.run("sysctl", "-n", "net.ipv4.ping_group_range");
            assertThat(before.strip()).isEqualTo("1\t0");
            try (var prober = new Prober(director)) {
                assertThat(prober.result(to("10.77.0.1", LONG))).isEqualTo(PASSED);
                assertThat(director.run("sysctl", "-n", "net.ipv4.ping_group_range")
                                .strip())
                        .isEqualTo("0\t0");
            }
            assertThat(director.run("sysctl", "-n", "net.ipv4.ping_group_range"))
                    .isEqualTo(before);
        }
    }
}
