package io.aloft.posix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
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
    }
}
