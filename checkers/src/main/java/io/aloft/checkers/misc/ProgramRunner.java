package io.aloft.checkers.misc;

import io.aloft.checkers.health.CheckResult;
import io.aloft.model.script.ScriptCommand;
import java.time.Duration;
import java.util.function.Consumer;

/** Runs the operator's programs for {@code MISC_CHECK}; the daemon has what it takes. */
@FunctionalInterface
public interface ProgramRunner {

    /**
     * Starts a program and returns at once.
     *
     * @param timeout from now, after which it is told to end
     * @param report is told once how it ended, on any thread; at the timeout if it runs longer
     */
    ProgramRun start(ScriptCommand command, Duration timeout, Consumer<CheckResult> report);

    /** One run. */
    interface ProgramRun {

        /** Whether its process may still be there; true after a timeout until it has really ended. */
        boolean isRunning();

        /** Asks it to end, with SIGTERM and, if that does not help, SIGKILL. */
        void terminate();
    }
}
