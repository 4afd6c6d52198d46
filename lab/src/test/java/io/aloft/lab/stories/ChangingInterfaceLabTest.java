package io.aloft.lab.stories;

import static org.assertj.core.api.Assertions.assertThat;

import io.aloft.lab.netns.TestHost;
import io.aloft.lab.node.Director;
import io.aloft.lab.node.DirectorKind;
import io.aloft.lab.process.Signal;
import io.aloft.lab.witness.AdvertWitness;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What can befall the interface of a Master: it comes late, loses its address, its link and its name, gets another MAC. */
@Tag("lab")
@Timeout(120)
@Execution(ExecutionMode.CONCURRENT)
class ChangingInterfaceLabTest {
    private static final String CONFIG = """
        global_defs {
            dynamic_interfaces
        }
        vrrp_instance ONE {
            interface eth1
            virtual_router_id 51
            version 3
            advert_int 0.2
            virtual_ipaddress {
                10.78.0.100/24
            }
        }
        vrrp_instance TWO {
            interface eth1
            virtual_router_id 52
            version 3
            advert_int 0.2
            virtual_ipaddress {
                10.79.0.100/24
            }
        }
        """;

    @Test
    void aMasterFollowsWhatBefallsItsInterface() {
        try (Scene scene = new Scene()) {
            TestHost host = scene.host("a", 1);
            Director aloft = scene.director(DirectorKind.ALOFT, host, CONFIG);
            aloft.start();
            aloft.await("\\(ONE\\) Entering FAULT STATE", Scene.LIMIT);
            aloft.await("Startup complete", Scene.LIMIT);
            Instant since = Instant.now();
            scene.network.join(host, "eth1", "10.78.0.1/24");
            masters(scene, aloft, since, host);
            try (AdvertWitness witness =
                    AdvertWitness.watch(scene.network, 1, scene.files.file("lan1.pcap"), advert -> {})) {
                otherAddress(scene, host, aloft, witness);
                mac(host, aloft, witness);
            }
            flap(scene, host, aloft);
            again(scene, host, aloft);
            assertThat(Scene.lines(aloft, since, "ssigned address 10.7[89].0.100"))
                    .isEmpty();
            aloft.stopGently();
            assertThat(aloft.awaitStopped()).isZero();
            assertThat(Scene.lines(aloft, Instant.EPOCH, "defect|Exception")).isEmpty();
        }
    }

    /** Without an address of its own it is unfit, although virtual ones are left; with a new one it speaks from that. */
    private static void otherAddress(Scene scene, TestHost host, Director aloft, AdvertWitness witness) {
        Instant since = Instant.now();
        host.run("sysctl", "-q", "-w", "net.ipv4.conf.eth1.promote_secondaries=1");
        host.run("ip", "addr", "del", "10.78.0.1/24", "dev", "eth1");
        for (String name : new String[] {"ONE", "TWO"}) {
            scene.awaitLine(
                    aloft, since, "\\(" + name + "\\) entering FAULT state \\(no IPv4 address for interface\\)");
            scene.awaitLine(aloft, since, "\\(" + name + "\\) Entering FAULT STATE");
        }
        assertThat(witness.adverts())
                .as("nobody speaks from a virtual address")
                .noneMatch(advert -> advert.source().endsWith(".100"));
        scene.awaitLine(aloft, since, "Deassigned address 10.78.0.1 from interface eth1");
        Instant back = Instant.now();
        host.run("ip", "addr", "add", "10.78.0.7/24", "dev", "eth1");
        scene.awaitLine(aloft, back, "Assigned address 10.78.0.7 for interface eth1");
        masters(scene, aloft, back, host);
        witness.awaitFrom("10.78.0.7", back, Scene.LIMIT);
    }

    private static void mac(TestHost host, Director aloft, AdvertWitness witness) {
        Instant since = Instant.now();
        host.run("ip", "link", "set", "dev", "eth1", "mtu", "1400");
        host.run("ip", "link", "set", "dev", "eth1", "address", "02:00:00:00:99:99");
        witness.await(
                "from the new MAC",
                since,
                Scene.LIMIT,
                advert -> advert.sourceMac().equals("02:00:00:00:99:99"));
        assertThat(Scene.lines(aloft, since, "Entering|error")).isEmpty();
    }

    private static void flap(Scene scene, TestHost host, Director aloft) {
        for (int i = 0; i < 2; i++) {
            Instant down = Instant.now();
            host.run("ip", "link", "set", "dev", "eth1", "down");
            scene.awaitLine(aloft, down, "Netlink reports eth1 down");
            scene.awaitLine(aloft, down, "\\(ONE\\) Entering FAULT STATE");
            Instant up = Instant.now();
            host.run("ip", "link", "set", "dev", "eth1", "up");
            scene.awaitLine(aloft, up, "Netlink reports eth1 up");
            masters(scene, aloft, up, host);
        }
    }

    /** The interface is taken out of the machine, and another one of that name comes. */
    private static void again(Scene scene, TestHost host, Director aloft) {
        Instant gone = Instant.now();
        scene.network.remove(host, "eth1");
        scene.awaitLine(aloft, gone, "\\(ONE\\) Entering FAULT STATE");
        scene.awaitLine(aloft, gone, "Interface eth1 deleted");
        Instant asked = Instant.now();
        aloft.signal(Signal.USR1);
        scene.awaitLine(aloft, asked, "\\(ONE\\) FAULT .*interface eth1 does not exist");
        Instant back = Instant.now();
        scene.network.join(host, "eth1", "10.78.0.1/24");
        scene.awaitLine(aloft, back, "Interface eth1 added");
        masters(scene, aloft, back, host);
    }

    private static void masters(Scene scene, Director aloft, Instant since, TestHost host) {
        for (String name : new String[] {"ONE", "TWO"}) {
            scene.awaitLine(aloft, since, "\\(" + name + "\\) Entering MASTER STATE");
        }
        scene.await(
                () -> "both addresses: " + host.addresses("eth1"),
                () -> host.addresses("eth1").containsAll(java.util.List.of("10.78.0.100", "10.79.0.100")));
    }
}
