package io.aloft.lab.interop;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Draws one cell for each mode so that every event is drawn too; another draw every day, and the same one by its seed. */
final class Draw {
    private Draw() {}

    /** The property {@code aloft.matrix.seed}, or the day's. */
    static long seed() {
        return Long.getLong("aloft.matrix.seed", LocalDate.now(ZoneOffset.UTC).toEpochDay());
    }

    static List<Cell> cells(long seed) {
        Random random = new Random(seed);
        List<Mode> modes = new ArrayList<>(List.of(Mode.values()));
        Collections.shuffle(modes, random);
        // The one event that only some modes know goes to the first of these; the others in turn to everybody else.
        Mode tracked = modes.stream()
                .filter(mode -> mode.has(Trait.TRACKED))
                .findFirst()
                .orElseThrow();
        List<Event> usual = Event.of(Mode.V2);
        int turn = random.nextInt(usual.size());
        List<Cell> cells = new ArrayList<>();
        for (Mode mode : modes) {
            Event event = mode == tracked ? Event.TRACKED_FAILURE : usual.get(turn++ % usual.size());
            Lineup lineup = random.nextBoolean() ? Lineup.ALOFT_ABOVE_KEEPALIVED : Lineup.KEEPALIVED_ABOVE_ALOFT;
            cells.add(new Cell(mode, lineup, event));
        }
        return cells;
    }
}
