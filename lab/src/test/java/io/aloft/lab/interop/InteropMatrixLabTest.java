package io.aloft.lab.interop;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Every mode, every event, Aloft above keepalived and keepalived above Aloft.
 *
 * <p>A part of it: {@code -Daloft.matrix.modes=V2,VMAC}, {@code -Daloft.matrix.events=CRASH}, {@code
 * -Daloft.matrix.lineups=KEEPALIVED_ALONE}, which plays keepalived against itself and so tries the matrix.
 */
@Tag("lab")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Execution(ExecutionMode.SAME_THREAD)
class InteropMatrixLabTest {
    private final MatrixPlayer player = new MatrixPlayer();

    @AfterAll
    void end() {
        player.close();
    }

    @Tag("slow")
    @TestFactory
    Stream<DynamicTest> everyModeAndEventGoesTheSameWayInBothDirections() {
        List<Cell> cells = new ArrayList<>();
        for (Mode mode : chosen("modes", Mode.values())) {
            for (Lineup lineup : chosen("lineups", Lineup.ALOFT_ABOVE_KEEPALIVED, Lineup.KEEPALIVED_ABOVE_ALOFT)) {
                Event.of(mode).stream()
                        .filter(Arrays.asList(chosen("events", Event.values()))::contains)
                        .forEach(event -> cells.add(new Cell(mode, lineup, event)));
            }
        }
        return tests(player.play(cells));
    }

    @TestFactory
    Stream<DynamicTest> oneDrawnCellOfEachModeAndEventGoesTheSameWay() {
        long seed = Draw.seed();
        System.out.println("interop draw: -Daloft.matrix.seed=" + seed);
        return tests(player.play(Draw.cells(seed)));
    }

    private static Stream<DynamicTest> tests(Map<Cell, CompletableFuture<Void>> results) {
        return results.entrySet().stream()
                .map(result -> DynamicTest.dynamicTest(result.getKey().toString(), () -> rethrow(result.getValue())));
    }

    private static void rethrow(CompletableFuture<Void> result) throws Throwable {
        try {
            result.join();
        } catch (CompletionException e) {
            throw e.getCause();
        }
    }

    /** Those that the property names, or what is usual. */
    @SafeVarargs
    private static <E extends Enum<E>> E[] chosen(String property, E... usual) {
        String names = System.getProperty("aloft.matrix." + property, "");
        if (names.isEmpty()) {
            return usual;
        }
        Class<E> type = usual[0].getDeclaringClass();
        return Arrays.stream(names.split(",", -1))
                .map(name -> Enum.valueOf(type, name.strip().toUpperCase(Locale.ROOT)))
                .toList()
                .toArray(Arrays.copyOf(usual, 0));
    }
}
