package io.aloft.lab.stories;

import static org.assertj.core.api.Assertions.assertThat;

import io.aloft.lab.netns.TestHost;
import io.aloft.lab.node.Director;
import io.aloft.lab.node.DirectorKind;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** How a director begins and ends: with a delay, leaving its addresses behind, killed, and after that. */
@Tag("lab")
@Timeout(120)
@Execution(ExecutionMode.CONCURRENT)
class StartAndStopLabTest {
    private static final String VIP = "10.77.0.100";
    private static final String CONFIG = """
        global_defs {
            enable_script_security
            script_user root
            vrrp_startup_delay 1.5
        }
        vrrp_instance VI_1 {
            interface eth0
            virtual_router_id 51
            version 3
            advert_int 0.2
            notify "DIR/record"
            virtual_ipaddress {
                10.77.0.100/24
            }
            virtual_routes {
                10.99.0.0/24 via 10.77.0.9 dev eth0
            }
            virtual_rules {
                from 10.99.0.0/24 table 77 preference 500
            }
        }
        """;

    @Test
    void whatIsLeftBehindIsTakenAwayByTheNextStart() {
        try (Scene scene = new Scene()) {
            scene.recorder();
            TestHost host = scene.host("a", 1);
            Director aloft = scene.director(DirectorKind.ALOFT, host, CONFIG);
            scene.witness();
            delayed(scene, aloft);

            Instant stop = Instant.now();
            // Started with -V below; what was started without it gives everything away.
            aloft.stopGently();
            assertThat(aloft.awaitStopped()).isZero();
            assertThat(held(host)).isFalse();
            scene.witness().await("priority 0", stop, Scene.LIMIT, advert -> advert.priority() == 0);

            keeping(scene, host, aloft);
            leftoversGo(scene, host, aloft);
            aloft.crash();
            assertThat(held(host)).as("what a killed one leaves").isTrue();
            leftoversGo(scene, host, aloft);
        }
    }

    /** Nothing is sent and nothing held before the delay is over and nobody was heard for the usual time. */
    private static void delayed(Scene scene, Director aloft) {
        aloft.start();
        Instant begun =
                aloft.await("Delaying startup for 1.5 seconds", Scene.LIMIT).at();
        Instant over = aloft.await("Delayed start completed", Scene.LIMIT).at();
        Instant master = aloft.await("Entering MASTER STATE", Scene.LIMIT).at();
        assertThat(Duration.between(begun, over)).isGreaterThan(Duration.ofMillis(1400));
        assertThat(Duration.between(over, master)).isGreaterThan(Duration.ofMillis(650));
        assertThat(scene.witness().adverts()).noneMatch(advert -> advert.at().isBefore(over));
    }

    private static void keeping(Scene scene, TestHost host, Director aloft) {
        aloft.start("-V");
        aloft.await("Entering MASTER STATE", Scene.LIMIT);
        scene.await(() -> "everything is held", () -> held(host));
        int told = scene.calls().size();
        Instant stop = Instant.now();
        aloft.stopGently();
        assertThat(aloft.awaitStopped()).isZero();
        assertThat(held(host)).as("-V leaves everything").isTrue();
        assertThat(scene.witness().adverts()).noneMatch(advert -> advert.at().isAfter(stop) && advert.priority() == 0);
        assertThat(scene.calls().subList(told, scene.calls().size())).contains("INSTANCE VI_1 STOP 100");
    }

    private static void leftoversGo(Scene scene, TestHost host, Director aloft) {
        scene.configure("a", CONFIG.replace("vrrp_startup_delay 1.5", ""));
        aloft.start();
        aloft.await("Entering BACKUP STATE \\(init\\)", Scene.LIMIT);
        scene.await(() -> "leftovers are gone", () -> !host.hasAddress(VIP));
        aloft.await("Entering MASTER STATE", Scene.LIMIT);
        scene.await(() -> "everything is held", () -> held(host));
    }

    private static boolean held(TestHost host) {
        return host.hasAddress(VIP)
                && host.run("ip", "route").contains("10.99.0.0/24")
                && host.run("ip", "rule").contains("500:");
    }
}
