package io.aloft.lab.badinput;

import static org.assertj.core.api.Assertions.assertThat;

import io.aloft.lab.netns.TestHost;
import io.aloft.lab.netns.TestNetwork;
import io.aloft.lab.node.Director;
import io.aloft.lab.node.DirectorKind;
import io.aloft.lab.process.Await;
import io.aloft.lab.process.Command;
import io.aloft.lab.process.Signal;
import io.aloft.lab.process.WorkDirectory;
import io.aloft.lab.witness.AdvertWitness;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** One director that nobody competes with, on a host where everything around it goes wrong. */
@Tag("lab")
@Execution(ExecutionMode.CONCURRENT)
class LoneDirectorLabTest {
    private static final Duration LIMIT = Duration.ofSeconds(15);
    private static final String VIP = "10.77.0.100";
    private static final String DYNAMIC =
            "global_defs {\n dynamic_interfaces\n enable_script_security\n script_user root\n}\n";

    private static String instance(String name, String device, int vrid, String address, String more) {
        return """
            vrrp_instance %s {
                interface %s
                virtual_router_id %d
                priority 150
                advert_int 1
                virtual_ipaddress {
                    %s/24
                }
                %s
            }
            """.formatted(name, device, vrid, address, more);
    }

    private static String main(String more) {
        return instance("VI_1", "eth0", 51, VIP, more);
    }

    @Test
    void anInterfaceMayBeMissingLackAnAddressVanishAndReturnWhileTheOtherInstanceGoesOn() {
        try (WorkDirectory files = new WorkDirectory("interface");
                TestNetwork network = TestNetwork.create()) {
            TestHost host = network.host("a", "10.77.0.1/24");
            Path config = files.write("a.conf", DYNAMIC + main("") + instance("VI_2", "eth7", 52, "10.78.0.100", ""));
            try (Director aloft = DirectorKind.ALOFT.create(host, config)) {
                aloft.start();
                aloft.await("\\(VI_2\\) entering FAULT state \\(interface eth7 does not exist\\)", LIMIT);
                aloft.await("\\(VI_1\\) Entering MASTER STATE", LIMIT);

                addSecondInterface(host);
                aloft.await("cannot capture on eth7: That device is not up", LIMIT);
                ip(host, "link", "set", "dev", "eth7", "up");
                aloft.await("Netlink reports eth7 up", LIMIT);
                Await.until(
                        () -> "the reason is that it has no address: " + status(aloft),
                        LIMIT,
                        () -> status(aloft).contains("(no IPv4 address for interface)"));
                ip(host, "addr", "add", "10.78.0.1/24", "dev", "eth7");
                aloft.await("\\(VI_2\\) Entering BACKUP STATE", LIMIT);
                aloft.await("\\(VI_2\\) Entering MASTER STATE", LIMIT);
                assertThat(host.run("ip", "-o", "addr", "show", "dev", "eth7")).contains("10.78.0.100/24");

                ip(host, "link", "del", "dev", "eth7");
                aloft.await("\\(VI_2\\) Entering FAULT STATE", LIMIT);
                addSecondInterface(host);
                ip(host, "addr", "add", "10.78.0.1/24", "dev", "eth7");
                ip(host, "link", "set", "dev", "eth7", "up");
                aloft.await("\\(VI_2\\) Entering BACKUP STATE", LIMIT);
                aloft.await("\\(VI_2\\) Entering MASTER STATE", LIMIT);

                ip(host, "addr", "del", "10.78.0.1/24", "dev", "eth7");
                aloft.await("\\(VI_2\\) entering FAULT state \\(no IPv4 address for interface\\)", LIMIT);

                assertThat(host.hasAddress(VIP)).isTrue();
                assertThat(count(aloft, "\\(VI_1\\) Entering "))
                        .as("BACKUP at start, then MASTER")
                        .isEqualTo(2);
                assertThat(count(aloft, "cannot capture on eth7"))
                        .as("said once for each of its two lives")
                        .isLessThan(3);
            }
        }
    }

    private static void addSecondInterface(TestHost host) {
        ip(host, "link", "add", "eth7", "type", "veth", "peer", "name", "p7");
        ip(host, "link", "set", "dev", "p7", "up");
    }

    private static void ip(TestHost host, String... words) {
        host.run(Stream.concat(Stream.of("ip"), Arrays.stream(words)).toArray(String[]::new));
    }

    @Test
    void aBadInterfaceOrARepeatedVridCostsOnlyItsOwnInstance() {
        try (WorkDirectory files = new WorkDirectory("instances");
                TestNetwork network = TestNetwork.create()) {
            Path config = files.write(
                    "a.conf",
                    main("")
                            + instance("NOWHERE", "eth9", 52, "10.78.0.100", "")
                            + instance("TWICE", "eth0", 51, "10.77.0.101", "")
                            + instance("HIGH", "eth0", 53, "10.77.0.103", "priority 300")
                            + instance("ZERO", "eth0", 54, "10.77.0.104", "priority 0"));
            try (Director aloft = DirectorKind.ALOFT.create(network.host("a", "10.77.0.1/24"), config)) {
                aloft.start();
                aloft.await("Startup complete", LIMIT);
                for (String said : new String[] {
                    "interface eth9 does not exist; the instance is left out; instance NOWHERE",
                    "VI_1 and TWICE both use VRID 51 with IPv4 on interface eth0",
                    "priority 300 is out of range \\(1..255\\), 100 is used",
                    "priority 0 is out of range \\(1..255\\), 100 is used"
                }) {
                    assertThat(count(aloft, said)).as(said).isPositive();
                }
                for (String address : new String[] {VIP, "10.77.0.103", "10.77.0.104"}) {
                    aloft.awaitAddress(address, true, LIMIT);
                }
                assertThat(aloft.holds("10.77.0.101")).isFalse();
            }
        }
    }

    @Test
    void aFlappingLinkAndATakenAddressAreOvercome() {
        try (WorkDirectory files = new WorkDirectory("flap");
                TestNetwork network = TestNetwork.create();
                AdvertWitness witness = AdvertWitness.watch(network, files.file("lan.pcap"))) {
            TestHost host = network.host("a", "10.77.0.1/24");
            try (Director aloft = DirectorKind.ALOFT.create(host, files.write("a.conf", main("")))) {
                aloft.start();
                aloft.await("\\(VI_1\\) Entering MASTER STATE", LIMIT);
                aloft.awaitAddress(VIP, true, LIMIT);

                Instant flushed = Instant.now();
                ip(host, "addr", "flush", "to", VIP + "/32", "dev", "eth0");
                aloft.await("\\(VI_1\\) setting the VIPs again", LIMIT);
                aloft.awaitAddress(VIP, true, LIMIT);
                Await.until(
                        "the address is announced again",
                        LIMIT,
                        () -> witness.gratuitousArps().stream()
                                .anyMatch(arp ->
                                        arp.address().equals(VIP) && arp.at().isAfter(flushed)));
                assertThat(count(aloft, "Entering"))
                        .as("BACKUP at start, then MASTER")
                        .isEqualTo(2);

                for (int flap = 0; flap < 5; flap++) {
                    network.unplug(host);
                    network.plug(host);
                }
                network.unplug(host);
                aloft.await("\\(VI_1\\) Entering FAULT STATE", LIMIT);
                aloft.awaitAddress(VIP, false, LIMIT);
                Instant plugged = Instant.now();
                network.plug(host);
                aloft.awaitAddress(VIP, true, LIMIT);
                witness.awaitFrom("10.77.0.1", plugged, LIMIT);
            }
        }
    }

    @Test
    void scriptsThatHangOrCannotRunCostTheirWeightAndDoNotHoldUpTheEnd() {
        try (WorkDirectory files = new WorkDirectory("scripts");
                TestNetwork network = TestNetwork.create()) {
            files.write("plain", "#!/bin/sh\nexit 0\n");
            String scripts = """
                vrrp_script hangs {
                    script "/usr/bin/env --ignore-signal=TERM /bin/sleep 100"
                    interval 2
                    timeout 1
                    weight -10
                }
                vrrp_script plain {
                    script "%s"
                    interval 1
                    weight -20
                }
                """.formatted(files.file("plain"));
            Path config = files.write("a.conf", DYNAMIC + scripts + main("track_script {\n hangs\n plain\n }"));
            try (Director aloft = DirectorKind.ALOFT.create(network.host("a", "10.77.0.1/24"), config)) {
                aloft.start();
                aloft.await("not executable", LIMIT);
                aloft.await("VRRP_Script\\(hangs\\) timed_out", LIMIT);
                aloft.await("Changing effective priority from 150 to 140", LIMIT);
                aloft.await("\\(VI_1\\) Entering MASTER STATE", LIMIT);
                Instant told = Instant.now();
                aloft.stopGently();
                assertThat(aloft.awaitStopped()).isZero();
                System.out.printf(
                        "stopped after %d ms with a script that ignores SIGTERM%n",
                        Duration.between(told, Instant.now()).toMillis());
                assertThat(aloft.holds(VIP)).isFalse();
            }
        }
    }

    @Test
    void withoutIpvsInTheKernelTheAddressAndTheChecksGoOn() {
        try (WorkDirectory files = new WorkDirectory("ipvs");
                TestNetwork network = TestNetwork.create()) {
            assertThat(Path.of("/proc/net/ip_vs"))
                    .as("this test wants a kernel without IPVS")
                    .doesNotExist();
            try (Director aloft = DirectorKind.ALOFT.create(
                    network.host("a", "10.77.0.1/24"), files.write("a.conf", Farm.CONFIG + main("")))) {
                aloft.start();
                aloft.await("IPVS: Can't initialize ipvs: .* load it with \"modprobe ip_vs\"", LIMIT);
                aloft.await("TCP_CHECK on service .* failed", LIMIT);
                aloft.await("\\(VI_1\\) Entering MASTER STATE", LIMIT);
                aloft.awaitAddress(VIP, true, LIMIT);
                assertThat(count(aloft, "initialize ipvs")).isEqualTo(1);
            }
        }
    }

    @Test
    void aReloadThatWouldEndARunningInstanceIsRefusedAndACrashIsCleanedUp() {
        try (WorkDirectory files = new WorkDirectory("reload");
                TestNetwork network = TestNetwork.create();
                AdvertWitness witness = AdvertWitness.watch(network, files.file("lan.pcap"))) {
            String second = instance("VI_2", "eth0", 52, "10.77.0.102", "");
            Path config = files.write("a.conf", main("") + second);
            try (Director aloft = DirectorKind.ALOFT.create(network.host("a", "10.77.0.1/24"), config)) {
                aloft.start();
                aloft.awaitAddress(VIP, true, LIMIT);
                aloft.awaitAddress("10.77.0.102", true, LIMIT);

                files.write("a.conf", second + main("").stripTrailing().replaceFirst("}$", ""));
                aloft.reload();
                aloft.await("the running configuration stays: its braces do not match", LIMIT);
                files.write("a.conf", second + main("").replace("virtual_router_id 51", "virtual_router_id 510"));
                aloft.reload();
                aloft.await("the running configuration stays: an error in it would end VI_1, which is running", LIMIT);
                Command.run("rm", config.toString());
                aloft.reload();
                aloft.await("the running configuration stays: it could not be read", LIMIT);
                assertThat(aloft.holds(VIP) && aloft.holds("10.77.0.102")).isTrue();
                assertThat(count(aloft, "Entering")).isEqualTo(4);

                Instant changed = Instant.now();
                files.write("a.conf", main(""));
                aloft.reload();
                aloft.await("Reload complete", LIMIT);
                aloft.awaitAddress("10.77.0.102", false, LIMIT);
                witness.await(
                        "the removed instance says good-bye",
                        changed,
                        LIMIT,
                        advert -> advert.vrid() == 52 && advert.priority() == 0);

                aloft.signal(Signal.USR2);
                aloft.await("\\(VI_1\\) Advertisements: Received: 0, Sent: [0-9]+; Became master: 1;", LIMIT);

                aloft.crash();
                assertThat(aloft.holds(VIP))
                        .as("nobody is left to take it away")
                        .isTrue();
                aloft.start();
                aloft.await("Entering BACKUP STATE", LIMIT);
                aloft.awaitAddress(VIP, false, LIMIT);
                aloft.awaitAddress(VIP, true, LIMIT);
            }
        }
    }

    /** What it logs about its instances on SIGUSR1. */
    private static String status(Director director) {
        director.signal(Signal.USR1);
        return director.await("\\(VI_2\\) [A-Z]+ priority", LIMIT).text();
    }

    private static long count(Director director, String regex) {
        Pattern pattern = Pattern.compile(regex);
        return director.log().stream()
                .filter(line -> pattern.matcher(line.text()).find())
                .count();
    }
}
