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
