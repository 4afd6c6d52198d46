package io.aloft.checkers.health;

/** What one finished check found out. */
public sealed interface CheckResult {

    /**
     * The server answered as configured.
     *
     * @param test the last test that it passed, as keepalived words it: {@code HTTP status code}, {@code MD5 digest}
     */
    record Passed(String test) implements CheckResult {}

    /**
     * The server did not answer as configured.
     *
     * @param reason in keepalived's words for this kind of checker, as a tolerated failure is logged
     */
    record Failed(String reason) implements CheckResult {}

    /**
     * The check could not be made, for a reason on this side: it says nothing about the server.
     *
     * @param line what to log
     */
    record NotChecked(String line) implements CheckResult {}

    /** What became of the program of a {@code MISC_CHECK}; what that means depends on {@code misc_dynamic}. */
    sealed interface OfProgram extends CheckResult {}

    /**
     * The program ended by itself.
     *
     * @param status 0..255
     */
    record ProgramExited(int status) implements OfProgram {}

    /**
     * The program was ended by a signal that was not ours.
     *
     * @param signal its number
     */
    record ProgramKilled(int signal) implements OfProgram {}

    /** The program did not end within {@code misc_timeout} and was told to. */
    record ProgramTimedOut() implements OfProgram {}

    /**
     * The file of a {@code FILE_CHECK} has a value.
     *
     * @param value -2147483648..2147483648; 0 for a file that is missing, empty or no number
     */
    record FileValue(long value) implements CheckResult {}
}
