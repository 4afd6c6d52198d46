package io.aloft.vrrp.channel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReadingPaceTest {

    private static final long MICRO = 1_000;
    private static final long MILLI = 1_000_000;

    private final ReadingPace pace = new ReadingPace(400 * MICRO);

    @Test
    void packetsThatComeOneByOneAreReadAtOnce() {
        for (int packet = 1; packet <= 10; packet++) {
            assertThat(pace.pauseNanos(packet * MILLI, packet * MILLI + 50 * MICRO))
                    .isZero();
        }
    }

    @Test
    void aBurstIsLetComeTogether() {
        long burst = 100 * MILLI;
        assertThat(pace.pauseNanos(burst, burst + 50 * MICRO)).as("the first").isZero();
        long pause = pace.pauseNanos(burst + 10 * MICRO, burst + 60 * MICRO);
        assertThat(pause).isBetween(MICRO, MILLI);
        long awake = burst + 60 * MICRO + pause;
        assertThat(pace.pauseNanos(burst + 20 * MICRO, awake))
                .as("what came meanwhile")
                .isZero();
        assertThat(pace.pauseNanos(burst + 30 * MICRO, awake + MICRO)).isZero();
        assertThat(pace.pauseNanos(awake - 5 * MICRO, awake + 2 * MICRO)).isZero();
        assertThat(pace.pauseNanos(awake + MICRO, awake + 3 * MICRO))
                .as("the last that is there")
                .isEqualTo(pause);
    }

    @Test
    void whoeverIsBehindReadsOn() {
        for (int packet = 1; packet <= 10; packet++) {
            assertThat(pace.pauseNanos(packet * 10 * MICRO, packet * 10 * MICRO + 5 * MILLI))
                    .isZero();
        }
    }
}
