package io.aloft.lab.netns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aloft.lab.process.Await;
import io.aloft.lab.process.Command;
import io.aloft.lab.process.CommandFailedException;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("lab")
class TestNetworkLabTest {
    private static final Duration LIMIT = Duration.ofSeconds(5);

    @Test
    void hostsReachEachOtherUntilCutOrUnplugged() {
        try (TestNetwork network = TestNetwork.create()) {
            TestHost a = network.host("a", "10.77.0.1/24");
            TestHost b = network.host("b", "10.77.0.2/24");
            Await.until("a reaches b", LIMIT, () -> reaches(a, "10.77.0.2"));

            network.cut(a, b);
            assertThat(reaches(a, "10.77.0.2")).isFalse();
            network.heal();
            assertThat(reaches(a, "10.77.0.2")).isTrue();

            network.unplug(b);
            assertThat(b.run("cat", "/sys/class/net/eth0/carrier")).isEqualTo("0");
            network.plug(b);
            Await.until("a reaches b again", LIMIT, () -> reaches(a, "10.77.0.2"));
        }
    }

    @Test
    void aCutLeavesTheOtherDirectionOpen() {
        try (TestNetwork network = TestNetwork.create()) {
            TestHost a = network.host("a", "10.77.0.1/24");
            TestHost b = network.host("b", "10.77.0.2/24");
            Await.until("a reaches b", LIMIT, () -> reaches(a, "10.77.0.2"));
            network.cut(a, b);
            long before = received(a);
            assertThat(reaches(b, "10.77.0.1")).isFalse();
            assertThat(received(a)).isGreaterThan(before);
        }
    }

    @Test
    void aHostHasKnownHardwareAndLinkLocalAddressesOnEachLan() {
        try (TestNetwork network = TestNetwork.create()) {
            TestHost a = network.host("a", "10.77.0.1/24", "fd77::1/64");
            network.join(a, "eth1", "10.78.0.1/24");
            TestHost b = network.host("b", "10.77.0.2/24");
            assertThat(a.addresses()).containsExactly("10.77.0.1");
            assertThat(a.addresses("eth0")).containsExactlyInAnyOrder("10.77.0.1", "fd77::1", a.linkLocal("eth0"));
            assertThat(a.addresses("eth1")).containsExactlyInAnyOrder("10.78.0.1", a.linkLocal("eth1"));
            assertThat(b.run("cat", "/sys/class/net/eth0/address")).isEqualTo(b.mac("eth0"));
            network.unplug(a, "eth1");
            assertThat(a.run("cat", "/sys/class/net/eth1/carrier")).isEqualTo("0");
            assertThat(a.run("cat", "/sys/class/net/eth0/carrier")).isEqualTo("1");
            assertThat(a.addresses("vrrp.51")).isEmpty();
        }
    }

    @Test
    void aRouterForwardsBetweenTheLans() {
        try (TestNetwork network = TestNetwork.create()) {
            TestHost a = network.host("a", "10.77.0.1/24");
            network.router("r", "10.77.0.254/24", "10.78.0.254/24");
            TestHost b = network.bareHost("b");
            network.join(b, "eth1", "10.78.0.2/24");
            a.run("ip", "route", "add", "default", "via", "10.77.0.254");
            b.run("ip", "route", "add", "default", "via", "10.78.0.254");
            Await.until("a reaches b", LIMIT, () -> reaches(a, "10.78.0.2"));
            assertThat(reaches(b, "10.77.0.1")).isTrue();
        }
    }

    @Test
    void closingEndsWhatRunsInItAndRemovesEveryNamespace() throws InterruptedException {
        Process sleeper;
        String namespace;
        try (TestNetwork network = TestNetwork.create()) {
            TestHost a = network.host("a", "10.77.0.1/24");
            namespace = a.namespace();
            sleeper = start(a);
            assertThat(Command.run("ip", "netns", "list")).contains(namespace);
        }
        assertThat(sleeper.waitFor(LIMIT)).isTrue();
        assertThat(Command.run("ip", "netns", "list")).doesNotContain(namespace);
    }

    @Test
    void aFailingCommandIsNamedWithItsOutput() {
        try (TestNetwork network = TestNetwork.create()) {
            assertThatThrownBy(() -> network.host("a", "10.77.0.300/24"))
                    .isInstanceOf(CommandFailedException.class)
                    .hasMessageContaining("addr add 10.77.0.300/24")
                    .hasMessageContaining("prefix is expected");
        }
    }

    private static Process start(TestHost host) {
        try {
            return host.builder(java.util.List.of("sleep", "1000")).start();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** Nobody listens there: a refused connection (curl's status 7) proves the way there and back, a time-out none. */
    private static boolean reaches(TestHost from, String address) {
        return from.attempt("curl", "-s", "--connect-timeout", "0.5", "http://" + address + ":9/")
                        .status()
                == 7;
    }

    private static long received(TestHost host) {
        return Long.parseLong(host.run("cat", "/sys/class/net/eth0/statistics/rx_packets"));
    }
}
