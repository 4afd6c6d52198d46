package io.aloft.checkers.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.aloft.checkers.health.CheckResult;
import io.aloft.checkers.health.HealthChange;
import io.aloft.checkers.kernel.FakeKernel;
import io.aloft.checkers.kernel.MarkFilter;
import io.aloft.checkers.misc.ProgramRunner;
import io.aloft.checkers.netty.ScriptedServer;
import io.aloft.checkers.table.Pools;
import io.aloft.model.ConfigImage;
import io.aloft.model.lvs.CheckDefaults;
import io.aloft.model.lvs.CheckTiming;
import io.aloft.model.lvs.CheckerSpec;
import io.aloft.model.lvs.ConnectSpec;
import io.aloft.model.lvs.Forwarding;
import io.aloft.model.lvs.LvsGlobals;
import io.aloft.model.lvs.Persistence;
import io.aloft.model.lvs.Quorum;
import io.aloft.model.lvs.RealServerSpec;
import io.aloft.model.lvs.Scheduling;
import io.aloft.model.lvs.SorryServerSpec;
import io.aloft.model.lvs.TransportProtocol;
import io.aloft.model.lvs.UrlSpec;
import io.aloft.model.lvs.VirtualServerKey;
import io.aloft.model.lvs.VirtualServerSpec;
import io.aloft.model.net.AddressFamily;
import io.aloft.model.net.Endpoint;
import io.aloft.model.net.IpAddress;
import io.aloft.model.script.ScriptCommand;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The whole way: servers on the loopback interface, the check loop, and a kernel that remembers. */
class HealthServiceTest {

    private static final long LIMIT_SECONDS = 30;
    private static final String VS = "[10.9.9.9]:tcp:80";
    private static final Endpoint SORRY = new Endpoint(IpAddress.of("10.1.3.11"), 80);

    private final FakeKernel kernel = new FakeKernel();
    private final BlockingQueue<String> told = new LinkedBlockingQueue<>();
    private @Nullable HealthService service;

    @AfterEach
    void stop() {
        if (service != null) {
            service.close();
        }
    }

    private HealthService start(VirtualServerSpec... specs) {
        ConfigImage image = Pools.image(LvsGlobals.DEFAULT, List.of(specs));
        var started = new HealthService(image, kernel, MarkFilter::nftables, HealthServiceTest::noPrograms, this::keep);
        service = started;
        started.start();
        return started;
    }

    private void keep(HealthChange change) {
        told.add(change.record() + " " + kernel.lines());
    }

    private void awaitTold(String expected) throws InterruptedException {
        assertThat(told.poll(LIMIT_SECONDS, TimeUnit.SECONDS)).isEqualTo(expected);
    }

    @Test
    void farmLosesItsServerGoesToTheSorryServerAndComesBack() throws Exception {
        var broken = new AtomicBoolean();
        try (var web = new ScriptedServer(socket -> {
            ScriptedServer.readRequest(socket);
            ScriptedServer.send(socket, broken.get() ? "HTTP/1.1 500 x\r\n\r\n" : "HTTP/1.1 200 x\r\n\r\n");
        })) {
            String server = web.endpoint().toString();
            String name = "[127.0.0.1]:tcp:" + web.endpoint().port();
            HealthService running = start(virtual(80, web.endpoint(), http(web.endpoint()), false));
            awaitTold("VS " + VS + " UP [10.9.9.9:tcp:80 wrr: " + server + "=3]");

            broken.set(true);
            String sorry = " [10.9.9.9:tcp:80 wrr: 10.1.3.11:80=1]";
            awaitTold("RS " + name + " " + VS + " DOWN" + sorry);
            awaitTold("VS " + VS + " DOWN" + sorry);

            broken.set(false);
            String back = " [10.9.9.9:tcp:80 wrr: " + server + "=3]";
            awaitTold("RS " + name + " " + VS + " UP" + back);
            awaitTold("VS " + VS + " UP" + back);
            assertThat(running.counters().checksFinished()).isPositive();

            running.close();
            assertThat(kernel.lines()).isEmpty();
            assertThat(told).as("without omega the end is silent").isEmpty();
        }
    }

    @Test
    void deadServerIsTakenOutAfterItsFirstCheck() throws Exception {
        Endpoint dead = ScriptedServer.refusing();
        start(virtual(80, dead, tcp(dead), false));
        awaitTold("VS " + VS + " UP [10.9.9.9:tcp:80 wrr: " + dead + "=3]");
        awaitTold("RS [127.0.0.1]:tcp:" + dead.port() + " " + VS + " DOWN [10.9.9.9:tcp:80 wrr: 10.1.3.11:80=1]");
    }

    @Test
    void checksGoOnWithoutIpvsAndTheTableIsFilledWhenItComes() throws Exception {
        kernel.loadModule(false);
        Endpoint dead = ScriptedServer.refusing();
        start(virtual(80, dead, tcp(dead), false));
        awaitTold("VS " + VS + " UP []");
        awaitTold("RS [127.0.0.1]:tcp:" + dead.port() + " " + VS + " DOWN []");
        kernel.loadModule(true);
        awaitTable("10.9.9.9:tcp:80 wrr: 10.1.3.11:80=1");
    }

    @Test
    void shutdownWithOmegaTellsThatEverythingWentDown() throws Exception {
        Endpoint unchecked = new Endpoint(IpAddress.of("10.1.1.11"), 80);
        HealthService running = start(virtual(80, unchecked, null, true));
        awaitTold("VS " + VS + " UP [10.9.9.9:tcp:80 wrr: 10.1.1.11:80=3]");
        running.close();
        assertThat(told).hasSize(2);
        assertThat(told.remove()).startsWith("RS [10.1.1.11]:tcp:80 " + VS + " DOWN");
        assertThat(told.remove()).startsWith("VS " + VS + " DOWN");
        assertThat(kernel.closed()).isEqualTo(1);
    }

    @Test
    void servicesCanBeLeftInTheKernel() throws Exception {
        Endpoint unchecked = new Endpoint(IpAddress.of("10.1.1.11"), 80);
        HealthService running = start(virtual(80, unchecked, null, false));
        awaitTold("VS " + VS + " UP [10.9.9.9:tcp:80 wrr: 10.1.1.11:80=3]");
        running.closeKeepingServices();
        assertThat(kernel.lines()).containsExactly("10.9.9.9:tcp:80 wrr: 10.1.1.11:80=3");
    }

    @Test
    void directRoutingAndPersistenceReachTheKernel() throws Exception {
        var real = real(new Endpoint(IpAddress.of("10.1.1.11"), 80), 2, Forwarding.DR, List.of());
        start(new VirtualServerSpec(
                key(80),
                AddressFamily.INET,
                new Scheduling("sh", 0x18, false),
                Forwarding.DR,
                new Persistence(50, 0xffffff00),
                new Quorum(1, 0, null, null),
                1,
                false,
                CheckDefaults.DEFAULT,
                null,
                List.of(real),
                false,
                false,
                false,
                null));
        awaitTold("VS " + VS + " UP [10.9.9.9:tcp:80 sh: 10.1.1.11:80=2]");
        assertThat(kernel.takeCommands().getFirst().toString())
                .contains("scheduler=sh, flags=25, persistenceSeconds=50, netmask=-256");
    }

    private static ProgramRunner.ProgramRun noPrograms(
            ScriptCommand command, Duration timeout, Consumer<CheckResult> report) {
        throw new AssertionError(command.configured());
    }

    private void awaitTable(String... lines) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
        while (!kernel.lines().equals(List.of(lines)) && System.nanoTime() < deadline) {
            LockSupport.parkNanos(1_000_000);
        }
        assertThat(kernel.lines()).containsExactly(lines);
    }

    private static VirtualServerSpec virtual(int port, Endpoint server, @Nullable CheckerSpec checker, boolean omega) {
        var real = real(server, 3, Forwarding.NAT, checker == null ? List.of() : List.of(checker));
        return new VirtualServerSpec(
                key(port),
                AddressFamily.INET,
                new Scheduling("wrr", 0, false),
                Forwarding.NAT,
                null,
                new Quorum(1, 0, null, null),
                1,
                false,
                CheckDefaults.DEFAULT,
                new SorryServerSpec(SORRY, Forwarding.NAT, false),
                List.of(real),
                omega,
                false,
                false,
                null);
    }

    private static VirtualServerKey key(int port) {
        return new VirtualServerKey.ByAddress(TransportProtocol.TCP, new Endpoint(IpAddress.of("10.9.9.9"), port));
    }

    private static RealServerSpec real(Endpoint server, int weight, Forwarding forwarding, List<CheckerSpec> checkers) {
        return new RealServerSpec(
                server,
                weight,
                forwarding,
                0,
                0,
                false,
                CheckDefaults.DEFAULT,
                checkers,
                null,
                null,
                true,
                null,
                Duration.ZERO);
    }

    private static CheckerSpec tcp(Endpoint target) {
        return new CheckerSpec.TcpCheck(ConnectSpec.to(target, Duration.ofSeconds(20)), timing());
    }

    private static CheckerSpec http(Endpoint target) {
        return new CheckerSpec.HttpGet(
                ConnectSpec.to(target, Duration.ofSeconds(20)),
                timing(),
                List.of(new UrlSpec("/", List.of(), null, null)),
                CheckerSpec.WebSettings.DEFAULT);
    }

    private static CheckTiming timing() {
        return new CheckTiming(Duration.ofMillis(20), 1, Duration.ofMillis(10), Duration.ofMillis(10), false, false);
    }
}
