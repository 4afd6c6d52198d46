package io.aloft.daemon.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.aloft.checkers.health.HealthStatus;
import io.aloft.checkers.health.ServerOverride;
import io.aloft.checkers.kernel.KernelStatus;
import io.aloft.model.lvs.TransportProtocol;
import io.aloft.model.lvs.VirtualServerKey;
import io.aloft.model.net.AddressFamily;
import io.aloft.model.net.Endpoint;
import io.aloft.model.net.IpAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerRoutesTest {

    private static final VirtualServerKey WEB = address(TransportProtocol.TCP, "192.0.2.1", 80);
    private static final VirtualServerKey DNS_TCP = address(TransportProtocol.TCP, "fd00::1", 53);
    private static final VirtualServerKey DNS_UDP = address(TransportProtocol.UDP, "fd00::1", 53);
    private static final VirtualServerKey MARK = new VirtualServerKey.ByMark(AddressFamily.INET, 7);
    private static final VirtualServerKey MARK6 = new VirtualServerKey.ByMark(AddressFamily.INET6, 7);
    private static final VirtualServerKey GROUP = new VirtualServerKey.ByGroup("shop", 0, TransportProtocol.TCP);

    private KernelStatus kernel = KernelStatus.IDLE;
    private @Nullable String syncDaemon;
    private final List<String> overrides = new ArrayList<>();
    private Executor writer = Runnable::run;
    private final ServerRoutes routes = new ServerRoutes(
            new ServerControl() {
                @Override
                public CompletionStage<HealthStatus> status() {
                    return CompletableFuture.completedFuture(ServerRoutesTest.this.status());
                }

                @Override
                public KernelStatus kernel() {
                    return kernel;
                }

                @Override
                public @Nullable String syncDaemon() {
                    return syncDaemon;
                }

                @Override
                public CompletionStage<Boolean> override(
                        VirtualServerKey virtualServer, Endpoint realServer, ServerOverride override) {
                    overrides.add(virtualServer + " " + realServer + " " + override);
                    return CompletableFuture.completedFuture(true);
                }
            },
            task -> writer.execute(task));

    private static VirtualServerKey address(TransportProtocol protocol, String address, int port) {
        return new VirtualServerKey.ByAddress(protocol, new Endpoint(IpAddress.of(address), port));
    }

    private HealthStatus status() {
        var failure = new HealthStatus.Failure("Timeout connecting", 5_000_400_000L, 12_900_000_000L);
        var checker = new HealthStatus.Checker("HTTP_GET", false, true, null, 1_250_000, failure);
        var down = new HealthStatus.RealServer(
                new Endpoint(IpAddress.of("10.1.1.12"), 80),
                false,
                1,
                0,
                0,
                new ServerOverride.Drain(),
                false,
                1,
                failure,
                List.of(checker));
        var sorry = new Endpoint(IpAddress.of("10.1.1.99"), 80);
        return new HealthStatus(List.of(
                new HealthStatus.VirtualServer(WEB, false, 0, 1, 2, sorry, true, false, List.of(up(null), down)),
                simple(DNS_TCP),
                simple(DNS_UDP),
                simple(MARK),
                simple(MARK6),
                simple(GROUP)));
    }

    private static HealthStatus.VirtualServer simple(VirtualServerKey key) {
        return new HealthStatus.VirtualServer(key, true, 3, 1, 0, null, false, false, List.of(up(null)));
    }

    private static HealthStatus.RealServer up(@Nullable ServerOverride override) {
        var checker = new HealthStatus.Checker("TCP_CHECK", true, false, "no socket", -1, null);
        return new HealthStatus.RealServer(
                new Endpoint(IpAddress.of("10.1.1.1"), 80), true, 3, 3, 2, override, true, 0, null, List.of(checker));
    }

    private Answer answer(String method, String path, Map<String, String> parameters) {
        return routes.answer(new Request(method, path, parameters))
                .toCompletableFuture()
                .join();
    }

    @Test
    void answersAreNotWrittenOnTheThreadThatKnowsTheServers() {
        var waiting = new ArrayList<Runnable>();
        writer = waiting::add;
        var answer = routes.answer(new Request("GET", "/servers", Map.of())).toCompletableFuture();
        assertThat(answer).isNotDone();
        waiting.removeFirst().run();
        assertThat(answer).isDone();
    }

    @Test
    void listForPeopleSaysWhatIsAmiss() {
        Answer list = answer("GET", "/servers", Map.of("format", "text"));
        assertThat(list.content()).startsWith("""
            VS [192.0.2.1]:tcp:80  QUORUM DOWN, weight 0 of 1 +- 2, sorry server 10.1.1.99:80 IN USE
              RS [10.1.1.1]:tcp:80   up  , weight 3 (now 2), TCP_CHECK not yet, cannot check: no socket
              RS [10.1.1.12]:tcp:80  DOWN, weight 0, drained (configured 1), not in the table, HTTP_GET down 1.3 ms
                 last failure 12 s ago after 5000.4 ms: Timeout connecting

            VS [fd00::1]:tcp:53  quorum up, weight 3 of 1
            """);
    }

    @Test
    void whatTheKernelRefusesStandsFirst() {
        kernel = new KernelStatus(
                null,
                3,
                List.of(new KernelStatus.Refused("192.0.2.1:tcp:80", "Scheduler not found")),
                1,
                9,
                2,
                "nftables is not there");
        syncDaemon = "backup on eth1: No such device";
        assertThat(answer("GET", "/servers", Map.of("format", "text")).content())
                .startsWith("""
                    DEGRADED
                    the kernel refuses 1 of 3 services
                      192.0.2.1:tcp:80: Scheduler not found
                    packets are not marked: nftables is not there
                    sync daemon: backup on eth1: No such device

                    VS\
                    """);
        assertThat(answer("GET", "/servers", Map.of("format", "json")).content())
                .contains("\"degraded\" : true", "\"service\" : \"192.0.2.1:tcp:80\"", "\"foreignChanges\" : 2");
        kernel = new KernelStatus("no IPVS", 0, List.of(), 0, 0, 0, null);
        syncDaemon = null;
        assertThat(answer("GET", "/servers", Map.of("format", "text")).content())
                .startsWith("DEGRADED\nIPVS cannot be reached: no IPVS\n\nVS ");
    }

    @Test
    void listForProgramsHasTheSame() {
        assertThat(answer("GET", "/servers", Map.of()).content().replaceAll("\\s+", " "))
                .startsWith("{ \"format\" : 1, \"degraded\" : false, ")
                .contains(" \"virtualServers\" : [ { \"name\" : \"[192.0.2.1]:tcp:80\", \"quorumUp\" : false,")
                .contains(
                        "\"override\" : \"drain\"",
                        "\"reason\" : \"Timeout connecting\", \"latencyNanos\" : 5000400000");
    }

    /** The words of an operator, and what is done. */
    @ParameterizedTest
    @CsvSource({
        "[192.0.2.1]:tcp:80, [10.1.1.1]:tcp:80, [192.0.2.1]:tcp:80 10.1.1.1:80 Drain[]",
        "192.0.2.1:80, 10.1.1.12:80, [192.0.2.1]:tcp:80 10.1.1.12:80 Drain[]",
        "[fd00::1]:udp:53, 10.1.1.1:80, [fd00::1]:udp:53 10.1.1.1:80 Drain[]",
        "FWM 7 inet6, [10.1.1.1]:none:80, FWM 7 10.1.1.1:80 Drain[]",
        "[shop]:0, 10.1.1.1:80, [shop]:0 10.1.1.1:80 Drain[]",
    })
    void serverIsFoundByItsNames(String virtualServer, String realServer, String done) {
        Answer answer = override(virtualServer, realServer, "drain", "");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(overrides).containsExactly(done);
        assertThat(answer.content().lines().filter(line -> line.startsWith("  RS")))
                .as("the server as it is now")
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "192.0.2.1:81|10.1.1.1:80|there is no virtual server 192.0.2.1:81; choose one of [192.0.2.1]:tcp:80,"
                        + " [fd00::1]:tcp:53, [fd00::1]:udp:53, FWM 7 inet, FWM 7 inet6, [shop]:0",
                "[fd00::1]:53|10.1.1.1:80|[fd00::1]:53 names more than one virtual server; choose one of"
                        + " [fd00::1]:tcp:53, [fd00::1]:udp:53",
                "FWM 7|10.1.1.1:80|FWM 7 names more than one virtual server; choose one of FWM 7 inet, FWM 7 inet6",
                "[shop]:0|10.1.1.2:80|there is no real server of [shop]:0 10.1.1.2:80; choose one of [10.1.1.1]:tcp:80",
            })
    void serverThatIsNotOneIsNotTouched(String virtualServer, String realServer, String problem) {
        assertThat(override(virtualServer, realServer, "drain", "")).isEqualTo(Answer.problem(404, problem));
        assertThat(overrides).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "drain, '', 200",
        "enable, '', 200",
        "weight, 0, 200",
        "weight, 2147483647, 200",
        "weight, 2147483648, 400",
        "weight, -1, 400",
        "weight, '', 400",
        "weight, x, 400",
        "stop, '', 400",
        "'', '', 400",
    })
    void wishesAreChecked(String override, String weight, int status) {
        assertThat(override("192.0.2.1:80", "10.1.1.1:80", override, weight).status())
                .isEqualTo(status);
        assertThat(overrides).hasSize(status == 200 ? 1 : 0);
    }

    @Test
    void otherPathsAndMethodsAreTurnedAway() {
        assertThat(answer("GET", "/", Map.of()).status()).isEqualTo(404);
        assertThat(answer("POST", "/servers", Map.of()).status()).isEqualTo(405);
        assertThat(answer("GET", "/servers/override", Map.of()).status()).isEqualTo(405);
    }

    private Answer override(String virtualServer, String realServer, String override, String weight) {
        return answer(
                "POST",
                "/servers/override",
                Map.of(
                        "format", "text",
                        "virtual_server", virtualServer,
                        "real_server", realServer,
                        "override", override,
                        "weight", weight));
    }
}
