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
     * @param reason in keepalived's words
     */
    record Failed(String reason) implements CheckResult {}

    /**
     * The check could not be made, for a reason on this side: it says nothing about the server.
     *
     * @param line what to log
     */
    record NotChecked(String line) implements CheckResult {}
}
