package io.aloft.checkers.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class KeeperThreadTest {

    private final KeeperThread thread = new KeeperThread("keeper-test");

    @AfterEach
    void stop() {
        assertThat(thread.end(() -> {}, Duration.ofSeconds(10))).isTrue();
    }

    @Test
    void alarmThatIsSetAgainForTheSameMomentByItsOwnTaskRings() throws Exception {
        var rings = new CountDownLatch(3);
        long at = KeeperThread.now();
        thread.execute(() -> setAlarm(at, rings));
        assertThat(rings.await(30, TimeUnit.SECONDS)).isTrue();
    }

    private void setAlarm(long at, CountDownLatch rings) {
        if (rings.getCount() > 0) {
            thread.alarm(at, () -> {
                rings.countDown();
                setAlarm(at, rings);
            });
        }
    }
}
