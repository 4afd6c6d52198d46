package io.aloft.lab.interop;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** What befalls a pair of directors, in the order in which one pair goes through all of it. */
enum Event {
    /** Both start; the higher priority is master. */
    ELECTION(Story::election),
    /** The master is killed without a word. */
    CRASH(Story::crash, ELECTION),
    /** The crashed director starts again. */
    RETURN(Story::comeBack, ELECTION, CRASH),
    /** The master is stopped by SIGTERM. */
    GENTLE_STOP(Story::gentleStop, ELECTION),
    /** The stopped director starts again. */
    RETURN_AFTER_STOP(Story::comeBack, ELECTION, GENTLE_STOP),
    /** What director a tracks fails and recovers. */
    TRACKED_FAILURE(Story::trackedFailure, ELECTION),
    /** The master reloads a configuration with a lower priority than its peer's. */
    PRIORITY_CHANGE(Story::priorityChange, ELECTION),
    /** No event: what both sent so far is compared field by field. */
    ALIKE(Story::alike, ELECTION, CRASH);

    /** What has to happen first when this is played alone. */
    final List<Event> before;

    private final Consumer<Story> scene;

    Event(Consumer<Story> scene, Event... before) {
        this.scene = scene;
        this.before = List.of(before);
    }

    /** Plays it and judges what came of it. */
    void play(Story story) {
        scene.accept(story);
    }

    /** Everything that makes sense in a mode, in order. */
    static List<Event> of(Mode mode) {
        List<Event> all = new ArrayList<>(List.of(values()));
        if (!mode.has(Trait.TRACKED)) {
            all.remove(TRACKED_FAILURE);
        }
        return List.copyOf(all);
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
