package io.aloft.lab.badinput;

import static org.assertj.core.api.Assertions.assertThat;

import io.aloft.lab.netns.TestHost;
import io.aloft.lab.netns.TestNetwork;
import io.aloft.lab.node.Director;
import io.aloft.lab.node.DirectorKind;
import io.aloft.lab.process.Await;
import io.aloft.lab.process.WorkDirectory;
import io.aloft.lab.witness.AdvertWitness;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Two masters, because one cannot hear the other: the switches believed the wrong one last. */
@Tag("lab")
@Execution(ExecutionMode.CONCURRENT)
class HealedCutLabTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    @Test
    void theRightMasterIsAnnouncedAgainAfterHealingInBothFamilies() {
        try (WorkDirectory files = new WorkDirectory("heal");
                TestNetwork network = TestNetwork.create()) {
            TestHost a = network.host("a", "10.77.0.1/24", "fd77::1/64");
            TestHost b = network.host("b", "10.77.0.2/24", "fd77::2/64");
            try (AdvertWitness witness = AdvertWitness.watch(network, files.file("lan.pcap"));
                    Director right = DirectorKind.ALOFT.create(a, config(files, "a", 150));
                    Director wrong = DirectorKind.KEEPALIVED.create(b, config(files, "b", 100))) {
                right.start();
                right.await("\\(V[46]\\) Entering MASTER STATE", LIMIT);
                right.await("\\(V[46]\\) Entering MASTER STATE", LIMIT);
                wrong.start();
                wrong.await("\\(V6\\) Entering BACKUP STATE", LIMIT);
                network.cut(a, b);
                wrong.await("Entering MASTER STATE", LIMIT);
                wrong.await("Entering MASTER STATE", LIMIT);
                network.heal();
                wrong.await("Entering BACKUP STATE", LIMIT);
                Instant yielded = wrong.await("Entering BACKUP STATE", LIMIT).at();
                for (String address : new String[] {"10.77.0.100", "fe80::100"}) {
                    Await.until(
                            address + " is announced by " + right + " after " + yielded + "\n" + right.tail(),
                            LIMIT,
                            () -> witness.announcements().stream()
                                    .anyMatch(announcement ->
                                            announcement.address().equals(address)
                                                    && announcement.mac().equals(a.mac("eth0"))
                                                    && announcement.at().isAfter(yielded)));
                    assertThat(b.hasAddress(address)).isFalse();
                }
            }
        }
    }

    private static Path config(WorkDirectory files, String name, int priority) {
        return files.write(name + ".conf", """
            vrrp_instance V4 {
                interface eth0
                virtual_router_id 51
                version 3
                priority %1$d
                advert_int 0.3
                virtual_ipaddress {
                    10.77.0.100/24
                }
            }
            vrrp_instance V6 {
                interface eth0
                virtual_router_id 51
                version 3
                priority %1$d
                advert_int 0.3
                virtual_ipaddress {
                    fe80::100/64
                }
            }
            """.formatted(priority));
    }
}
