package io.aloft.ipvs.admin;

/** A command line that makes no sense; the message is what ipvsadm prints. */
public final class AdminRefusal extends Exception {

    private static final long serialVersionUID = 1;

    private static final int MISTAKE = 2;

    /** ipvsadm's -1. */
    private static final int NOT_UNDERSTOOD = 255;

    private final int status;
    private final boolean endsRestore;

    private AdminRefusal(String message, int status, boolean endsRestore) {
        super(message);
        this.status = status;
        this.endsRestore = endsRestore;
    }

    /** A value or a combination that is not possible. */
    static AdminRefusal because(String message) {
        return new AdminRefusal(message, MISTAKE, true);
    }

    /** A word that is no option, or lacks its value. */
    static AdminRefusal ofWord(String word, String why) {
        return new AdminRefusal(word + ": " + why, NOT_UNDERSTOOD, false);
    }

    /** No command at all: the reader is sent to the help of {@code program}. */
    static AdminRefusal hint(String program) {
        return new AdminRefusal(
                "Try `" + program + " -h' or '" + program + " --help' for more information.", NOT_UNDERSTOOD, true);
    }

    /** What to print, with its line end. */
    public String text() {
        return getMessage() + "\n";
    }

    /** The exit status. */
    public int status() {
        return status;
    }

    /** Whether lines behind such a one are not carried out. */
    public boolean endsRestore() {
        return endsRestore;
    }
}
