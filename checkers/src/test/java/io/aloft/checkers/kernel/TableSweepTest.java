package io.aloft.checkers.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.aloft.checkers.table.Pools;
import io.aloft.ipvs.ServiceKey;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TableSweepTest {

    private static final long SECOND = 1_000_000_000;

    private final TableSweep sweep = new TableSweep();

    private static List<ServiceKey> keys(int count) {
        return IntStream.range(0, count)
                .<ServiceKey>mapToObj(port -> new ServiceKey.ByAddress(6, Pools.endpoint("10.9.9.9", port)))
                .toList();
    }

    @Test
    void smallTableIsComparedAtOnceOnceAPeriod() {
        sweep.restart(0);
        assertThat(sweep.next(keys(100), 29 * SECOND)).isEmpty();
        assertThat(sweep.next(keys(100), 30 * SECOND)).hasSize(100);
        assertThat(sweep.dueAt()).isEqualTo(60 * SECOND);
    }

    @Test
    void largeTableIsComparedInPartsOfASecondWithinThePeriod() {
        List<ServiceKey> all = keys(10_000);
        Set<ServiceKey> seen = new HashSet<>();
        sweep.restart(0);
        long now = 30 * SECOND;
        while (now < 60 * SECOND) {
            List<ServiceKey> part = sweep.next(all, now);
            assertThat(part).hasSizeLessThanOrEqualTo(334);
            seen.addAll(part);
            now = sweep.dueAt();
        }
        assertThat(seen).hasSize(10_000);
    }

    @Test
    void hugeTableTakesLongerThanThePeriod() {
        List<ServiceKey> all = keys(50_000);
        sweep.restart(0);
        var sizes = new ArrayList<Integer>();
        for (long now = 30 * SECOND; !sweep.beginsRound(now) || sizes.isEmpty(); now = sweep.dueAt()) {
            sizes.add(sweep.next(all, now).size());
        }
        assertThat(sizes).hasSize(100).containsOnly(500);
    }

    @Test
    void suspicionBeginsARoundWithinASecond() {
        sweep.restart(0);
        sweep.hurry(5 * SECOND);
        assertThat(sweep.dueAt()).isEqualTo(6 * SECOND);
        sweep.hurry(20 * SECOND);
        assertThat(sweep.dueAt()).as("never later").isEqualTo(6 * SECOND);
    }
}
