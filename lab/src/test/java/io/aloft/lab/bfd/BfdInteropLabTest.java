package io.aloft.lab.bfd;

import static org.assertj.core.api.Assertions.assertThat;

import io.aloft.lab.netns.TestHost;
import io.aloft.lab.netns.TestNetwork;
import io.aloft.lab.node.ReferenceKeepalived;
import io.aloft.lab.process.Await;
import io.aloft.lab.process.WorkDirectory;
import io.aloft.model.net.IpAddress;
import io.aloft.model.track.BfdSpec;
import io.aloft.posix.NetworkNamespace;
import io.aloft.vrrp.bfd.BfdState;
import io.aloft.vrrp.bfd.runtime.BfdLoop;
import io.aloft.vrrp.bfd.runtime.BfdStatus;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Aloft's BFD loop, in a namespace of its own, with keepalived's at the other end of the wire. */
@Tag("lab")
class BfdInteropLabTest {

    private static final Duration LIMIT = Duration.ofSeconds(10);

    private record Told(String name, boolean up) {}

    private final List<Told> told = new CopyOnWriteArrayList<>();
    private final BfdLoop loop = new BfdLoop((name, up, when) -> told.add(new Told(name, up)));
    private final WorkDirectory work = new WorkDirectory("bfd");
    private final TestNetwork network = TestNetwork.create();
    private final TestHost ours = network.host("a", "10.77.0.1/24", "fd77::1/64");
    private final TestHost theirs = network.host("b", "10.77.0.2/24", "fd77::2/64");

    @BeforeEach
    void addressesAreUsable() {
        Await.until(
                "duplicate address detection",
                LIMIT,
                () -> !ours.run("ip", "-6", "addr", "show", "tentative").contains("fd77")
                        && !theirs.run("ip", "-6", "addr", "show", "tentative").contains("fd77"));
    }

    @AfterEach
    void removeAll() {
        loop.close();
        network.close();
        work.close();
    }

    @ParameterizedTest
    @CsvSource({"10.77.0.1, 10.77.0.2", "fd77::1, fd77::2"})
    void bothSidesComeUpAndEachNoticesTheEndOfTheOther(String here, String there) throws Exception {
        ReferenceKeepalived peer = keepalived(here, 255, 0);
        try (peer) {
            peer.start();
            start(spec(there, 255, 0));
            awaitTold(new Told("b1", false), new Told("b1", true));
            peer.await("\\(b1\\) Entering Up state", LIMIT);

            peer.crash();
            awaitTold(new Told("b1", false), new Told("b1", true), new Told("b1", false));
        }
        // Another one, since keepalived does not start while its pid files name processes that nobody has buried yet.
        ReferenceKeepalived next = keepalived(here, 255, 0);
        try (next) {
            next.start();
            Await.until(() -> "up again: " + told, LIMIT, () -> told.size() == 4);
            next.await("\\(b1\\) Entering Up state", LIMIT);
            loop.close();
            next.await("\\(b1\\) Expired after 2\\d\\d ms", LIMIT);
            next.await("\\(b1\\) Entering Down state \\(Local diagnostic - Control Detection Time Expired", LIMIT);
        }
    }

    @Test
    void packetsFromTooManyHopsAwayAreDropped() throws Exception {
        ReferenceKeepalived peer = keepalived("10.77.0.1", 250, 255);
        try (peer) {
            peer.start();
            start(spec("10.77.0.2", 255, 4));
            // keepalived answers what it hears: it is in Init as long as its own packets are dropped.
            peer.await("Detection time is", LIMIT);
            assertThat(states()).containsExactly(new BfdStatus("b1", BfdState.DOWN));
            loop.reload(List.of(spec("10.77.0.2", 255, 5)));
            awaitTold(new Told("b1", false), new Told("b1", true));
        }
    }

    @Test
    void aReloadWithOtherTimersKeepsTheSessionUp() throws Exception {
        ReferenceKeepalived peer = keepalived("10.77.0.1", 255, 0);
        try (peer) {
            peer.start();
            BfdSpec spec = spec("10.77.0.2", 255, 0);
            start(spec);
            awaitTold(new Told("b1", false), new Told("b1", true));
            loop.reload(List.of(new BfdSpec(
                    "b1",
                    spec.neighbour(),
                    null,
                    Duration.ofMillis(200),
                    Duration.ofMillis(300),
                    spec.idleTx(),
                    4,
                    false,
                    255,
                    0,
                    false,
                    0,
                    false,
                    true,
                    true)));
            peer.await("Detection time is 1200000 us", LIMIT);
            assertThat(states()).containsExactly(new BfdStatus("b1", BfdState.UP));
            loop.reload(List.of());
            peer.await("\\(b1\\) Expired after 1[2-4]\\d\\d ms", LIMIT);
            assertThat(told).containsExactly(new Told("b1", false), new Told("b1", true));
        }
    }

    private void awaitTold(Told... wanted) {
        Await.until(() -> "told " + told, LIMIT, () -> told.equals(List.of(wanted)));
    }

    private List<BfdStatus> states() throws Exception {
        return loop.status().get();
    }

    /** Threads that the loop starts stay in the namespace of the thread that starts it. */
    private void start(BfdSpec spec) throws Exception {
        NetworkNamespace.callIn(ours.namespaceFile(), () -> {
            loop.start(List.of(spec));
            return Boolean.TRUE;
        });
    }

    private ReferenceKeepalived keepalived(String neighbour, int ttl, int maxHops) {
        return new ReferenceKeepalived(
                theirs,
                work.write(
                        "b.conf", """
                            global_defs {
                                router_id b
                            }
                            bfd_instance b1 {
                                neighbor_ip %s
                                min_rx 50
                                min_tx 40
                                multiplier 4
                                %s %d
                                max_hops %d
                            }
                            vrrp_instance X {
                                interface eth0
                                virtual_router_id 5
                                priority 100
                                track_bfd {
                                    b1 weight 10
                                }
                                virtual_ipaddress {
                                    10.77.0.105/24
                                }
                            }
                            """.formatted(neighbour, neighbour.contains(":") ? "hoplimit" : "ttl", ttl, maxHops)),
                line -> {});
    }

    private static BfdSpec spec(String neighbour, int ttl, int maxHops) {
        return new BfdSpec(
                "b1",
                IpAddress.of(neighbour),
                null,
                Duration.ofMillis(50),
                Duration.ofMillis(40),
                Duration.ofSeconds(1),
                4,
                false,
                ttl,
                maxHops,
                false,
                0,
                false,
                true,
                true);
    }
}
