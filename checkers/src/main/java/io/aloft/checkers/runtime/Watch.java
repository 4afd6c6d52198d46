package io.aloft.checkers.runtime;

import io.aloft.checkers.health.CheckHistory;
import io.aloft.checkers.health.CheckedServer;
import io.aloft.checkers.health.CheckerState;
import io.aloft.model.lvs.CheckerSpec;
import org.jspecify.annotations.Nullable;

/** One checker of one real server under the present configuration. */
final class Watch {

    private final Unit unit;
    private final int server;
    private final int checker;
    private final CheckerSpec spec;
    private @Nullable Watch predecessor;
    private @Nullable Probe probe;
    private CheckHistory history;
    private long dueAt;

    /** @param predecessor the same checker before a reload; null when there was none */
    Watch(Unit unit, int server, int checker, CheckerSpec spec, @Nullable Watch predecessor) {
        this.unit = unit;
        this.server = server;
        this.checker = checker;
        this.spec = spec;
        this.predecessor = predecessor;
        this.history = predecessor == null ? CheckHistory.NONE : predecessor.history;
    }

    Unit unit() {
        return unit;
    }

    int server() {
        return server;
    }

    int checker() {
        return checker;
    }

    CheckerSpec spec() {
        return spec;
    }

    CheckedServer name() {
        return unit.health().realServers().get(server).server();
    }

    CheckerState state() {
        return unit.health().realServers().get(server).checkers().get(checker);
    }

    /** Which of the checker's targets is to be checked next. */
    int target() {
        return state() instanceof CheckerState.Polling polling ? polling.target() : 0;
    }

    CheckHistory history() {
        return history;
    }

    void remember(CheckHistory changed) {
        history = changed;
    }

    /** When it is to be checked next, monotonic nanoseconds. */
    long dueAt() {
        return dueAt;
    }

    void dueAt(long at) {
        dueAt = at;
    }

    @Nullable
    Probe probe() {
        return probe;
    }

    void probe(Probe asks) {
        probe = asks;
    }

    /** The same checker before the reload, if it asked exactly so; afterwards it is forgotten. */
    @Nullable
    Watch takePredecessor() {
        Watch before = predecessor;
        predecessor = null;
        return before != null && before.spec.equals(spec) ? before : null;
    }
}
