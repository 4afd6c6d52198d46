package io.aloft.posix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

class SchedulingTest {

    private static final int PR_GET_TIMERSLACK = 30;

    @Test
    void timerSlackIsThatOfTheCallingThreadOnly() throws Exception {
        int before = LibC.prctl(PR_GET_TIMERSLACK, 0, 0, 0, 0);
        FutureTask<Integer> other = new FutureTask<>(() -> {
            Scheduling.setTimerSlack(Duration.ofNanos(7000));
            return LibC.prctl(PR_GET_TIMERSLACK, 0, 0, 0, 0);
        });
        Thread.ofPlatform().start(other);
        assertThat(other.get()).isEqualTo(7000);
        assertThat(LibC.prctl(PR_GET_TIMERSLACK, 0, 0, 0, 0)).isEqualTo(before);
    }

    @Test
    void impossibleValuesNameTheRange() {
        assertThatThrownBy(() -> Scheduling.setTimerSlack(Duration.ZERO)).hasMessageContaining("more than zero");
        assertThatThrownBy(() -> Scheduling.setNice(20)).hasMessage("priority: 20 (expected: -20..19)");
        assertThatThrownBy(() -> Scheduling.setRoundRobin(0)).hasMessage("real-time priority: 0 (expected: 1..99)");
        assertThatThrownBy(() -> Scheduling.setAffinity(Set.of(1024))).hasMessage("CPU: 1024 (expected: 0..1023)");
    }
}
