package io.aloft.vrrp.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DeadlineHeapTest {

    private static final class Timer extends DeadlineHeap.Entry {
        long at;

        Timer(long at) {
            this.at = at;
        }

        @Override
        long deadlineNanos() {
            return at;
        }
    }

    private final DeadlineHeap<Timer> heap = new DeadlineHeap<>();

    @Test
    void emptyHeapNeverFires() {
        assertThat(heap.first()).isNull();
        assertThat(heap.nextDeadlineNanos()).isEqualTo(Long.MAX_VALUE);
        heap.remove(new Timer(1));
        assertThat(heap.first()).isNull();
    }

    @Test
    void earliestIsFirstWhateverIsAddedMovedAndRemoved() {
        long seed = System.nanoTime();
        SplittableRandom random = new SplittableRandom(seed);
        List<Timer> inside = new ArrayList<>();
        for (int step = 0; step < 20_000; step++) {
            int draw = random.nextInt(10);
            if (draw < 2 || inside.isEmpty()) {
                var timer = new Timer(random.nextLong(1000));
                inside.add(timer);
                heap.update(timer);
            } else if (draw == 2) {
                heap.remove(inside.remove(random.nextInt(inside.size())));
            } else {
                Timer moved = inside.get(random.nextInt(inside.size()));
                moved.at = random.nextInt(20) == 0 ? Long.MAX_VALUE : random.nextLong(1000);
                heap.update(moved);
            }
            long least = inside.stream()
                    .min(Comparator.comparingLong(timer -> timer.at))
                    .map(timer -> timer.at)
                    .orElse(Long.MAX_VALUE);
            assertThat(heap.nextDeadlineNanos())
                    .as("seed %d step %d", seed, step)
                    .isEqualTo(least);
        }
    }
}
