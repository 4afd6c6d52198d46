package io.aloft.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.aloft.model.ConfigImage;
import io.aloft.model.net.AddressFamily;
import io.aloft.model.net.IpAddress;
import io.aloft.model.vrrp.Authentication;
import io.aloft.model.vrrp.GarpPolicy;
import io.aloft.model.vrrp.VirtualRouterSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstanceLoadTest {

    @TempDir
    private Path directory = Path.of(".");

    private LoadResult load(String text) throws IOException {
        Path file = directory.resolve("keepalived.conf");
        Files.writeString(file, text);
        FakeHost host = FakeHost.usual();
        return ConfigLoader.load(file, LoadOptions.forHost(host), host);
    }

    @Test
    void whatFollowsALowerPriorityIsTakenFromTheGlobalDefaultsAlone() throws IOException {
        String instance = """
                vrrp_instance VI_%d {
                    interface eth0
                    virtual_router_id %d
                    garp_master_delay 60
                    garp_master_repeat 2
                    virtual_ipaddress { 192.168.4.%d }
                }
                """;
        ConfigImage image = Objects.requireNonNull(load(instance.formatted(1, 1, 1)
                        + "global_defs {\n vrrp_garp_master_delay 7\n vrrp_garp_master_repeat 3\n}\n"
                        + instance.formatted(2, 2, 2))
                .image());
        GarpPolicy before = image.virtualRouters().getFirst().garp();
        assertThat(before.masterDelay()).isEqualTo(Duration.ofSeconds(60));
        assertThat(before.lowerPrioDelay()).isEqualTo(Duration.ofSeconds(5));
        assertThat(before.lowerPrioRepeat()).isEqualTo(5);
        GarpPolicy behind = image.virtualRouters().getLast().garp();
        assertThat(behind.lowerPrioDelay()).isEqualTo(Duration.ofSeconds(7));
        assertThat(behind.lowerPrioRepeat()).isEqualTo(3);
    }

    @Test
    void plainInstanceIsReadWithAllItsValues() throws IOException {
        LoadResult result = load("""
                ! the simplest pair
                vrrp_instance VI_1 {
                    state MASTER
                    interface eth0
                    virtual_router_id 51
                    priority 150          # higher than the other
                    advert_int 2
                    authentication { auth_type PASS
                        auth_pass 1111 }
                    virtual_ipaddress { 192.168.4.252 }
                }
                """);
        assertThat(result.diagnostics()).isEmpty();
        assertThat(result.testExitStatus()).isZero();
        ConfigImage image = Objects.requireNonNull(result.runnable());
        VirtualRouterSpec router = image.virtualRouters().getFirst();
        assertThat(router.name()).isEqualTo("VI_1");
        assertThat(router.interfaceName()).isEqualTo("eth0");
        assertThat(router.family()).isEqualTo(AddressFamily.INET);
        assertThat(router.vrid()).isEqualTo(51);
        assertThat(router.version()).isEqualTo(2);
        assertThat(router.startsAsMaster()).isTrue();
        assertThat(router.priority()).isEqualTo(150);
        assertThat(router.advertInterval()).isEqualTo(Duration.ofSeconds(2));
        assertThat(router.authentication()).isEqualTo(new Authentication.Password("1111"));
        assertThat(router.group()).isEqualTo(IpAddress.of("224.0.0.18"));
        assertThat(router.addresses()).singleElement().satisfies(address -> {
            assertThat(address.address()).isEqualTo(IpAddress.of("192.168.4.252"));
            assertThat(address.prefixLength()).isEqualTo(32);
            assertThat(address.device()).isEqualTo("eth0");
        });
        assertThat(router.preempt()).isTrue();
    }

    @Test
    void unknownKeywordIsAWarningWithASuggestion() throws IOException {
        LoadResult result = load("""
                vrrp_instance VI_1 {
                    interface eth0
                    virtual_router_id 51
                    prioritty 150
                    virtual_ipaddress { 192.168.4.252 }
                }
                """);
        assertThat(result.testExitStatus()).isEqualTo(5);
        assertThat(result.diagnostics())
                .singleElement()
                .asString()
                .endsWith("keepalived.conf:4:5: warning: unknown keyword 'prioritty' in vrrp_instance, line ignored;"
                        + " instance VI_1; did you mean 'priority'? [ALO-1201]");
        assertThat(Objects.requireNonNull(result.runnable()).virtualRouters()).hasSize(1);
    }

    @Test
    void priorityOutOfRangeIsAnErrorWithTheRangeAndTheValueUsed() throws IOException {
        LoadResult result = load("""
                vrrp_instance VI_1 {
                    interface eth0
                    virtual_router_id 51
                    priority 300
                    virtual_ipaddress { 192.168.4.252 }
                }
                """);
        assertThat(result.diagnostics())
                .singleElement()
                .asString()
                .endsWith(
                        "keepalived.conf:4:14: error: priority 300 is out of range (1..255), 100 is used; instance VI_1"
                                + " [ALO-1301]");
        assertThat(Objects.requireNonNull(result.runnable())
                        .virtualRouters()
                        .getFirst()
                        .priority())
                .isEqualTo(100);
    }

    @Test
    void unitBehindANumberIsCutOffAtAStart() throws IOException {
        LoadResult result = load("global_defs {\nvrrp_garp_master_delay 7s\n}\n");
        assertThat(result.diagnostics())
                .singleElement()
                .asString()
                .endsWith(
                        "2:24: warning: vrrp_garp_master_delay 7s: 's' does not belong to a number; 7 is used [ALO-1303]");
    }

    @Test
    void messagesBeyondTheLimitAreCounted() throws IOException {
        LoadResult result = load("x\n".repeat(6000));
        assertThat(result.diagnostics()).hasSize(5001);
        assertThat(result.diagnostics().getLast())
                .hasToString("notice: and 1000 more, not shown; mend these first [ALO-1099]");
    }
}
