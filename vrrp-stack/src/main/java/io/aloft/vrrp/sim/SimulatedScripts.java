package io.aloft.vrrp.sim;

import io.aloft.model.vrrp.CheckScriptSpec;
import io.aloft.vrrp.fsm.VirtualRouter;
import io.aloft.vrrp.track.ScriptCheck;
import io.aloft.vrrp.track.ScriptRun;
import io.aloft.vrrp.track.ScriptVerdict;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Every {@code vrrp_script} of one director process; the network decides how long a run takes and how it ends. */
final class SimulatedScripts {

    /** One check and when it wants to be called. */
    private static final class Entry {
        final ScriptCheck check;
        long deadlineNanos;

        Entry(ScriptCheck check, long deadlineNanos) {
            this.check = check;
            this.deadlineNanos = deadlineNanos;
        }
    }

    private final Consumer<CheckScriptSpec> starter;
    private Map<String, Entry> entries = Map.of();

    /**
     * @param starter runs a program
     */
    SimulatedScripts(Consumer<CheckScriptSpec> starter) {
        this.starter = starter;
    }

    /** As the scripts of a reload: what did not change goes on, what changed keeps its verdict. */
    void configure(List<CheckScriptSpec> specs, long now) {
        Map<String, Entry> next = new LinkedHashMap<>();
        for (CheckScriptSpec spec : specs) {
            Entry known = entries.get(spec.name());
            if (known == null) {
                next.put(spec.name(), new Entry(new ScriptCheck(spec, now), now));
            } else if (known.check.spec().equals(spec)) {
                next.put(spec.name(), known);
            } else {
                next.put(spec.name(), new Entry(new ScriptCheck(spec, known.check.verdict(), now), now));
            }
        }
        entries = next;
    }

    long nextDeadlineNanos() {
        long next = VirtualRouter.NEVER;
        for (Entry entry : entries.values()) {
            next = Math.min(next, entry.deadlineNanos);
        }
        return next;
    }

    void timePassed(long now) {
        for (Entry entry : entries.values()) {
            if (entry.deadlineNanos <= now) {
                ScriptCheck.Step step = entry.check.timePassed(now, false);
                entry.deadlineNanos = step.nextDeadlineNanos();
                if (step.start()) {
                    starter.accept(entry.check.spec());
                }
            }
        }
    }

    /** Returns whether a verdict changed. */
    boolean ended(CheckScriptSpec spec, ScriptRun run, long now) {
        Entry entry = entries.get(spec.name());
        if (entry == null || !entry.check.spec().equals(spec)) {
            return false;
        }
        ScriptCheck.Step step = entry.check.finished(run, now);
        entry.deadlineNanos = step.nextDeadlineNanos();
        return step.verdictChanged();
    }

    Map<String, ScriptVerdict> verdicts() {
        Map<String, ScriptVerdict> verdicts = new HashMap<>();
        entries.forEach((name, entry) -> verdicts.put(name, entry.check.verdict()));
        return verdicts;
    }

    Map<String, ScriptRun> lastRuns() {
        Map<String, ScriptRun> runs = new HashMap<>();
        entries.forEach((name, entry) -> entry.check.lastRun().ifPresent(run -> runs.put(name, run)));
        return runs;
    }
}
