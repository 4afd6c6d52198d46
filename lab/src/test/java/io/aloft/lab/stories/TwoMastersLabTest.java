package io.aloft.lab.stories;

import static org.assertj.core.api.Assertions.assertThat;

import io.aloft.lab.netns.TestHost;
import io.aloft.lab.node.Director;
import io.aloft.lab.node.DirectorKind;
import io.aloft.lab.process.Signal;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Neighbours that do not fit: each is named once, whatever it sends, and counted; so are two Masters at once. */
@Tag("lab")
@Timeout(120)
@Execution(ExecutionMode.CONCURRENT)
class TwoMastersLabTest {
    private static final String HEAD = """
        global_defs {
            enable_script_security
            script_user root
            log_unknown_vrids
        }
        """;

    private static final String VERSION_3 = """
        vrrp_instance V3 {
            interface eth0
            virtual_router_id 51
            version 3
            priority %d
            advert_int 0.2
            notify_master_rx_lower_pri "DIR/record lower"
            virtual_ipaddress {
                10.77.0.100/24
                %s
            }
        }
        """;

    private static final String VERSION_2 = """
        vrrp_instance V2 {
            interface eth0
            virtual_router_id 52
            priority %d
            advert_int 1
            authentication {
                auth_type PASS
                auth_pass %s
            }
            virtual_ipaddress {
                10.77.0.102/24
            }
        }
        """;

    @Test
    void everyMisfitIsNamedOnceAndCounted() {
        try (Scene scene = new Scene()) {
            scene.recorder();
            TestHost a = scene.host("a", 1);
            TestHost b = scene.host("b", 2);
            Director right = scene.director(DirectorKind.ALOFT, a, ours());
            Director other = scene.director(DirectorKind.KEEPALIVED, b, theirs());
            right.start();
            scene.awaitLine(right, Instant.EPOCH, "\\(V3\\) Entering MASTER STATE");
            scene.awaitLine(right, Instant.EPOCH, "\\(V2\\) Entering MASTER STATE");
            scene.witness();
            Instant since = Instant.now();
            other.start();
            scene.awaitLine(other, since, "\\(STRANGER\\) Entering MASTER STATE");
            scene.awaitLine(other, since, "\\(V2\\) Entering MASTER STATE");
            cut(scene, a, b, right, other);
            scene.awaitLine(other, since, "\\(LIST\\) Entering MASTER STATE");
            // Long enough for most to come more than once; of V2 not, since what 2.2.7 rejects keeps it from
            // advertising.
            Instant start = Instant.now();
            scene.witness()
                    .await(
                            "a later advert of LIST",
                            start.plusSeconds(1),
                            Scene.LIMIT,
                            advert -> advert.vrid() == 53 && advert.source().equals("10.77.0.2"));
            saidOnce(right, since, "Unknown VRID\\(99\\) received on interface\\(eth0\\). ignoring...$");
            saidOnce(right, since, "\\(V2\\) received an invalid passwd from 10.77.0.2!$");
            // Once as Master, which it then is no more, and once as Backup.
            assertThat(Scene.lines(right, since, "\\(LIST\\) expected 1 VIPs but received 2"))
                    .hasSizeBetween(1, 2);
            counted(scene, right);
        }
    }

    private static void saidOnce(Director director, Instant since, String regex) {
        assertThat(Scene.lines(director, since, regex)).as(regex).hasSize(1);
    }

    private static String ours() {
        return HEAD + VERSION_3.formatted(150, "") + other("LIST", 53, 100, "") + VERSION_2.formatted(100, "secret");
    }

    /** Its V3 fits; one address too many, a mistaken password and a VRID of nobody's do not. */
    private static String theirs() {
        return other("V3", 51, 100, "")
                + other("LIST", 53, 150, "10.77.0.111/24")
                + VERSION_2.formatted(200, "mistaken")
                + other("STRANGER", 99, 100, "");
    }

    /** An instance of version 3 with another VRID and, since that is another address too, another VIP. */
    private static String other(String name, int vrid, int priority, String more) {
        return VERSION_3
                .replaceFirst("notify_master.*\n", "")
                .formatted(priority, more)
                .replace("V3", name)
                .replace("_id 51", "_id " + vrid)
                .replace(".100/24", vrid == 51 ? ".100/24" : "." + (60 + vrid) + "/24");
    }

    /** What a sends does not reach b, which makes itself Master beside it. */
    private static void cut(Scene scene, TestHost a, TestHost b, Director right, Director other) {
        Instant cut = Instant.now();
        scene.network.cut(a, b);
        scene.awaitLine(other, cut, "\\(V3\\) Entering MASTER STATE");
        scene.awaitLine(right, cut, "\\(V3\\) two Masters: 10.77.0.2 goes on advertising priority 100, ours is 150");
        scene.awaitCall("lower");
        Instant healed = Instant.now();
        scene.network.heal();
        scene.awaitLine(other, healed, "\\(V3\\) Entering BACKUP STATE");
        scene.awaitLine(right, healed, "\\(V3\\) 10.77.0.2 is no Master beside us any more");
        scene.await(
                () -> "the address is announced again",
                () -> scene.witness().gratuitousArps().stream()
                        .anyMatch(arp -> arp.at().isAfter(healed)
                                && arp.address().equals("10.77.0.100")
                                && arp.mac().equals(a.mac("eth0"))));
        assertThat(Scene.lines(right, cut, "two Masters")).hasSize(1);
        assertThat(b.hasAddress("10.77.0.100")).isFalse();
    }

    private static void counted(Scene scene, Director right) {
        Instant asked = Instant.now();
        right.signal(Signal.USR2);
        String v3 = scene.awaitLine(right, asked, "\\(V3\\) Advertisements: Received")
                .text();
        String v2 = scene.awaitLine(right, asked, "\\(V2\\) Advertisements: Received")
                .text();
        assertThat(v3).containsPattern("Conflicts: [1-9]");
        assertThat(v2).containsPattern("(?i)auth\\w*[^;]*: [1-9]");
        right.signal(Signal.USR1);
        scene.awaitLine(right, asked, "\\(V3\\) MASTER priority 150: no Master has advertised");
        // With what it rested on, which is printed behind it.
        scene.awaitLine(right, asked, "\\(V3\\)     The Master_Down_Timer was set");
        List<String> journal = Scene.lines(right, asked, "\\(V3\\)   .* -> ");
        assertThat(journal).hasSize(2);
        assertThat(journal.getFirst()).contains("INIT -> BACKUP: it was started");
        assertThat(journal.getLast()).contains("BACKUP -> MASTER: no Master has advertised for");
    }
}
