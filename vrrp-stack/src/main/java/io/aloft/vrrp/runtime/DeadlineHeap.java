package io.aloft.vrrp.runtime;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Things by their next deadline. A Backup's deadline moves with every advertisement that it hears, so moving one has to be
 * cheap with thousands of them: a binary heap in which each entry knows its place, without any allocation.
 *
 * @param <E> what has the deadlines
 */
final class DeadlineHeap<E extends DeadlineHeap.Entry> {

    private static final int NOWHERE = -1;

    /** Something with a deadline; it knows its place in the one heap that it may be in. */
    abstract static class Entry {
        private int place = NOWHERE;

        /** In terms of the loop's time; {@link Long#MAX_VALUE} for never. */
        abstract long deadlineNanos();

        private int place() {
            return place;
        }

        private void place(int index) {
            place = index;
        }
    }

    private final List<E> heap = new ArrayList<>();

    /** Adds the entry, or moves it to where its deadline belongs now. */
    void update(E entry) {
        if (placeOf(entry) == NOWHERE) {
            heap.add(entry);
            put(entry, heap.size() - 1);
        }
        down(up(placeOf(entry)));
    }

    void remove(E entry) {
        int hole = placeOf(entry);
        if (hole == NOWHERE) {
            return;
        }
        ((Entry) entry).place(NOWHERE);
        E last = heap.removeLast();
        if (last != entry) {
            put(last, hole);
            down(up(hole));
        }
    }

    /** The entry whose deadline comes first; null when there is none. */
    @Nullable
    E first() {
        return heap.isEmpty() ? null : heap.getFirst();
    }

    long nextDeadlineNanos() {
        return heap.isEmpty() ? Long.MAX_VALUE : heap.getFirst().deadlineNanos();
    }

    private int up(int from) {
        int index = from;
        E entry = heap.get(index);
        while (index > 0) {
            int parent = (index - 1) / 2;
            if (heap.get(parent).deadlineNanos() <= entry.deadlineNanos()) {
                break;
            }
            put(heap.get(parent), index);
            index = parent;
        }
        put(entry, index);
        return index;
    }

    private void down(int from) {
        int index = from;
        E entry = heap.get(index);
        for (int child = 2 * index + 1; child < heap.size(); child = 2 * index + 1) {
            if (child + 1 < heap.size()
                    && heap.get(child + 1).deadlineNanos() < heap.get(child).deadlineNanos()) {
                child++;
            }
            if (heap.get(child).deadlineNanos() >= entry.deadlineNanos()) {
                break;
            }
            put(heap.get(child), index);
            index = child;
        }
        put(entry, index);
    }

    private int placeOf(Entry entry) {
        return entry.place();
    }

    private void put(E entry, int index) {
        heap.set(index, entry);
        ((Entry) entry).place(index);
    }
}
