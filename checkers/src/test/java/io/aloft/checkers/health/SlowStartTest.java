package io.aloft.checkers.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SlowStartTest {

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    @ParameterizedTest(name = "{1} s of 10 s, full weight {0}")
    @CsvSource(delimiter = '|', textBlock = """
        # full    | seconds | weight
        0          | 5       | 0
        1          | 0       | 1
        1          | 5       | 1
        2          | 0       | 1
        2          | 9       | 1
        101        | 0       | 1
        101        | 1       | 11
        101        | 5       | 51
        101        | 9       | 91
        2147483647 | 5       | 1073741824
        """)
    void weightGrowsInAStraightLine(int full, long seconds, int weight) {
        assertThat(new SlowStart(0, 10 * SECOND, seconds * SECOND).weight(full)).isEqualTo(weight);
    }

    @Test
    void stepsAreASecondApartAndTheLastOneIsOnTime() {
        var ramp = new SlowStart(0, 2 * SECOND + SECOND / 2, 0);
        assertThat(ramp.nextAt()).isEqualTo(SECOND);
        assertThat(ramp.on(SECOND - 1)).isSameAs(ramp);
        SlowStart second = Objects.requireNonNull(ramp.on(2 * SECOND));
        assertThat(second).isEqualTo(new SlowStart(0, ramp.length(), 2 * SECOND));
        assertThat(second.nextAt()).isEqualTo(ramp.length());
        assertThat(second.on(ramp.length())).isNull();
    }
}
