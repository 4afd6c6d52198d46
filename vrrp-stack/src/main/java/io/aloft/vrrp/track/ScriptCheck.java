package io.aloft.vrrp.track;

import io.aloft.model.vrrp.CheckScriptSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * When a {@code vrrp_script} runs and when its verdict changes: {@code rise} successes in a row make it good,
 * {@code fall} failures in a row make it bad, and the very first result decides at once (measured on keepalived).
 *
 * <p>Pure: the owner starts the program when {@link Step#start} says so and hands back how the run ended.
 */
public final class ScriptCheck {

    /**
     * The answer to one event.
     *
     * @param start whether to run the program now
     * @param verdictChanged whether {@link #verdict()} is another one than before
     * @param lines for the operator, in keepalived's words
     * @param nextDeadlineNanos when the check wants {@link #timePassed(long, boolean)}
     */
    public record Step(boolean start, boolean verdictChanged, List<String> lines, long nextDeadlineNanos) {
        public Step {
            lines = List.copyOf(lines);
        }
    }

    private final CheckScriptSpec spec;
    private ScriptVerdict verdict;
    private boolean running;
    private boolean ranOnce;
    private int inARow;
    private @Nullable ScriptRun last;
    private long nextRunNanos;

    /** The first run is due at {@code nowNanos}. */
    public ScriptCheck(CheckScriptSpec spec, long nowNanos) {
        this.spec = spec;
        this.verdict = spec.initFail() ? ScriptVerdict.BAD : ScriptVerdict.UNKNOWN;
        this.nextRunNanos = nowNanos;
    }

    /**
     * After a reload: the verdict of the check before, under the same name, holds until the first result, which then decides
     * at once. A changed interval must not make a Master step down.
     */
    public ScriptCheck(CheckScriptSpec spec, ScriptVerdict carriedOver, long nowNanos) {
        this(spec, nowNanos);
        if (carriedOver != ScriptVerdict.UNKNOWN) {
            verdict = carriedOver;
        }
    }

    /** What the log says about a verdict that outlives a reload; empty when there is none yet. */
    public Optional<String> carriedOverLine() {
        return switch (verdict) {
            case UNKNOWN -> Optional.empty();
            case GOOD -> Optional.of("VRRP_Script(%s) considered successful on reload".formatted(spec.name()));
            case BAD -> Optional.of("VRRP_Script(%s) considered unsuccessful on reload".formatted(spec.name()));
        };
    }

    /** How the last run ended; empty before the first end. */
    public Optional<ScriptRun> lastRun() {
        return Optional.ofNullable(last);
    }

    public CheckScriptSpec spec() {
        return spec;
    }

    public ScriptVerdict verdict() {
        return verdict;
    }

    /**
     * Runs the program if its time has come and the run before has ended.
     *
     * @param lingering whether processes of a run that was over its time are still there: its verdict is known by then,
     *     and yet a second copy would only be one more that hangs
     */
    public Step timePassed(long nowNanos, boolean lingering) {
        List<String> lines = new ArrayList<>();
        boolean start = false;
        if (nextRunNanos <= nowNanos) {
            if (running || lingering) {
                lines.add("Track script %s is already running, expect idle - skipping run".formatted(spec.name()));
            } else {
                start = true;
                running = true;
            }
            nextRunNanos = nowNanos + spec.interval().toNanos();
        }
        return new Step(start, false, lines, nextRunNanos);
    }

    /** Takes the result of the run that {@link #timePassed(long, boolean)} asked for. */
    public Step finished(ScriptRun run, long nowNanos) {
        running = false;
        List<String> lines = new ArrayList<>();
        if (run instanceof ScriptRun.Exited exited && !run.equals(last) && !(last == null && run.succeeded())) {
            lines.add("Script `%s` now returning %d".formatted(spec.name(), exited.status()));
        }
        last = run;
        ScriptVerdict opinion = run.succeeded() ? ScriptVerdict.GOOD : ScriptVerdict.BAD;
        inARow = opinion == verdict ? 0 : inARow + 1;
        int needed = !ranOnce ? 1 : run.succeeded() ? spec.rise() : spec.fall();
        ranOnce = true;
        boolean changed = opinion != verdict && inARow >= needed;
        if (changed) {
            verdict = opinion;
            inARow = 0;
            lines.add("VRRP_Script(%s) %s".formatted(spec.name(), run.succeeded() ? "succeeded" : run.describe()));
        }
        return new Step(false, changed, lines, Math.max(nextRunNanos, nowNanos));
    }
}
