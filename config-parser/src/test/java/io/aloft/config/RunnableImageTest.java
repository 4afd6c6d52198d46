package io.aloft.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.aloft.config.host.HostFacts;
import io.aloft.model.ConfigImage;
import io.aloft.model.net.IpAddress;
import io.aloft.model.vrrp.CheckScriptSpec;
import io.aloft.model.vrrp.SyncGroupSpec;
import io.aloft.model.vrrp.VirtualAddress;
import io.aloft.model.vrrp.VirtualInterface;
import io.aloft.model.vrrp.VirtualRouterSpec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What of a configuration runs. */
class RunnableImageTest {

    @TempDir
    private Path directory = Path.of(".");

    private LoadResult load(String text) throws IOException {
        Path file = directory.resolve("keepalived.conf");
        Files.writeString(file, text);
        FakeHost host = FakeHost.usual();
        return ConfigLoader.load(file, LoadOptions.forHost(host), host);
    }

    private ConfigImage run(String text) throws IOException {
        return Objects.requireNonNull(load(text).runnable());
    }

    private static String instance(String name, int vrid, String further) {
        return """
            vrrp_instance %s {
                interface eth0
                virtual_router_id %d
                virtual_ipaddress { 10.0.0.%d }
            %s
            }
            """.formatted(name, vrid, vrid, further);
    }

    private static String unicast(String name, String source, String peers) {
        return """
            vrrp_instance %s {
                interface eth0
                virtual_router_id 51
                %s
                unicast_peer { %s }
                virtual_ipaddress { 10.0.1.1 dev eth1 }
            }
            """.formatted(name, source, peers.replace(" ", "\n"));
    }

    @Test
    void syncGroupRunsWithTheMembersThatRun() throws IOException {
        LoadResult result = load("vrrp_sync_group G {\n group {\n A\n B\n C\n }\n}\n"
                + "vrrp_sync_group H {\n group {\n D\n E\n }\n}\n"
                + instance("A", 1, "") + instance("B", 2, "interface eth9") + instance("C", 3, "")
                + instance("D", 4, "interface eth9") + instance("E", 5, "interface eth9"));
        ConfigImage image = Objects.requireNonNull(result.runnable());
        assertThat(image.syncGroups()).extracting(SyncGroupSpec::name).containsExactly("G");
        assertThat(image.syncGroups().getFirst().members()).containsExactly("A", "C");
        assertThat(result.diagnostics())
                .extracting(Object::toString)
                .anyMatch(text ->
                        text.endsWith("1:1: notice: runs without B, which is left out; sync group G [ALO-1546]"))
                .anyMatch(text ->
                        text.endsWith("8:1: notice: runs without D, E, which are left out; sync group H [ALO-1546]"));
    }

    @Test
    void scriptsThatOnlyAGroupTracksRun() throws IOException {
        ConfigImage image = run("vrrp_script CHECK {\n script /usr/bin/true\n}\n"
                + "vrrp_script UNUSED {\n script /usr/bin/true\n}\n"
                + instance("A", 1, "") + instance("B", 2, "")
                + "vrrp_sync_group G {\n group {\n A\n B\n }\n track_script {\n CHECK\n }\n}\n");
        assertThat(image.scripts()).extracting(CheckScriptSpec::name).containsExactly("CHECK");
    }

    @Test
    void unicastWithoutInterfaceNeedsItsSourceAndTakesTheDefaultInterface() throws IOException {
        String routed = """
            vrrp_instance %s {
                virtual_router_id 51
                %s
                unicast_peer { %s }
                virtual_ipaddress { %s }
            }
            """;
        ConfigImage image = run("global_defs {\n default_interface eth1\n}\n"
                + routed.formatted("A", "unicast_src_ip 10.0.0.1", "10.0.0.2", "10.0.1.1")
                + routed.formatted("WITHOUT_SOURCE", "", "10.0.0.2", "10.0.1.2")
                + routed.formatted("LINK_LOCAL", "unicast_src_ip fe80::1", "fe80::2", "fe80::3")
                + routed.formatted("ON_VMAC", "unicast_src_ip 10.0.0.3\nuse_vmac", "10.0.0.2", "10.0.1.3"));
        VirtualRouterSpec router = image.virtualRouters().getFirst();
        assertThat(image.virtualRouters()).hasSize(1);
        assertThat(router.interfaceName()).isEmpty();
        assertThat(router.sourceAddress()).isEqualTo(IpAddress.of("10.0.0.1"));
        assertThat(router.addresses()).extracting(VirtualAddress::device).containsExactly("eth1");
    }

    @Test
    void unicastWithoutInterfaceIsLeftOutWhenNothingCarriesItsAddress() throws IOException {
        LoadResult result = load("""
            global_defs {
                default_interface eth9
            }
            vrrp_instance A {
                virtual_router_id 51
                unicast_src_ip 10.0.0.1
                unicast_peer { 10.0.0.2 }
                virtual_ipaddress { 10.0.1.1 }
            }
            """);
        assertThat(result.leftOut()).containsExactly("A");
        assertThat(result.diagnostics())
                .extracting(Object::toString)
                .anyMatch(text -> text.contains(":8:25: error: no interface carries 10.0.1.1"));
    }

    @Test
    void unicastRoutersOfOneVridAreCountedUnlessTheyShareAPeer() throws IOException {
        LoadResult result = load(unicast("A", "unicast_src_ip 10.0.0.1", "10.0.0.2 10.0.0.3")
                + unicast("B", "unicast_src_ip 10.0.0.1", "10.0.0.4")
                + unicast("C", "unicast_src_ip 10.0.0.1", "10.0.0.5 10.0.0.3")
                + unicast("D", "unicast_src_ip 10.0.0.9", "10.0.0.3")
                + instance("MULTICAST", 51, ""));
        List<VirtualRouterSpec> routers =
                Objects.requireNonNull(result.runnable()).virtualRouters();
        assertThat(routers).extracting(VirtualRouterSpec::name).containsExactly("A", "B", "D", "MULTICAST");
        assertThat(routers).extracting(router -> router.options().occurrence()).containsExactly(0, 1, 0, 0);
        assertThat(routers).extracting(VirtualRouterSpec::key).doesNotHaveDuplicates();
        assertThat(result.diagnostics())
                .extracting(Object::toString)
                .singleElement()
                .asString()
                .endsWith(":16:1: error: duplicate VRID conflict with A VRID 51: both have a peer in common;"
                        + " the second is left out; instance C [ALO-1503]");
    }

    @Test
    void multicastRoutersOfOneVridNeedAnotherInterfaceOrGroup() throws IOException {
        ConfigImage image = run(instance("A", 51, "")
                + instance("VMAC", 51, "use_vmac")
                + instance("OTHER_GROUP", 51, "mcast_dst_ip 224.0.0.20")
                + instance("OTHER_VRID", 52, ""));
        assertThat(image.virtualRouters())
                .extracting(VirtualRouterSpec::name)
                .containsExactly("A", "OTHER_GROUP", "OTHER_VRID");
    }

    @Test
    void vmacWithUnicastTransmitsOnTheInterfaceBelow() throws IOException {
        ConfigImage image = run(unicast("A", "use_vmac", "10.0.0.2"));
        assertThat(image.virtualRouters().getFirst().options().link().virtualInterface())
                .isInstanceOfSatisfying(
                        VirtualInterface.Vmac.class,
                        vmac -> assertThat(vmac.transmitOnBase()).isTrue());
    }

    @Test
    void leaseComesFromTheInstanceElseFromTheGlobalDefaults() throws IOException {
        ConfigImage image = run(instance("A", 1, "#@aloft vip_lease 3")
                + instance("B", 2, "")
                + "global_defs {\n#@aloft vip_lease 5\n}\n");
        assertThat(image.virtualRouters())
                .extracting(router -> router.options().vipLease())
                .containsExactly(3, 5);
        assertThat(run(instance("A", 1, "# @aloft vip_lease 3"))
                        .virtualRouters()
                        .getFirst()
                        .options()
                        .vipLease())
                .isNull();
    }

    @Test
    void keysOfFilesAreInTheImageAndInNoText() throws IOException {
        Path file = Files.writeString(directory.resolve("keepalived.conf"), instance("A", 1, """
            auth_hmac {
                key 1 file:/etc/keepalived/vrrp.key
                active_key 1
            }
            """));
        FakeHost host =
                FakeHost.usual().withContent("/etc/keepalived/vrrp.key", 0600, "0123456789abcdef0123456789abcdef\r\n");
        LoadResult result = ConfigLoader.load(file, LoadOptions.forHost(host), host);
        VirtualRouterSpec router =
                Objects.requireNonNull(result.runnable()).virtualRouters().getFirst();
        assertThat(result.diagnostics()).isEmpty();
        assertThat(Objects.requireNonNull(router.options().hmac())
                        .keys()
                        .getFirst()
                        .bytes())
                .isEqualTo("0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII));
        assertThat(router.toString()).doesNotContain("0123456789abcdef").doesNotContain("3031323334");
    }

    @Test
    void addressesBeyondThePacketAreExcludedInTheirOrder() throws IOException {
        StringBuilder many = new StringBuilder();
        for (int i = 1; i <= 60; i++) {
            many.append("fe80::").append(i).append('\n');
        }
        Path file = Files.writeString(directory.resolve("keepalived.conf"), """
            vrrp_instance A {
                interface eth0
                virtual_router_id 1
                virtual_ipaddress {
                    %s
                }
                virtual_ipaddress_excluded {
                    fe80::ffff
                }
            }
            """.formatted(many));
        FakeHost host = FakeHost.usual().withLink("eth0", new HostFacts.LinkFacts(1000, true, true));
        VirtualRouterSpec router = Objects.requireNonNull(
                        ConfigLoader.load(file, LoadOptions.forHost(host), host).runnable())
                .virtualRouters()
                .getFirst();
        // (1000 - 14 - 40 - 8) / 16
        assertThat(router.addresses()).hasSize(58);
        assertThat(router.excludedAddresses())
                .extracting(address -> address.address().toString())
                .containsExactly("fe80::59", "fe80::60", "fe80::ffff");
    }
}
