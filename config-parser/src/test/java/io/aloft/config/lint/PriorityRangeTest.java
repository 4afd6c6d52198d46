package io.aloft.config.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PriorityRangeTest {

    @ParameterizedTest
    @CsvSource({
        // At the upper end nothing can be added, at the lower end nothing taken away.
        "254, 10, true",
        "254, -10, false",
        "1, -10, true",
        "1, 10, false",
        "253, 10, false",
        "100, 1, false"
    })
    void aWeightIsLostAtAnEndOfTheRange(int priority, int change, boolean lost) {
        var weight = new Weight("track_script", "check", change, "VI_1");
        assertThat(PriorityRange.isUnmoved(priority, weight, List.of(weight))).isEqualTo(lost);
    }

    @Test
    void anotherWeightMayMakeRoom() {
        var up = new Weight("track_script", "up", 10, "VI_1");
        var down = new Weight("track_script", "down", -5, "VI_1");
        assertThat(PriorityRange.isUnmoved(254, up, List.of(up, down))).isFalse();
    }

    @Test
    void twoOfOneSignDoNotMakeRoomForEachOther() {
        var up = new Weight("track_script", "up", 10, "VI_1");
        var more = new Weight("track_script", "more", 20, "VI_1");
        assertThat(PriorityRange.isUnmoved(254, up, List.of(up, more))).isTrue();
        assertThat(PriorityRange.isUnmoved(240, up, List.of(up, more))).isFalse();
    }
}
