package io.aloft.ipvs;

/**
 * How the kernel took one command.
 *
 * @param command what was asked for
 * @param verdict what came of it
 * @param errno the kernel's (positive) error number that led to the verdict, 0 for none
 */
public record IpvsOutcome(IpvsCommand command, Verdict verdict, int errno) {

    /** What came of a command. */
    public enum Verdict {
        /** Done as asked. */
        DONE,
        /** It was there already (add) or was not there (set); the opposite command then brought it about. */
        CORRECTED,
        /** Asked to delete or to stop what was not there. */
        ALREADY_ABSENT,
        /** The kernel refused, and the table is not as asked for. */
        REFUSED
    }

    /** Whether the table now is as the command wanted it. */
    public boolean succeeded() {
        return verdict != Verdict.REFUSED;
    }

    /** What ipvsadm prints for it, such as {@code No such service}; only for a non-zero {@link #errno()}. */
    public String reason() {
        return IpvsPhrases.text(command, errno);
    }

    /** The line keepalived logs for it, and what can be done about it; only for a non-zero {@link #errno()}. */
    public String describe() {
        return IpvsPhrases.failure(command, errno);
    }
}
