package io.aloft.daemon;

import io.aloft.checkers.health.CheckResult;
import io.aloft.checkers.misc.ProgramRunner;
import io.aloft.model.script.ScriptCommand;
import io.aloft.notify.script.ScriptHandle;
import io.aloft.notify.script.ScriptOutcome;
import io.aloft.notify.script.ScriptRunner;
import java.time.Duration;
import java.util.function.Consumer;

/** Runs the programs of {@code MISC_CHECK} as every other script: without a shell, in a process group, as their user. */
final class ScriptPrograms implements ProgramRunner {

    private final ScriptRunner scripts;

    ScriptPrograms(ScriptRunner scripts) {
        this.scripts = scripts;
    }

    @Override
    public ProgramRun start(ScriptCommand command, Duration timeout, Consumer<CheckResult> report) {
        ScriptHandle handle = scripts.start(command, timeout, outcome -> report.accept(resultOf(command, outcome)));
        return new ProgramRun() {
            @Override
            public boolean isRunning() {
                return handle.isRunning();
            }

            @Override
            public void terminate() {
                handle.terminate();
            }
        };
    }

    /** A program that cannot be started says nothing about the server: it stays as it is. */
    private static CheckResult resultOf(ScriptCommand command, ScriptOutcome outcome) {
        return switch (outcome) {
            case ScriptOutcome.Exited(int status) -> new CheckResult.ProgramExited(status);
            case ScriptOutcome.Signalled(int signal) -> new CheckResult.ProgramKilled(signal);
            case ScriptOutcome.TimedOut _ -> new CheckResult.ProgramTimedOut();
            case ScriptOutcome.NotStarted _ ->
                new CheckResult.NotChecked("Misc check by [" + command.configured() + "] " + outcome.describe());
        };
    }
}
