package io.aloft.checkers.genhash;

/** A command line that makes no sense. */
public final class GenhashRefusal extends Exception {

    private static final long serialVersionUID = 1;

    GenhashRefusal(String message) {
        super(message);
    }

    /** What to print above the usage, with its line end; empty for nothing. */
    public String text() {
        String message = String.valueOf(getMessage());
        return message.isEmpty() ? "" : message + "\n";
    }
}
