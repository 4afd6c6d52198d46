package io.aloft.checkers.misc;

import io.aloft.checkers.HealthChecker;
import io.aloft.checkers.health.CheckResult;
import io.aloft.model.lvs.CheckerSpec;
import io.netty.channel.EventLoop;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** {@code MISC_CHECK}: a program decides by its exit status. There is never more than one run of it. */
public final class MiscChecker implements HealthChecker {

    /** How often to look whether a program has ended that was told to. */
    private static final long LOOK_MILLIS = 100;

    private final CheckerSpec.MiscCheck spec;
    private final EventLoop loop;
    private final ProgramRunner runner;
    private ProgramRunner.@Nullable ProgramRun run;
    private boolean closed;

    /**
     * @param spec which program
     * @param loop on which results are reported
     * @param runner runs it
     */
    public MiscChecker(CheckerSpec.MiscCheck spec, EventLoop loop, ProgramRunner runner) {
        this.spec = spec;
        this.loop = loop;
        this.runner = runner;
    }

    @Override
    public void check(int target, Consumer<CheckResult> report) {
        if (closed) {
            return;
        }
        if (run != null && run.isRunning()) {
            // It was told to end at its timeout and has not yet.
            loop.schedule(() -> check(target, report), LOOK_MILLIS, TimeUnit.MILLISECONDS);
            return;
        }
        run = runner.start(spec.command(), spec.timeout(), result -> loop.execute(() -> report.accept(result)));
    }

    @Override
    public void close() {
        closed = true;
        if (run != null) {
            run.terminate();
        }
    }
}
