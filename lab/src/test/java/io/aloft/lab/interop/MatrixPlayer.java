package io.aloft.lab.interop;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * Plays cells of the matrix, those of one mode and line-up in one topology and a few topologies side by side: most of
 * the time everybody waits for timers.
 */
final class MatrixPlayer implements AutoCloseable {
    /** More of them, and on two processors a JVM's start delays the adverts of others. */
    private static final int SIDE_BY_SIDE = Integer.getInteger("aloft.matrix.parallel", 3);

    private final ExecutorService players = Executors.newFixedThreadPool(
            SIDE_BY_SIDE, Thread.ofPlatform().daemon().name("topology-", 1).factory());

    /** Plays all; the answer of a cell is empty, or fails with what was wrong. */
    Map<Cell, CompletableFuture<Void>> play(List<Cell> cells) {
        Map<Cell, CompletableFuture<Void>> results = new LinkedHashMap<>();
        Map<String, List<Cell>> topologies = new LinkedHashMap<>();
        for (Cell cell : cells) {
            results.put(cell, new CompletableFuture<>());
            topologies
                    .computeIfAbsent(cell.mode() + "/" + cell.lineup(), key -> new ArrayList<>())
                    .add(cell);
        }
        for (List<Cell> together : topologies.values()) {
            players.execute(() -> playTogether(together, results));
        }
        return results;
    }

    /** In order; after a failure the rest is played by a new pair, so that one defect spoils one cell. */
    private static void playTogether(List<Cell> cells, Map<Cell, CompletableFuture<Void>> results) {
        int next = 0;
        while (next < cells.size()) {
            next = playUntilFailure(cells, next, results);
        }
    }

    /** Returns the index of the cell that a new pair has to begin with. */
    private static int playUntilFailure(List<Cell> cells, int first, Map<Cell, CompletableFuture<Void>> results) {
        int current = first;
        try (Topology topology =
                new Topology(cells.get(first).mode(), cells.get(first).lineup())) {
            Story story = new Story(topology);
            try {
                List<Event> played = new ArrayList<>();
                for (; current < cells.size(); current++) {
                    Event event = cells.get(current).event();
                    List<Event> missing = missing(event, played);
                    if (missing == null) {
                        return current;
                    }
                    for (Event before : missing) {
                        before.play(story);
                        played.add(before);
                    }
                    event.play(story);
                    played.add(event);
                    result(cells.get(current), results).complete(null);
                }
            } catch (AssertionError | RuntimeException e) {
                AssertionError said =
                        new AssertionError(cells.get(current) + ": " + e.getMessage() + "\n" + topology.tail(), e);
                result(cells.get(current), results).completeExceptionally(said);
                current++;
            }
        } catch (RuntimeException e) {
            // The topology itself could not be made or removed.
            if (current < cells.size()) {
                result(cells.get(current++), results).completeExceptionally(e);
            }
        }
        return current;
    }

    private static CompletableFuture<Void> result(Cell cell, Map<Cell, CompletableFuture<Void>> results) {
        return Objects.requireNonNull(results.get(cell), cell::toString);
    }

    /** What has to be played before an event by a pair that has played some; null when only a new pair can. */
    private static @Nullable List<Event> missing(Event event, List<Event> played) {
        if (played.isEmpty()) {
            return event.before;
        }
        boolean continues = played.containsAll(event.before) && played.getLast().ordinal() < event.ordinal();
        if (event == Event.RETURN || event == Event.RETURN_AFTER_STOP) {
            continues &= event.before.contains(played.getLast());
        } else {
            continues &=
                    played.getLast() != Event.CRASH && played.getLast() != Event.GENTLE_STOP || event == Event.ALIKE;
        }
        return continues ? List.of() : null;
    }

    @Override
    public void close() {
        players.shutdownNow();
    }
}
