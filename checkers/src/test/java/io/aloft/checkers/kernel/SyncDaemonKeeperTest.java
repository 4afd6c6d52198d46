package io.aloft.checkers.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.aloft.checkers.table.Pools;
import io.aloft.ipvs.IpvsCommand;
import io.aloft.model.ConfigImage;
import io.aloft.model.lvs.LvsGlobals;
import io.aloft.model.lvs.LvsGlobals.SyncDaemon;
import io.aloft.model.lvs.VirtualServerSpec;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SyncDaemonKeeperTest {

    private static final long LIMIT_SECONDS = 30;

    private final FakeKernel kernel = new FakeKernel();
    private final SyncDaemonKeeper keeper = new SyncDaemonKeeper(kernel);

    @AfterEach
    void stop() {
        keeper.close();
    }

    @Test
    void masterTellsAndEverybodyElseHears() throws Exception {
        keeper.configure(image(new SyncDaemon("eth0", "VI_1", 51, 0, 0, 0, null)), true);
        keeper.instanceChanged("VI_2", true);
        keeper.instanceChanged("VI_1", false);
        awaitDaemons("backup eth0 51");
        keeper.instanceChanged("VI_1", true);
        awaitDaemons("master eth0 51");
        keeper.instanceChanged("VI_1", false);
        awaitDaemons("backup eth0 51");
        keeper.close();
        assertThat(kernel.daemons()).isEmpty();
    }

    @Test
    void withoutInstanceBothRolesRunWhileThereAreVirtualServers() throws Exception {
        var daemon = new SyncDaemon("eth0", null, 9, 0, 0, 0, null);
        keeper.configure(image(daemon, Pools.virtual(Pools.tcp(80), "rr", null)), true);
        awaitDaemons("master eth0 9", "backup eth0 9");
        keeper.configure(image(daemon), true);
        awaitDaemons();
    }

    @Test
    void reloadThatRemovesTheSettingEndsTheDaemon() throws Exception {
        keeper.configure(image(new SyncDaemon("eth0", null, 9, 0, 0, 0, null), server()), true);
        awaitDaemons("master eth0 9", "backup eth0 9");
        keeper.configure(image(null, server()), true);
        awaitDaemons();
    }

    @Test
    void daemonThatTheKernelRefusesIsShownUntilItRuns() throws Exception {
        kernel.refuse(IpvsCommand.StartDaemon.class::isInstance);
        keeper.configure(image(new SyncDaemon("eth0", null, 9, 0, 0, 0, null), server()), true);
        until(() -> keeper.trouble() != null);
        assertThat(keeper.trouble()).contains("IP_VS_SO_SET_STARTDAEMON(1163)");
        kernel.refuse(_ -> false);
        awaitDaemons("master eth0 9", "backup eth0 9");
        until(() -> keeper.trouble() == null);
    }

    private static VirtualServerSpec server() {
        return Pools.virtual(Pools.tcp(80), "rr", null);
    }

    private static ConfigImage image(@Nullable SyncDaemon daemon, VirtualServerSpec... servers) {
        return Pools.image(
                Pools.globals(LvsGlobals.Timeouts.KERNEL, false, LvsGlobals.Flush.OWN, daemon, null), List.of(servers));
    }

    private void awaitDaemons(String... daemons) throws InterruptedException {
        until(() -> kernel.daemons().equals(List.of(daemons)));
    }

    private static void until(BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
        while (!condition.getAsBoolean() && System.nanoTime() < deadline) {
            TimeUnit.MILLISECONDS.sleep(5);
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }
}
