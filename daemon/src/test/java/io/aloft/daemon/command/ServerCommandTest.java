package io.aloft.daemon.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.aloft.checkers.health.HealthStatus;
import io.aloft.checkers.health.ServerOverride;
import io.aloft.checkers.kernel.KernelStatus;
import io.aloft.config.host.LiveHostFacts;
import io.aloft.daemon.http.ControlServer;
import io.aloft.daemon.http.ServerControl;
import io.aloft.daemon.http.SocketPath;
import io.aloft.model.lvs.TransportProtocol;
import io.aloft.model.lvs.VirtualServerKey;
import io.aloft.model.net.Endpoint;
import io.aloft.model.net.IpAddress;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ServerCommandTest {

    @TempDir
    private Path directory = Path.of(".");

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final BlockingQueue<ServerOverride> overrides = new LinkedBlockingQueue<>();

    private int run(String... arguments) {
        out.reset();
        err.reset();
        var surroundings = new Surroundings(
                new LiveHostFacts(),
                "1.0",
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false);
        return Subcommands.run(surroundings, arguments);
    }

    private String pidFile() {
        return directory.resolve("lb.pid").toString();
    }

    private ControlServer daemon() throws Exception {
        var key = new VirtualServerKey.ByAddress(TransportProtocol.TCP, new Endpoint(IpAddress.of("192.0.2.1"), 80));
        var real = new HealthStatus.RealServer(
                new Endpoint(IpAddress.of("10.1.1.1"), 80), true, 1, 1, 1, null, true, 0, null, List.of());
        var status = new HealthStatus(
                List.of(new HealthStatus.VirtualServer(key, true, 1, 1, 0, null, false, false, List.of(real))));
        return ControlServer.open(SocketPath.of(Path.of(pidFile())), new ServerControl() {
            @Override
            public CompletionStage<HealthStatus> status() {
                return CompletableFuture.completedFuture(status);
            }

            @Override
            public KernelStatus kernel() {
                return KernelStatus.IDLE;
            }

            @Override
            public @Nullable String syncDaemon() {
                return null;
            }

            @Override
            public CompletionStage<Boolean> override(
                    VirtualServerKey virtualServer, Endpoint realServer, ServerOverride override) {
                overrides.add(override);
                return CompletableFuture.completedFuture(true);
            }
        });
    }

    @Test
    void serversAreListedWithOrWithoutSayingList() throws Exception {
        try (var _ = daemon()) {
            String expected = """
                VS [192.0.2.1]:tcp:80  quorum up, weight 1 of 1
                  RS [10.1.1.1]:tcp:80  up  , weight 1
                """;
            assertThat(run("server", "-p", pidFile())).isZero();
            assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo(expected);
            assertThat(run("server", "list", "-p", pidFile())).isZero();
            assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo(expected);
            assertThat(run("server", "list", "-p", pidFile(), "--format", "json"))
                    .isZero();
            assertThat(out.toString(StandardCharsets.UTF_8)).startsWith("{").contains("\"quorumUp\" : true");
        }
    }

    @Test
    void realServerIsDrainedWeighedAndEnabled() throws Exception {
        try (var _ = daemon()) {
            assertThat(run("server", "drain", "192.0.2.1:80", "10.1.1.1:80", "-p", pidFile()))
                    .isZero();
            assertThat(overrides.take()).isEqualTo(new ServerOverride.Drain());
            assertThat(run("server", "-p", pidFile(), "weight", "[192.0.2.1]:tcp:80", "[10.1.1.1]:tcp:80", "5"))
                    .isZero();
            assertThat(overrides.take()).isEqualTo(new ServerOverride.Weight(5));
            assertThat(run("server", "enable", "192.0.2.1:80", "10.1.1.1:80", "-p", pidFile()))
                    .isZero();
            assertThat(overrides.take()).isEqualTo(new ServerOverride.Enable());
            assertThat(out.toString(StandardCharsets.UTF_8)).contains("RS [10.1.1.1]:tcp:80");
        }
    }

    @Test
    void whatTheDaemonRefusesIsSaid() throws Exception {
        try (var _ = daemon()) {
            assertThat(run("server", "drain", "192.0.2.1:80", "10.1.1.9:80", "-p", pidFile()))
                    .isEqualTo(1);
            assertThat(err.toString(StandardCharsets.UTF_8))
                    .isEqualTo("aloft: there is no real server of [192.0.2.1]:tcp:80 10.1.1.9:80;"
                            + " choose one of [10.1.1.1]:tcp:80\n");
            assertThat(run("server", "weight", "192.0.2.1:80", "10.1.1.1:80", "-5", "-p", pidFile()))
                    .isNotZero();
            assertThat(overrides).isEmpty();
        }
    }

    @Test
    void daemonThatDoesNotRunIsSaidSo() {
        assertThat(run("server", "-p", pidFile())).isEqualTo(3);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .startsWith("aloft: no daemon listens at " + directory.resolve("lb.control/control.sock") + ":");
    }

    @Test
    void commandLineThatMakesNoSenseIsSaidSo() {
        assertThat(run("server", "drain", "192.0.2.1:80")).isEqualTo(3);
        assertThat(run("server", "weight", "192.0.2.1:80", "10.1.1.1:80", "much"))
                .isEqualTo(3);
    }
}
