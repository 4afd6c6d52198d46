package io.aloft.posix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Needs root and a kernel with CONFIG_PROC_EVENTS, in the initial network namespace. */
@Tag("lab")
@Timeout(60)
class ProcessEventLabTest {

    @Test
    void lifeOfAProcessIsTold() throws Exception {
        try (ProcessEventSocket socket = ProcessEventSocket.open()) {
            Process process = new ProcessBuilder("/bin/true").start();
            int pid = (int) process.pid();
            List<ProcessEvent> seen = new ArrayList<>();
            ProcessEvent event;
            do {
                event = socket.receive();
                if (event != null && event.pid() == pid) {
                    seen.add(event);
                }
            } while (!(event instanceof ProcessEvent.Exited exited && exited.pid() == pid));
            assertThat(seen).contains(new ProcessEvent.Executed(pid), new ProcessEvent.Exited(pid));
            assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void closeEndsTheWaiting() throws Exception {
        ProcessEventSocket socket = ProcessEventSocket.open();
        FutureTask<Boolean> reader = new FutureTask<>(() -> {
            while (socket.receive() != null) {
                Thread.onSpinWait();
            }
            return true;
        });
        Thread.ofPlatform().start(reader);
        socket.close();
        assertThat(reader.get(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void otherNetworkNamespaceIsRefusedWithTheKernelsWord() throws Exception {
        try (TestNetwork network = new TestNetwork()) {
            String host = network.host("a");
            assertThatThrownBy(() -> NetworkNamespace.callIn(NetworkNamespace.named(host), ProcessEventSocket::open))
                    .isInstanceOf(PosixException.class)
                    .hasMessageContaining("Connection refused (111)");
        }
    }
}
