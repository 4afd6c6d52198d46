package io.aloft.checkers.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.aloft.ipvs.IpvsCommand;
import io.aloft.ipvs.IpvsSyncDaemon;
import io.aloft.ipvs.IpvsSyncDaemon.Role;
import java.util.List;
import org.junit.jupiter.api.Test;

class SyncDaemonCoreTest {

    private static final long SECOND = 1_000_000_000;

    private final FakeKernel kernel = new FakeKernel();
    private final SyncDaemonCore core = new SyncDaemonCore(kernel);
    private long now = 42 * SECOND;

    private void want(IpvsSyncDaemon... daemons) {
        core.want(List.of(daemons));
        core.work(now);
    }

    private void workAfter(long seconds) {
        now += seconds * SECOND;
        core.work(now);
    }

    private static IpvsSyncDaemon daemon(Role role, String interfaceName, int id) {
        return new IpvsSyncDaemon(role, interfaceName, id);
    }

    private static final IpvsSyncDaemon MASTER = daemon(Role.MASTER, "eth0", 51);
    private static final IpvsSyncDaemon BACKUP = daemon(Role.BACKUP, "eth0", 51);

    @Test
    void rolesChangeInOneGo() {
        want(BACKUP);
        assertThat(kernel.daemons()).containsExactly("backup eth0 51");
        kernel.takeCommands();
        want(MASTER);
        assertThat(kernel.takeCommands())
                .containsExactly(new IpvsCommand.StopDaemon(Role.BACKUP, 51), new IpvsCommand.StartDaemon(MASTER));
        core.stop();
        assertThat(kernel.daemons()).isEmpty();
    }

    @Test
    void bothRolesRunWithoutInstance() {
        want(MASTER, BACKUP);
        assertThat(kernel.daemons()).containsExactly("master eth0 51", "backup eth0 51");
    }

    @Test
    void leftOversAreReplacedWhenTheyDiffer() {
        kernel.run(daemon(Role.MASTER, "eth1", 0));
        kernel.run(daemon(Role.BACKUP, "eth0", 51));
        want(BACKUP);
        assertThat(kernel.takeCommands()).containsExactly(new IpvsCommand.StopDaemon(Role.MASTER, 0));
        assertThat(kernel.daemons()).containsExactly("backup eth0 51");
    }

    @Test
    void changedParametersOfAReloadStartTheDaemonAnew() {
        want(BACKUP);
        want(daemon(Role.BACKUP, "eth1", 9));
        assertThat(kernel.daemons()).containsExactly("backup eth1 9");
        want();
        assertThat(kernel.daemons()).isEmpty();
        assertThat(core.retryAt()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void withoutAnyOfOursThoseOfOthersAreNotEvenLookedAt() {
        kernel.run(MASTER);
        want();
        core.stop();
        assertThat(kernel.opened()).isZero();
        assertThat(kernel.daemons()).hasSize(1);
    }

    @Test
    void refusalIsTriedAgainUntilTheInterfaceComes() {
        kernel.refuse(IpvsCommand.StartDaemon.class::isInstance);
        want(BACKUP);
        assertThat(core.trouble()).contains("IP_VS_SO_SET_STARTDAEMON(1163)");
        assertThat(core.retryAt()).isEqualTo(now + SECOND);
        workAfter(1);
        assertThat(core.retryAt()).isEqualTo(now + 2 * SECOND);
        kernel.refuse(_ -> false);
        workAfter(2);
        assertThat(kernel.daemons()).containsExactly("backup eth0 51");
        assertThat(core.trouble()).isNull();
    }

    @Test
    void daemonThatSomebodyStoppedIsStartedAgain() {
        want(BACKUP);
        kernel.stopDaemons();
        workAfter(30);
        assertThat(kernel.daemons()).containsExactly("backup eth0 51");
    }

    @Test
    void moduleThatWasUnloadedGetsItsDaemonWhenItReturns() {
        want(BACKUP);
        kernel.loadModule(false);
        workAfter(30);
        assertThat(core.trouble()).isEqualTo("connection lost");
        kernel.loadModule(true);
        workAfter(1);
        assertThat(kernel.daemons()).containsExactly("backup eth0 51");
    }
}
