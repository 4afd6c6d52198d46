package io.aloft.notify.script;

import java.time.Duration;

/** How a script ended. */
public sealed interface ScriptOutcome {

    /**
     * It ended by itself.
     *
     * @param status 0..255; 126 and 127 also stand for a program that the kernel refused to execute
     */
    record Exited(int status) implements ScriptOutcome {}

    /**
     * A signal ended it. A program that itself exits with 128 + n cannot be told from one that signal n ended: the JDK
     * reports both with the same number, as shells do.
     *
     * @param signal 1..64
     */
    record Signalled(int signal) implements ScriptOutcome {}

    /**
     * It was still running when its time was up. Told at that moment: how long the process takes to die, or whether it
     * can, does not hold up the verdict.
     *
     * @param after the limit
     */
    record TimedOut(Duration after) implements ScriptOutcome {}

    /**
     * It was never executed. keepalived counts such a script as successful; here it is a failure.
     *
     * @param reason what the operator has to mend
     */
    record NotStarted(String reason) implements ScriptOutcome {}

    /** Whether it ended by itself with status 0. */
    default boolean succeeded() {
        return this instanceof Exited(int status) && status == 0;
    }

    /** In keepalived's words where it has some, such as {@code exited with status 1}. */
    default String describe() {
        return switch (this) {
            case Exited(int status)
            when status == 126 || status == 127 ->
                "exited with status " + status + "; is the program executable for its user?";
            case Exited(int status) -> "exited with status " + status;
            case Signalled(int signal) -> "due to signal " + signal;
            case TimedOut(Duration after) -> "timed out after " + after.toMillis() + " ms";
            case NotStarted(String reason) -> "not run: " + reason;
        };
    }
}
