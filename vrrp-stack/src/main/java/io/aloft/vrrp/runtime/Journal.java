package io.aloft.vrrp.runtime;

import io.aloft.model.event.StateChange;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * The last transitions of one virtual router or group with what they rested on, for whoever asks afterwards why it
 * switched. Bounded: a flapping interface must not fill the memory. Owned by the VRRP loop.
 */
final class Journal {

    /** Enough for a night of trouble; a transition takes a few hundred bytes. */
    static final int LENGTH = 32;

    private final Deque<JournalEntry> entries = new ArrayDeque<>(LENGTH);

    void add(Instant at, StateChange change) {
        if (entries.size() == LENGTH) {
            entries.removeFirst();
        }
        entries.add(new JournalEntry(at, change));
    }

    /** Oldest first. */
    List<JournalEntry> entries() {
        return List.copyOf(entries);
    }
}
