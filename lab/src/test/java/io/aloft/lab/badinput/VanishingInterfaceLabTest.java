package io.aloft.lab.badinput;

import static org.assertj.core.api.Assertions.assertThat;

import io.aloft.lab.netns.TestHost;
import io.aloft.lab.netns.TestNetwork;
import io.aloft.lab.node.Director;
import io.aloft.lab.node.DirectorKind;
import io.aloft.lab.process.WorkDirectory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** An interface that goes away while a director starts, at any moment of it. */
@Tag("lab")
@Execution(ExecutionMode.CONCURRENT)
class VanishingInterfaceLabTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final int ROUNDS = 6;

    /** A start takes about a second here. */
    private static final int LATEST_MILLIS = 1500;

    @Test
    void whenItIsBackItsInstanceIsMasterWheneverItWent() {
        long seed = Long.getLong("aloft.vanish.seed", System.nanoTime() % 100_000);
        Random random = new Random(seed);
        try (WorkDirectory files = new WorkDirectory("vanish");
                TestNetwork network = TestNetwork.create()) {
            TestHost host = network.host("a", "10.77.0.1/24");
            Path config = files.write("a.conf", """
                global_defs {
                    dynamic_interfaces
                }
                vrrp_instance VI_1 {
                    interface eth1
                    virtual_router_id 51
                    version 3
                    advert_int 0.2
                    virtual_ipaddress {
                        10.78.0.100/24
                    }
                }
                """);
            for (int round = 0; round < ROUNDS; round++) {
                int delay = random.nextInt(LATEST_MILLIS);
                String when = "-Daloft.vanish.seed=" + seed + ", round " + round + ", after " + delay + " ms";
                network.join(host, "eth1", "10.78.0.1/24");
                try (Director aloft = DirectorKind.ALOFT.create(host, config)) {
                    aloft.start();
                    // The moment is what is drawn, so here time has to pass.
                    LockSupport.parkNanos(Duration.ofMillis(delay).toNanos());
                    network.remove(host, "eth1");
                    aloft.await("Startup complete", LIMIT);
                    network.join(host, "eth1", "10.78.0.1/24");
                    aloft.awaitAddress("10.78.0.100", "eth1", true, LIMIT);
                    assertThat(aloft.log())
                            .as(when)
                            .noneMatch(line -> line.text().contains("Exception")
                                    || line.text().startsWith("\tat "));
                    aloft.stopGently();
                    assertThat(aloft.awaitStopped()).as(when).isZero();
                } catch (AssertionError e) {
                    throw new AssertionError(when + ": " + e.getMessage(), e);
                }
                network.remove(host, "eth1");
            }
        }
    }
}
