package io.aloft.lab.stories;

import static org.assertj.core.api.Assertions.assertThat;

import io.aloft.lab.netns.TestHost;
import io.aloft.lab.node.Director;
import io.aloft.lab.node.DirectorKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Addresses, routes and rules that a Master holds: the same as keepalived's, put back when somebody takes them, gone at the end. */
@Tag("lab")
@Timeout(120)
@Execution(ExecutionMode.CONCURRENT)
class HeldEntriesLabTest {
    private static final String CONFIG = """
        interface_up_down_delays {
            eth0 0.3
        }
        vrrp_instance V4 {
            interface eth0
            virtual_router_id 51
            version 3
            advert_int 0.2
            virtual_ipaddress {
                10.77.0.100/24 label eth0:vip
                10.78.0.101/24 brd + scope link noprefixroute
                10.77.0.102 peer 10.78.9.1
            }
            virtual_ipaddress_excluded {
                10.77.0.103
                fd77::103/64
                fd77::104
            }
            virtual_routes {
                10.99.0.0/24 via 10.77.0.9 src 10.77.0.100 dev eth0 metric 7
                10.99.1.0/24 via 10.77.0.9 table 77
                blackhole 10.99.2.0/24
                10.99.3.0/24 via 10.77.0.9 no_track
                fd99::/64 via fd77::9 dev eth0
            }
            virtual_rules {
                from 10.99.0.0/24 table 77 preference 500
                from 10.99.1.0/24 table 77
                to 10.99.2.0/24 table 77
                from 10.99.3.0/24 table 77 preference 501 no_track
                from fd99::/64 table 77
            }
        }
        vrrp_instance V6 {
            interface eth0
            virtual_router_id 51
            version 3
            advert_int 0.2
            virtual_ipaddress {
                fe80::100/64
                fd77::100/64 preferred_lft 3600
                fd77::101/128 preferred_lft forever
                fd77::102/64 -nodad
            }
        }
        """;

    @Test
    void masterHoldsWhatKeepalivedHoldsAndGivesItBack() {
        try (Scene ours = new Scene();
                Scene theirs = new Scene()) {
            TestHost a = ours.host("a", 1);
            List<String> bare = shown(a);
            Director aloft = ours.director(DirectorKind.ALOFT, a, CONFIG);
            TestHost peer = theirs.host("a", 1);
            Director keepalived = theirs.director(DirectorKind.KEEPALIVED, peer, CONFIG);
            Instant start = Instant.now();
            aloft.start();
            keepalived.start();
            for (String instance : List.of("V4", "V6")) {
                theirs.awaitLine(keepalived, start, "\\(" + instance + "\\) Entering MASTER STATE");
                ours.awaitLine(aloft, start, "\\(" + instance + "\\) Entering MASTER STATE");
            }
            ours.await(
                    () -> "what is held is\n" + String.join("\n", shown(a)) + "\nunder keepalived it is\n"
                            + String.join("\n", shown(peer)),
                    () -> shown(a).equals(shown(peer)));
            assertThat(shown(a)).hasSizeGreaterThan(bare.size() + 15);
            assertThat(Scene.lines(aloft, start, "V4\\) (Entering MASTER|setting (VIPs|E-VIPs|Virtual))"))
                    .containsExactly(
                            "(V4) Entering MASTER STATE",
                            "(V4) setting VIPs.",
                            "(V4) setting E-VIPs.",
                            "(V4) setting Virtual Routes",
                            "(V4) setting Virtual Rules");

            List<String> held = shown(a);
            takeAway(ours, a, aloft, held, "10.78.0.101", "addr", "del", "10.78.0.101/24", "dev", "eth0");
            takeAway(ours, a, aloft, held, "fd77::103", "addr", "del", "fd77::103/64", "dev", "eth0");
            takeAway(ours, a, aloft, held, "route 10.99.0.0/24", "route", "del", "10.99.0.0/24");
            takeAway(ours, a, aloft, held, "rule from 10.99.0.0/24", "rule", "del", "preference", "500");
            againAndAgain(ours, a, aloft);
            leftAlone(ours, a, aloft);
            shortlyDown(ours, a, aloft);

            Instant end = Instant.now();
            aloft.stopGently();
            assertThat(aloft.awaitStopped()).isZero();
            assertThat(shown(a)).containsExactlyInAnyOrderElementsOf(bare);
            assertThat(Scene.lines(aloft, end, "V4\\) (sent 0|removing)"))
                    .containsExactly(
                            "(V4) sent 0 priority",
                            "(V4) removing Virtual Rules",
                            "(V4) removing Virtual Routes",
                            "(V4) removing VIPs.",
                            "(V4) removing E-VIPs.");
        }
    }

    /** Somebody removes something, it is said and put back, and nobody leaves Master. */
    private static void takeAway(
            Scene scene, TestHost host, Director aloft, List<String> held, String named, String... ip) {
        Instant since = Instant.now();
        host.run(command(ip));
        scene.await(
                () -> named + " is put back:\n" + String.join("\n", shown(host)),
                () -> sorted(shown(host)).equals(sorted(held)));
        scene.awaitLine(
                aloft, since, named.startsWith("r") ? "\\(V4\\) somebody removed " + named : named + " removed");
        assertThat(Scene.lines(aloft, since, "Entering")).isEmpty();
    }

    /** Who fights for an address is answered once a second, and the log grows no faster. */
    private static void againAndAgain(Scene scene, TestHost host, Director aloft) {
        Instant since = Instant.now();
        int taken = 0;
        while (Instant.now().isBefore(since.plusSeconds(3))) {
            if (host.attempt("ip", "addr", "del", "10.77.0.102", "peer", "10.78.9.1", "dev", "eth0")
                    .succeeded()) {
                taken++;
            }
        }
        assertThat(taken).as("times that it was there to be taken").isBetween(2, 5);
        assertThat(Scene.lines(aloft, since, "IP 10.77.0.102 removed")).hasSizeLessThanOrEqualTo(taken);
        scene.await(() -> "the address is back", () -> host.hasAddress("10.77.0.102"));
    }

    /** The kernel drops routes with the link, and says nothing; whoever stays Master over that sets them again. */
    private static void shortlyDown(Scene scene, TestHost host, Director aloft) {
        Instant since = Instant.now();
        List<String> held = routes(host);
        host.run(
                "sysctl",
                "-q",
                "-w",
                "net.ipv6.conf.all.keep_addr_on_down=1",
                "net.ipv6.conf.eth0.keep_addr_on_down=1");
        // Both in one process: an interface that stays down for longer than its delay counts as down.
        host.run(
                "ip",
                "-batch",
                scene.files
                        .write("flap", "link set dev eth0 down\nlink set dev eth0 up\n")
                        .toString());
        scene.awaitLine(aloft, since, "Delay timer for eth0 cancelled");
        scene.await(
                () -> held + " are routes again:\n" + host.run("ip", "-4", "route"),
                () -> routes(host).containsAll(held));
        assertThat(Scene.lines(aloft, since, "\\(V4\\) Entering")).isEmpty();
    }

    private static List<String> routes(TestHost host) {
        return host.run("ip", "-4", "route").lines().map(String::strip).toList();
    }

    private static void leftAlone(Scene scene, TestHost host, Director aloft) {
        Instant since = Instant.now();
        host.run("ip", "route", "del", "10.99.3.0/24");
        host.run("ip", "rule", "del", "preference", "501");
        // keepalived cannot track a route without an interface, and says so at load.
        host.run("ip", "route", "del", "10.99.2.0/24");
        // What comes after them has been handled after them.
        host.run("ip", "route", "del", "10.99.0.0/24");
        scene.await(() -> "the last one is back", () -> host.run("ip", "route").contains("10.99.0.0/24"));
        assertThat(host.run("ip", "route")).doesNotContain("10.99.2.0/24");
        assertThat(host.run("ip", "route")).doesNotContain("10.99.3.0/24");
        assertThat(host.run("ip", "rule")).doesNotContain("501:");
        assertThat(Scene.lines(aloft, since, "10\\.99\\.3")).isEmpty();
    }

    private static String[] command(String... ip) {
        List<String> all = new ArrayList<>(List.of("ip"));
        all.addAll(List.of(ip));
        return all.toArray(String[]::new);
    }

    private static List<String> sorted(List<String> lines) {
        return lines.stream().sorted().toList();
    }

    /** All that the kernel holds on eth0 and in its tables, with the times that run taken out. */
    private static List<String> shown(TestHost host) {
        List<String> all = new ArrayList<>();
        for (String query : List.of(
                "-o -d addr show dev eth0",
                "-4 -d route show table all",
                "-6 -d route show table all",
                "-4 -d rule show",
                "-6 -d rule show")) {
            String text = host.run(command(query.split(" ", -1)));
            text.lines()
                    .map(line -> line.replaceAll("_lft \\d+sec", "_lft N").stripTrailing())
                    .forEach(all::add);
        }
        return all;
    }
}
