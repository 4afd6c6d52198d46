package io.aloft.vrrp.fsm;

import static org.assertj.core.api.Assertions.assertThat;

import io.aloft.vrrp.Specs;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimersTest {

    private static final long SECOND = 1_000_000_000L;

    /** What keepalived was measured to take, in milliseconds. */
    @ParameterizedTest
    @CsvSource({
        "3, 100, 1000, 3609",
        "3, 254, 1000, 3007",
        "3, 200, 500, 1609",
        "3, 110, 1250, 4462",
        "2, 150, 2000, 6414"
    })
    void masterDownIntervalIsKeepaliveds(int version, int priority, long intervalMillis, long expectedMillis) {
        long interval = Duration.ofMillis(intervalMillis).toNanos();
        assertThat(masterDown(version, priority, interval) / 1_000_000).isEqualTo(expectedMillis);
    }

    @Test
    void skewOfVersion2IsAPartOfASecondWhateverTheInterval() {
        assertThat(Timers.skewNanos(2, 100, SECOND)).isEqualTo(609_375_000);
        assertThat(Timers.skewNanos(2, 100, 5 * SECOND)).isEqualTo(609_375_000);
        assertThat(Timers.skewNanos(2, 255, SECOND)).isEqualTo(3_906_250);
    }

    /** keepalived's integer form: (256 − priority) × centiseconds × 625 / 16 microseconds. */
    @Test
    void skewOfVersion3IsKeepalivedsForEveryPriorityAndManyIntervals() {
        for (int centiseconds = 1; centiseconds <= 4095; centiseconds += 13) {
            for (int priority = 1; priority <= 255; priority++) {
                long micros = (256L - priority) * centiseconds * 625 / 16;
                long ours = Timers.skewNanos(3, priority, centiseconds * 10_000_000L);
                assertThat(ours / 1000)
                        .as("%d cs, priority %d", centiseconds, priority)
                        .isEqualTo(micros);
            }
        }
    }

    @Test
    void aMasterIsTooLateWhenTheOtherPrioritysTimerHasRunOut() {
        var spec = Specs.router().with(s -> s.downTimerAdverts = 5).spec();
        assertThat(Timers.tooLateNanos(spec, 150)).isEqualTo(3 * SECOND + 106 * SECOND / 256);
        assertThat(Timers.tooLateNanos(spec, 254)).isEqualTo(3 * SECOND + 2 * SECOND / 256);
    }

    @Test
    void theShortestMasterDownIntervalAssumesTheFewerAdverts() {
        var few = Specs.router().with(s -> s.downTimerAdverts = 1).spec();
        var many = Specs.router().with(s -> s.downTimerAdverts = 9).spec();
        assertThat(Timers.shortestMasterDownNanos(few)).isEqualTo(SECOND + 2 * SECOND / 256);
        assertThat(Timers.shortestMasterDownNanos(many)).isEqualTo(3 * SECOND + 2 * SECOND / 256);
    }

    private static long masterDown(int version, int priority, long interval) {
        var spec = Specs.router()
                .with(s -> {
                    s.version = version;
                    s.advertInterval = Duration.ofNanos(interval);
                })
                .spec();
        return Timers.masterDownNanos(spec, priority, interval);
    }
}
