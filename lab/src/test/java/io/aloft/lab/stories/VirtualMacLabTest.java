package io.aloft.lab.stories;

import static org.assertj.core.api.Assertions.assertThat;

import io.aloft.lab.netns.TestHost;
import io.aloft.lab.node.Director;
import io.aloft.lab.node.DirectorKind;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What a client sees of VMACs and of addresses that accept nothing, and directors that a router lies between. */
@Tag("lab")
@Timeout(120)
@Execution(ExecutionMode.CONCURRENT)
class VirtualMacLabTest {
    private static final String VMACS = """
        vrrp_instance CLOSED {
            interface eth0
            use_vmac
            virtual_router_id 51
            version 3
            advert_int 0.2
            no_accept
            virtual_ipaddress {
                10.77.0.100/24
            }
        }
        vrrp_instance OPEN {
            interface eth0
            use_vmac
            vmac_xmit_base
            virtual_router_id 52
            version 3
            advert_int 0.2
            virtual_ipaddress {
                10.77.0.101/24
            }
        }
        """;

    private static final String UNICAST = """
        vrrp_instance FAR {
            interface %s
            virtual_router_id 51
            version 3
            priority %d
            advert_int 0.2
            unicast_src_ip %s
            unicast_peer {
                %s
            }
            virtual_ipaddress {
                10.99.9.9/32 dev lo
            }
        }
        """;

    @Test
    void clientsLearnTheVirtualMacAndAClosedAddressAnswersNothingElse() {
        try (Scene scene = new Scene()) {
            TestHost host = scene.host("a", 1);
            TestHost client = scene.host("c", 9);
            Director aloft = scene.director(DirectorKind.ALOFT, host, VMACS);
            scene.witness();
            Instant since = Instant.now();
            aloft.start();
            for (String name : new String[] {"CLOSED", "OPEN"}) {
                scene.awaitLine(aloft, since, "\\(" + name + "\\) Entering MASTER STATE");
            }
            assertThat(scene.witness()
                            .await("CLOSED", since, Scene.LIMIT, advert -> advert.vrid() == 51)
                            .sourceMac())
                    .isEqualTo("00:00:5e:00:01:33");
            assertThat(scene.witness()
                            .await("OPEN", since, Scene.LIMIT, advert -> advert.vrid() == 52)
                            .sourceMac())
                    .as("vmac_xmit_base")
                    .isEqualTo(host.mac("eth0"));
            scene.await(() -> "the open one answers", () -> answers(client, "10.77.0.101"));
            assertThat(answers(client, "10.77.0.100")).as("no_accept").isFalse();
            assertThat(client.run("ip", "neigh")).contains("10.77.0.100 dev eth0 lladdr 00:00:5e:00:01:33");
            // Whom the host answers learns the base interface's MAC again from its own question, under keepalived too.
            assertThat(scene.witness().gratuitousArps())
                    .filteredOn(arp -> arp.address().equals("10.77.0.101"))
                    .isNotEmpty()
                    .allMatch(arp -> arp.mac().equals("00:00:5e:00:01:34"));
            assertThat(host.run("nft", "list", "ruleset"))
                    .contains("10.77.0.100")
                    .doesNotContain("10.77.0.101");

            Instant down = Instant.now();
            host.run("ip", "link", "set", "dev", "eth0", "down");
            scene.awaitLine(aloft, down, "\\(CLOSED\\) removing firewall drop rule");
            scene.await(
                    () -> "the element is gone: " + host.run("nft", "list", "ruleset"),
                    () -> !host.run("nft", "list", "ruleset").contains("10.77.0.100"));
            Instant up = Instant.now();
            host.run("ip", "link", "set", "dev", "eth0", "up");
            scene.awaitLine(aloft, up, "\\(CLOSED\\) Entering MASTER STATE");
            scene.awaitLine(aloft, up, "\\(OPEN\\) Entering MASTER STATE");
            scene.await(() -> "the open one answers again", () -> answers(client, "10.77.0.101"));
            assertThat(answers(client, "10.77.0.100")).isFalse();

            aloft.stopGently();
            assertThat(aloft.awaitStopped()).isZero();
            assertThat(host.run("ip", "-o", "link")).doesNotContain("vrrp.");
            assertThat(host.run("nft", "list", "ruleset")).doesNotContain("keepalived");
        }
    }

    private static boolean answers(TestHost client, String address) {
        return client.attempt("ping", "-c", "1", "-W", "1", address).succeeded();
    }

    @Test
    void directorsFailOverThroughARouter() {
        try (Scene scene = new Scene()) {
            scene.network.router("r", "10.77.0.254/24", "10.78.0.254/24");
            TestHost a = scene.network.host("a", "10.77.0.1/24");
            TestHost b = scene.network.bareHost("b");
            scene.network.join(b, "eth1", "10.78.0.2/24");
            a.run("ip", "route", "add", "10.78.0.0/24", "via", "10.77.0.254");
            b.run("ip", "route", "add", "10.77.0.0/24", "via", "10.78.0.254");
            Director near =
                    scene.director(DirectorKind.ALOFT, a, UNICAST.formatted("eth0", 150, "10.77.0.1", "10.78.0.2"));
            Director far = scene.director(
                    DirectorKind.KEEPALIVED, b, UNICAST.formatted("eth1", 100, "10.78.0.2", "10.77.0.1"));
            near.start();
            near.await("Entering MASTER STATE", Scene.LIMIT);
            far.start();
            far.await("Entering BACKUP STATE", Scene.LIMIT);
            near.awaitAddress("10.99.9.9", "lo", true, Scene.LIMIT);

            near.crash();
            far.await("Entering MASTER STATE", Scene.LIMIT);
            near.start();
            near.await("Entering MASTER STATE", Scene.LIMIT);
            far.await("Entering BACKUP STATE", Scene.LIMIT);
            far.awaitAddress("10.99.9.9", "lo", false, Scene.LIMIT);
            near.stopGently();
            assertThat(near.awaitStopped()).isZero();
            far.await("Entering MASTER STATE", Scene.LIMIT);
            assertThat(a.hasAddress("10.99.9.9", "lo")).isFalse();
            assertThat(b.hasAddress("10.99.9.9", "lo")).isTrue();
        }
    }
}
