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

/** {@code vip_lease}: the kernel takes the addresses of a Master that is dead or hangs, and of no other. */
@Tag("lab")
@Timeout(120)
@Execution(ExecutionMode.CONCURRENT)
class AddressLeaseLabTest {
    private static final String VIP = "10.77.0.100";
    private static final String EXCLUDED = "fd77::100";

    /** Three intervals of 0.5 s are 2 s for the kernel, which may look up to a second later. */
    private static final Duration GONE = Duration.ofSeconds(5);

    private static String config(int priority) {
        return """
            vrrp_instance VI_1 {
                interface eth0
                virtual_router_id 51
                version 3
                priority %d
                advert_int 0.5
                #@aloft vip_lease 3
                virtual_ipaddress {
                    10.77.0.100/24
                }
                virtual_ipaddress_excluded {
                    fd77::100/64
                }
            }
            """.formatted(priority);
    }

    @Test
    void theKernelTakesTheAddressesOfAMasterThatIsDeadOrHangs() {
        try (Scene scene = new Scene()) {
            TestHost a = scene.host("a", 1);
            TestHost b = scene.host("b", 2);
            Director high = scene.director(DirectorKind.ALOFT, a, config(150));
            Director low = scene.director(DirectorKind.ALOFT, b, config(100));
            high.start();
            high.await("Entering MASTER STATE", Scene.LIMIT);
            low.start();
            low.await("Entering BACKUP STATE", Scene.LIMIT);
            noGapWhileRunning(a, high);

            Instant frozen = Instant.now();
            high.freeze();
            low.await("Entering MASTER STATE", Scene.LIMIT);
            low.awaitAddress(VIP, true, Scene.LIMIT);
            gone(high, frozen);
            Instant woken = Instant.now();
            high.resume();
            // It listens first, hears the lower one, and then it is its right to be Master.
            scene.awaitLine(high, woken, "silent for .* because this process stood still");
            high.awaitAddress(VIP, true, Scene.LIMIT);
            low.awaitAddress(VIP, false, Scene.LIMIT);

            Instant killed = Instant.now();
            high.crash();
            low.await("Entering MASTER STATE", Scene.LIMIT);
            gone(high, killed);
            assertThat(low.holds(VIP)).isTrue();
            assertThat(b.addresses("eth0")).contains(EXCLUDED);
        }
    }

    @Test
    void aMasterThatHungWhileABetterOneTookOverDoesNotTakeItsAddressesBack() {
        try (Scene scene = new Scene()) {
            TestHost a = scene.host("a", 1);
            TestHost b = scene.host("b", 2);
            Director low = scene.director(DirectorKind.ALOFT, a, config(100));
            low.start();
            low.await("Entering MASTER STATE", Scene.LIMIT);
            low.freeze();
            Instant frozen = Instant.now();
            Director high = scene.director(DirectorKind.KEEPALIVED, b, config(150));
            high.start();
            high.await("Entering MASTER STATE", Scene.LIMIT);
            gone(low, frozen);
            Instant woken = Instant.now();
            low.resume();
            scene.awaitLine(low, woken, "Entering BACKUP STATE");
            assertThat(Scene.lines(low, woken, "setting the VIPs again")).isEmpty();
            assertThat(a.addresses("eth0")).doesNotContain(VIP, EXCLUDED);
        }
    }

    /** The addresses stay for longer than a lease, and the kernel never says that one went. */
    private static void noGapWhileRunning(TestHost host, Director director) {
        Instant since = Instant.now();
        boolean limited = false;
        while (Instant.now().isBefore(since.plusSeconds(3))) {
            String shown = host.run("ip", "-o", "addr", "show", "dev", "eth0");
            assertThat(shown).contains(VIP + "/24", EXCLUDED + "/64");
            limited |= shown.lines().anyMatch(line -> line.contains(VIP) && line.matches(".*valid_lft [123]sec.*"));
        }
        assertThat(limited).as("the kernel knows an end").isTrue();
        assertThat(Scene.lines(director, since, "Netlink reflector")).isEmpty();
    }

    private static void gone(Director director, Instant since) {
        for (String address : new String[] {VIP, EXCLUDED}) {
            director.awaitAddress(address, false, GONE);
        }
        assertThat(Duration.between(since, Instant.now())).isLessThan(GONE);
    }
}
