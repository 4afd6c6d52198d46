package io.aloft.config.diagnostic;

/**
 * keepalived's classes of configuration trouble in rising order; the highest met decides the exit status of {@code -t}.
 *
 * <p>Two classes decide on their own, as keepalived ends at once on meeting them: a missing parameter gives 2 and a failed
 * strict include gives 6, whatever else was found.
 */
public enum StatusClass {
    OK(0),
    FATAL(4),
    MULTIPLE_FILES(5),
    UNKNOWN_KEYWORD(5),
    UNEXPECTED_OPEN(5),
    MISSING_OPEN(5),
    UNEXPECTED_CLOSE(5),
    MISSING_CLOSE(5),
    UNMATCHED_QUOTE(5),
    MISSING_PARAMETER(2),
    INVALID_NUMBER(5),
    GENERAL_ERROR(5),
    WARNING(5),
    DEPRECATED(5),
    SECURITY(6),
    /** An include whose check is on found nothing, or a main file that cannot be read. */
    STRICT_INCLUDE(6);

    private final int exitStatus;

    StatusClass(int exitStatus) {
        this.exitStatus = exitStatus;
    }

    /** Exit status of {@code keepalived -t} when this is the highest class. */
    public int exitStatus() {
        return exitStatus;
    }
}
