package io.aloft.lab.stories;

import static org.assertj.core.api.Assertions.assertThat;

import io.aloft.lab.netns.TestHost;
import io.aloft.lab.node.Director;
import io.aloft.lab.node.DirectorKind;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What is there from start to stop whoever is Master: put back when it goes, and followed by the instances of a track group. */
@Tag("lab")
@Timeout(120)
@Execution(ExecutionMode.CONCURRENT)
class StaticEntriesLabTest {
    private static final String CONFIG = """
        static_ipaddress {
            10.79.0.200/24 dev eth2 track_group G
        }
        track_group G {
            group {
                FOLLOWS
            }
        }
        static_ipaddress {
            10.77.0.200/24 dev eth0
            10.78.0.200/24 dev eth1 track_group G
            fd77::200/64 dev eth0
            10.77.0.201/24 dev eth0 no_track
        }
        static_routes {
            10.99.0.0/24 via 10.77.0.9 dev eth0
            10.99.1.0/24 via 10.78.0.9 dev eth1
        }
        static_rules {
            from 10.99.0.0/24 table 77 preference 500
            from 10.99.1.0/24 table 77
        }
        vrrp_instance FOLLOWS {
            interface eth0
            virtual_router_id 51
            version 3
            advert_int 0.2
            virtual_ipaddress {
                10.77.0.100/24
            }
        }
        vrrp_instance STAYS {
            interface eth0
            virtual_router_id 52
            version 3
            advert_int 0.2
            virtual_ipaddress {
                10.77.0.101/24
            }
            virtual_rules {
                from 10.99.2.0/24 table 77
            }
        }
        """;

    @Test
    void staticEntriesAreThereFromStartToStop() {
        try (Scene scene = new Scene()) {
            TestHost host = scene.host("a", 1);
            scene.network.join(host, "eth1", "10.78.0.1/24");
            scene.network.join(host, "eth2", "10.79.0.1/24");
            // Left behind by an earlier life.
            host.run("ip", "route", "add", "10.99.0.0/24", "via", "10.77.0.9", "proto", "keepalived");
            Director aloft = scene.director(DirectorKind.ALOFT, host, CONFIG);
            aloft.start();
            aloft.await("Startup complete", Scene.LIMIT);
            assertThat(missing(host)).as("present before anybody is Master").isEmpty();
            aloft.await("\\(FOLLOWS\\) Entering MASTER STATE", Scene.LIMIT);
            scene.await(
                    () -> "static rules are numbered before virtual ones: " + host.run("ip", "rule"),
                    () -> host.run("ip", "rule")
                            .matches("(?s).*16383:\tfrom 10.99.2.0/24.*16384:\tfrom 10.99.1.0/24.*"));

            restored(scene, host, aloft, "address 10.77.0.200/24", "addr", "del", "10.77.0.200/24", "dev", "eth0");
            restored(scene, host, aloft, "address fd77::200/64", "addr", "del", "fd77::200/64", "dev", "eth0");
            restored(scene, host, aloft, "route 10.99.0.0/24", "route", "del", "10.99.0.0/24");
            restored(scene, host, aloft, "rule from 10.99.0.0/24", "rule", "del", "preference", "500");
            host.run("ip", "addr", "del", "10.77.0.201/24", "dev", "eth0");
            Instant later = Instant.now();
            restored(scene, host, aloft, "route 10.99.1.0/24", "route", "del", "10.99.1.0/24");
            assertThat(host.hasAddress("10.77.0.201"))
                    .as("not tracked, so not put back")
                    .isFalse();
            assertThat(Scene.lines(aloft, later, "Restoring.*10.77.0.201")).isEmpty();

            follow(scene, host, aloft);
            reload(scene, host, aloft);

            aloft.stopGently();
            assertThat(aloft.awaitStopped()).isZero();
            assertThat(host.addresses("eth0")).doesNotContain("10.77.0.200", "fd77::200", "10.77.0.202");
            assertThat(host.addresses("eth1")).containsOnly("10.78.0.1", host.linkLocal("eth1"));
            assertThat(host.run("ip", "route")).doesNotContain("10.99.");
            assertThat(host.run("ip", "rule")).doesNotContain("10.99.");
        }
    }

    private static void restored(Scene scene, TestHost host, Director aloft, String what, String... ip) {
        Instant since = Instant.now();
        String[] command = new String[ip.length + 1];
        command[0] = "ip";
        System.arraycopy(ip, 0, command, 1, ip.length);
        host.run(command);
        scene.awaitLine(aloft, since, "Restoring deleted static " + what);
        scene.await(() -> "missing is " + missing(host), () -> missing(host).isEmpty());
        assertThat(Scene.lines(aloft, since, "Entering")).isEmpty();
    }

    /** The instance of the track group goes with the interface of the entry, and the entry comes back with that. */
    private static void follow(Scene scene, TestHost host, Director aloft) {
        // Its entry names the group above the definition, so it is ignored there, as keepalived does.
        host.run("ip", "link", "set", "dev", "eth2", "down");
        Instant down = Instant.now();
        host.run("ip", "link", "set", "dev", "eth1", "down");
        scene.awaitLine(aloft, down, "\\(FOLLOWS\\) Entering FAULT STATE");
        assertThat(Scene.lines(aloft, down, "\\(STAYS\\)")).isEmpty();
        assertThat(Scene.lines(aloft, Instant.EPOCH, "eth2 down")).isEmpty();
        assertThat(host.hasAddress("10.77.0.100")).isFalse();
        Instant up = Instant.now();
        host.run("ip", "link", "set", "dev", "eth1", "up");
        scene.awaitLine(aloft, up, "\\(FOLLOWS\\) Entering MASTER STATE");
        scene.await(() -> "missing is " + missing(host), () -> missing(host).isEmpty());
    }

    private static void reload(Scene scene, TestHost host, Director aloft) {
        Instant since = Instant.now();
        scene.configure(
                "a",
                CONFIG.replace("10.77.0.200/24", "10.77.0.202/24")
                        .replace("10.99.0.0/24 via 10.77.0.9", "10.99.4.0/24 via 10.77.0.9"));
        aloft.reload();
        scene.awaitLine(aloft, since, "Reload complete");
        scene.await(
                () -> "the new entries are there and the old ones gone: " + host.run("ip", "addr")
                        + host.run("ip", "route"),
                () -> host.hasAddress("10.77.0.202")
                        && !host.hasAddress("10.77.0.200")
                        && host.run("ip", "route").contains("10.99.4.0/24")
                        && !host.run("ip", "route").contains("10.99.0.0/24"));
        assertThat(Scene.lines(aloft, since, "Entering|Restoring")).isEmpty();
    }

    private static List<String> missing(TestHost host) {
        String all = host.run("ip", "-o", "addr") + host.run("ip", "route") + host.run("ip", "rule");
        return List.of(
                        "10.77.0.200/24",
                        "10.78.0.200/24",
                        "fd77::200/64",
                        "10.99.0.0/24 via 10.77.0.9 dev eth0 proto keepalived",
                        "10.99.1.0/24 via 10.78.0.9 dev eth1 proto keepalived",
                        "500:\tfrom 10.99.0.0/24 lookup 77",
                        "16384:\tfrom 10.99.1.0/24 lookup 77")
                .stream()
                .filter(entry -> !all.contains(entry))
                .toList();
    }
}
