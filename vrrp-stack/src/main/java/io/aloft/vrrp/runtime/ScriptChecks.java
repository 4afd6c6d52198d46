package io.aloft.vrrp.runtime;

import io.aloft.model.vrrp.CheckScriptSpec;
import io.aloft.vrrp.track.ScriptCheck;
import io.aloft.vrrp.track.ScriptRun;
import io.aloft.vrrp.track.ScriptVerdict;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Every {@code vrrp_script} and its verdict. Owned by the VRRP loop; the programs run elsewhere. */
final class ScriptChecks {

    private static final Logger LOG = LoggerFactory.getLogger("io.aloft.vrrp");

    /** One check and when it wants to be called. */
    private static final class Entry {
        final ScriptCheck check;
        long deadlineNanos;
        BooleanSupplier running = () -> false;

        Entry(ScriptCheck check, long deadlineNanos) {
            this.check = check;
            this.deadlineNanos = deadlineNanos;
        }
    }

    private final ScriptExecutor executor;
    private final Consumer<LoopInput> report;
    private final Map<String, Entry> entries = new LinkedHashMap<>();

    ScriptChecks(ScriptExecutor executor, Consumer<LoopInput> report) {
        this.executor = executor;
        this.report = report;
    }

    /**
     * Takes the scripts of a configuration. One that did not change keeps its verdict and its rhythm, another one of the same
     * name its verdict.
     */
    void configure(List<CheckScriptSpec> specs, long nowNanos) {
        Map<String, Entry> before = new HashMap<>(entries);
        entries.clear();
        for (CheckScriptSpec spec : specs) {
            Entry known = before.get(spec.name());
            if (known == null) {
                entries.put(spec.name(), new Entry(new ScriptCheck(spec, nowNanos), nowNanos));
                continue;
            }
            known.check.carriedOverLine().ifPresent(LOG::info);
            boolean same = known.check.spec().equals(spec);
            entries.put(
                    spec.name(),
                    same ? known : new Entry(new ScriptCheck(spec, known.check.verdict(), nowNanos), nowNanos));
        }
    }

    void timePassed(long nowNanos) {
        for (Entry entry : entries.values()) {
            if (entry.deadlineNanos <= nowNanos) {
                ScriptCheck.Step step = entry.check.timePassed(nowNanos, entry.running.getAsBoolean());
                apply(entry, step);
                if (step.start()) {
                    CheckScriptSpec script = entry.check.spec();
                    entry.running = executor.run(script, run -> report.accept(new LoopInput.ScriptEnded(script, run)));
                }
            }
        }
    }

    /** Takes a result. Returns whether a verdict changed. */
    boolean ended(LoopInput.ScriptEnded event, long nowNanos) {
        Entry entry = entries.get(event.script().name());
        // A reload may have given the name to another program meanwhile; what the old one said does not count for it.
        if (entry == null || !entry.check.spec().equals(event.script())) {
            return false;
        }
        ScriptCheck.Step step = entry.check.finished(event.run(), nowNanos);
        apply(entry, step);
        return step.verdictChanged();
    }

    private static void apply(Entry entry, ScriptCheck.Step step) {
        entry.deadlineNanos = step.nextDeadlineNanos();
        step.lines().forEach(LOG::info);
    }

    Map<String, ScriptVerdict> verdicts() {
        Map<String, ScriptVerdict> verdicts = new HashMap<>();
        entries.forEach((name, entry) -> verdicts.put(name, entry.check.verdict()));
        return verdicts;
    }

    /** How the last run of each script ended, for explanations. */
    Map<String, ScriptRun> lastRuns() {
        Map<String, ScriptRun> runs = new HashMap<>();
        entries.forEach((name, entry) -> entry.check.lastRun().ifPresent(run -> runs.put(name, run)));
        return runs;
    }

    long nextDeadlineNanos() {
        long next = Long.MAX_VALUE;
        for (Entry entry : entries.values()) {
            next = Math.min(next, entry.deadlineNanos);
        }
        return next;
    }
}
