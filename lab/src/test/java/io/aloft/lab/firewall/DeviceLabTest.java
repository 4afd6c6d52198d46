package io.aloft.lab.firewall;

import static org.assertj.core.api.Assertions.assertThat;

import io.aloft.lab.netns.TestHost;
import io.aloft.lab.netns.TestNetwork;
import io.aloft.lab.node.Director;
import io.aloft.lab.node.DirectorKind;
import io.aloft.lab.process.Await;
import io.aloft.lab.process.Signal;
import io.aloft.lab.process.WorkDirectory;
import io.aloft.vrrp.device.plan.RouterInterfaces;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Interfaces of virtual routers beside those that keepalived makes of the same file. */
@Tag("lab")
class DeviceLabTest {

    private static final Duration LIMIT = Duration.ofSeconds(10);

    private static String vrrp(String name, int vrid, String more, String address) {
        return """
            vrrp_instance %s {
                interface eth0
                virtual_router_id %d
                priority 150
                advert_int 0.2
                version 3
                %s
                virtual_ipaddress {
                    %s
                }
            }
            """.formatted(name, vrid, more, address);
    }

    /** As keepalived names them: vrrp.51, vrrp6.51, vrrp.52. */
    private static final String THREE = vrrp("A", 51, "use_vmac", "10.77.0.100/24")
            + vrrp("B", 51, "use_vmac", "fe80::100")
            + vrrp("C", 52, "use_vmac\nvmac_xmit_base", "10.77.0.101/24");

    private static TestHost host(TestNetwork network, String name, String address) {
        TestHost host = network.host(name, address);
        host.run("sysctl", "-q", "-w", "net.ipv4.conf.all.rp_filter=1");
        return host;
    }

    @Test
    void vmacsAndSettingsOfTheKernelEqualThoseOfKeepalivedAndAllOfThemGo() {
        try (WorkDirectory files = new WorkDirectory("vmac");
                TestNetwork network = TestNetwork.create()) {
            Path config = files.write("a.conf", THREE);
            TestHost theirs = host(network, "theirs", "10.77.0.1/24");
            TestHost ours = host(network, "ours", "10.77.0.2/24");
            Map<String, String> before = sysctls(ours);
            try (Director keepalived = DirectorKind.KEEPALIVED.create(theirs, config)) {
                keepalived.start();
                try (MasterWithoutPackets aloft = MasterWithoutPackets.start(ours, config)) {
                    aloft.become();
                    aloft.awaitAddressesOn(theirs);
                    for (String name : new String[] {"vrrp.51", "vrrp6.51", "vrrp.52"}) {
                        assertThat(link(ours, name)).isEqualTo(link(theirs, name));
                    }
                    assertThat(addresses(ours, "vrrp6.51", ours.linkLocal("eth0")))
                            .isEqualTo(addresses(theirs, "vrrp6.51", theirs.linkLocal("eth0")));
                    Map<String, String> wanted = sysctls(theirs);
                    // As keepalived 2.4 does.
                    wanted.put("net.ipv4.conf.vrrp6/51.arp_ignore", "1");
                    assertThat(sysctls(ours)).isEqualTo(wanted);
                    assertThat(RouterInterfaces.of(aloft.fitting().routers().get(1)))
                            .isEqualTo(new RouterInterfaces("eth0", "vrrp6.51", "vrrp6.51", "eth0", "eth0"));
                    keepalived.signal(Signal.TERM);
                    keepalived.awaitStopped();
                    aloft.leave();
                }
            }
            assertThat(ours.run("ip", "-o", "link", "show")).doesNotContain("vrrp");
            assertThat(sysctls(ours)).isEqualTo(before);
        }
    }

    @Test
    void whatSomebodyRemovesOrRenamesIsMadeAgain() {
        try (WorkDirectory files = new WorkDirectory("vmac");
                TestNetwork network = TestNetwork.create()) {
            TestHost host = host(network, "a", "10.77.0.1/24");
            try (MasterWithoutPackets aloft = MasterWithoutPackets.start(host, files.write("a.conf", THREE))) {
                String first = link(host, "vrrp.51");
                host.run("ip", "link", "del", "vrrp.51");
                awaitLink(host, "vrrp.51", first);
                host.run("ip", "link", "set", "dev", "vrrp6.51", "name", "foreign");
                Await.until("made again", LIMIT, () -> exists(host, "vrrp6.51") && !exists(host, "foreign"));
                assertThat(addresses(host, "vrrp6.51", host.linkLocal("eth0"))).contains("PARENT");
                int index = index(host, "vrrp.51");
                Await.until(
                        "the filter knows the new interface",
                        LIMIT,
                        () -> aloft.fitting().vmacs().stream().anyMatch(vmac -> vmac.index() == index));
            }
            assertThat(host.run("ip", "-o", "link", "show")).doesNotContain("vrrp");
        }
    }

    @Test
    void oneThatMatchesIsTakenOverOneThatIsInTheWayIsReplacedAndOneOfAnotherKindStays() {
        try (WorkDirectory files = new WorkDirectory("vmac");
                TestNetwork network = TestNetwork.create()) {
            TestHost host = host(network, "a", "10.77.0.1/24");
            macvlan(host, "left", "00:00:5e:00:01:33", "private");
            macvlan(host, "named", "02:00:00:00:00:09", "private");
            macvlan(host, "vrrp.53", "02:00:00:00:00:0a", "bridge");
            int left = index(host, "left");
            int named = index(host, "named");
            Path config = files.write(
                    "a.conf",
                    vrrp("A", 51, "use_vmac", "10.77.0.100/24")
                            + vrrp("B", 52, "use_vmac named", "10.77.0.101/24")
                            + vrrp("C", 53, "use_vmac", "10.77.0.102/24"));
            try (MasterWithoutPackets aloft = MasterWithoutPackets.start(host, config)) {
                aloft.become();
                assertThat(index(host, "left")).isEqualTo(left);
                assertThat(link(host, "left")).contains(",UP", "addrgenmode none");
                assertThat(index(host, "named")).isNotEqualTo(named);
                assertThat(link(host, "named")).contains("00:00:5e:00:01:34");
                assertThat(link(host, "vrrp.53")).contains("mode bridge");
                assertThat(link(host, "vrrp1.53")).contains("00:00:5e:00:01:35");
                assertThat(host.run("ip", "addr", "show", "dev", "vrrp1.53")).contains("10.77.0.102/24");
                aloft.leave();
            }
            assertThat(host.run("ip", "-o", "link", "show"))
                    .doesNotContain("left", "named", "vrrp1.53")
                    .contains("vrrp.53");
        }
    }

    @Test
    void aVirtualAddressAnswersWithTheVirtualMacAddressAndNoOther() {
        try (WorkDirectory files = new WorkDirectory("vmac");
                TestNetwork network = TestNetwork.create()) {
            TestHost host = host(network, "a", "10.77.0.1/24");
            TestHost client = network.host("client", "10.77.0.9/24");
            try (MasterWithoutPackets aloft = MasterWithoutPackets.start(host, files.write("a.conf", THREE))) {
                aloft.become();
                // Else the host asks for the client from eth0 in the name of the virtual address, as keepalived's does.
                host.run("ip", "neigh", "replace", "10.77.0.9", "lladdr", client.mac("eth0"), "dev", "eth0");
                client.run("ping", "-c", "2", "-W", "2", "10.77.0.100");
                assertThat(client.run("ip", "neigh", "show", "10.77.0.100")).contains("00:00:5e:00:01:33");
                client.run("ping", "-c", "1", "-W", "2", "10.77.0.1");
                assertThat(client.run("ip", "neigh", "show", "10.77.0.1"))
                        .contains(host.mac("eth0").toLowerCase(Locale.ROOT));
                aloft.leave();
            }
        }
    }

    private static void macvlan(TestHost host, String name, String mac, String mode) {
        host.run("ip", "link", "add", name, "link", "eth0", "address", mac, "type", "macvlan", "mode", mode);
    }

    private static boolean exists(TestHost host, String name) {
        return host.attempt("ip", "link", "show", "dev", name).succeeded();
    }

    private static void awaitLink(TestHost host, String name, String wanted) {
        Await.until(
                name + " is made again",
                LIMIT,
                () -> exists(host, name) && link(host, name).equals(wanted));
    }

    private static int index(TestHost host, String name) {
        return Integer.parseInt(
                host.run("ip", "-o", "link", "show", "dev", name).replaceFirst(":.*", ""));
    }

    /** Everything that {@code ip} tells but the numbers of interfaces. */
    private static String link(TestHost host, String name) {
        return host.run("ip", "-d", "link", "show", "dev", name).replaceFirst("^\\d+: ", "");
    }

    private static String addresses(TestHost host, String name, String parent) {
        return host.run("ip", "-6", "addr", "show", "dev", name)
                .replaceFirst("^\\d+: ", "")
                .replace(parent, "PARENT");
    }

    /** By name as {@code sysctl} prints it. */
    private static Map<String, String> sysctls(TestHost host) {
        Map<String, String> values = new TreeMap<>();
        for (String line :
                host.run("sysctl", "-a", "-r", "^net[.]ipv[46][.]conf[.]").split("\n", -1)) {
            String[] parts = line.split(" = ", -1);
            if (parts.length == 2) {
                values.put(parts[0], parts[1]);
            }
        }
        return values;
    }
}
