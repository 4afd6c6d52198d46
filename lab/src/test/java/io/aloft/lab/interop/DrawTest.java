package io.aloft.lab.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class DrawTest {
    @Test
    void everyDrawHasEachModeOnceAndEveryEventAndIsRepeatable() {
        for (long seed = 0; seed < 1000; seed++) {
            List<Cell> cells = Draw.cells(seed);
            assertThat(cells).as("seed %d", seed).extracting(Cell::mode).containsExactlyInAnyOrder(Mode.values());
            assertThat(cells).as("seed %d", seed).extracting(Cell::event).contains(Event.values());
            assertThat(cells)
                    .allMatch(cell -> Event.of(cell.mode()).contains(cell.event()))
                    .isEqualTo(Draw.cells(seed));
        }
    }
}
