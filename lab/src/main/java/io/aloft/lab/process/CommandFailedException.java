package io.aloft.lab.process;

/** A command that had to succeed did not; the message holds the command, its status and what it printed. */
public final class CommandFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CommandFailedException(Command.Result result) {
        super("status " + result.status() + " from: " + String.join(" ", result.argv())
                + (result.output().isEmpty() ? "" : "\n" + result.output()));
    }
}
