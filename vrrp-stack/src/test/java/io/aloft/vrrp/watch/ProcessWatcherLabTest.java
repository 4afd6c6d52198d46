package io.aloft.vrrp.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.aloft.model.track.TrackProcessSpec;
import io.aloft.model.track.TrackProcessSpec.ParameterMatch;
import io.aloft.posix.ProcessEventSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Needs root and a kernel with CONFIG_PROC_EVENTS. */
@Tag("lab")
class ProcessWatcherLabTest {

    /** A duration that no other program sleeps for. */
    private final String rest = "98765." + ProcessHandle.current().pid();

    private final BlockingQueue<Boolean> told = new LinkedBlockingQueue<>();

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void programsThatBeginAndEndAreSeenByEventsAndByLooking(boolean byEvents) throws Exception {
        ProcessEventSocket events = byEvents ? ProcessWatcher.open() : null;
        assertThat(events != null).isEqualTo(byEvents);
        Process process = null;
        try (ProcessWatcher watcher = ProcessWatcher.start(List.of(spec()), (name, up) -> told.add(up), events)) {
            assertTold(false);
            process = sleep();
            assertTold(true);
            assertThat(ProcessWatcher.look(List.of(spec()))).containsEntry("p", true);
            process.destroyForcibly().waitFor();
            assertTold(false);
            watcher.reload(List.of(spec()));
            process = sleep();
            assertTold(true);
        } finally {
            if (process != null) {
                process.destroyForcibly().waitFor();
            }
        }
        assertThat(told).isEmpty();
    }

    @Test
    void aFloodOfProcessesLosesNothingThatStays() throws Exception {
        Process flood = null;
        Process process = null;
        try (ProcessWatcher watcher =
                ProcessWatcher.start(List.of(spec()), (name, up) -> told.add(up), ProcessWatcher.open())) {
            assertThat(watcher).isNotNull();
            assertTold(false);
            flood = new ProcessBuilder("sh", "-c", "i=0; while [ $i -lt 1000 ]; do /bin/true; i=$((i+1)); done")
                    .start();
            process = sleep();
            assertTold(true);
            flood.waitFor();
            process.destroyForcibly().waitFor();
            assertTold(false);
        } finally {
            for (Process started : new Process[] {flood, process}) {
                if (started != null) {
                    started.destroyForcibly().waitFor();
                }
            }
        }
    }

    private Process sleep() throws Exception {
        return new ProcessBuilder("sleep", rest).start();
    }

    private void assertTold(boolean up) throws InterruptedException {
        assertThat(told.poll(10, TimeUnit.SECONDS)).isEqualTo(up);
    }

    private TrackProcessSpec spec() {
        return new TrackProcessSpec(
                "p",
                List.of("sleep", rest),
                ParameterMatch.EXACT,
                0,
                false,
                1,
                null,
                Duration.ZERO,
                Duration.ZERO,
                false);
    }
}
