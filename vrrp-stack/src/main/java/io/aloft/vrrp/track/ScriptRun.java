package io.aloft.vrrp.track;

/** How one run of a {@code vrrp_script} ended. */
public sealed interface ScriptRun {

    /** The program ended by itself; only status 0 is a success. */
    record Exited(int status) implements ScriptRun {}

    /** The program was killed by somebody else's signal. */
    record Killed(int signal) implements ScriptRun {}

    /** The program was still running at the end of its {@code timeout} and was ended. */
    record TimedOut() implements ScriptRun {}

    /** The program could not be started; keepalived takes that for a success, which hides a missing check. */
    record NotStarted(String reason) implements ScriptRun {}

    default boolean succeeded() {
        return this instanceof Exited exited && exited.status() == 0;
    }

    /** In keepalived's words, for the line that says that the script failed. */
    default String describe() {
        return switch (this) {
            case Exited exited -> "failed (exited with status " + exited.status() + ")";
            case Killed killed -> "failed (due to signal " + killed.signal() + ")";
            case TimedOut timedOut -> "timed_out";
            case NotStarted notStarted -> "failed (could not be started: " + notStarted.reason() + ")";
        };
    }
}
