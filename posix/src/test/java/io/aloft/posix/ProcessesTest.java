package io.aloft.posix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ProcessesTest {

    @Test
    void signalReachesTheProcessAndItsEndIsSeen() throws Exception {
        Process child = new ProcessBuilder("sleep", "60").start();
        assertThat(Processes.kill(child.pid(), 0)).isTrue();
        assertThat(Processes.kill(child.pid(), Processes.SIGTERM)).isTrue();
        assertThat(child.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(child.exitValue()).isEqualTo(128 + Processes.SIGTERM);
        assertThat(Processes.kill(child.pid(), 0)).isFalse();
    }

    @Test
    void groupSignalReachesTheGrandchildren() throws Exception {
        Process leader = new ProcessBuilder("setsid", "sh", "-c", "sleep 60 & echo $!; wait").start();
        long grandchild = Long.parseLong(leader.inputReader().readLine());
        ProcessHandle handle = ProcessHandle.of(grandchild).orElseThrow();
        assertThat(Processes.killGroup(leader.pid(), Processes.SIGKILL)).isTrue();
        assertThat(leader.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(handle.onExit().get(20, TimeUnit.SECONDS).isAlive()).isFalse();
    }

    @Test
    void numbersThatMeanEverybodyAreRefused() {
        for (long id : new long[] {-1, 0, 1, 1L << 31}) {
            assertThatThrownBy(() -> Processes.killGroup(id, Processes.SIGKILL))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("(expected: 2..2147483647)");
        }
    }

    @Test
    void unknownSignalIsTheKernelsRefusal() {
        assertThatThrownBy(() -> Processes.kill(ProcessHandle.current().pid(), 999))
                .isInstanceOf(PosixException.class)
                .hasMessageContaining("Invalid argument (22)");
    }
}
