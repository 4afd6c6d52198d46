package io.aloft.lab.process;

import io.aloft.posix.PosixException;
import io.aloft.posix.Processes;

/** The signals the lab sends, with Linux's numbers; without a {@code kill} command, which a small system may lack. */
public enum Signal {
    HUP(1),
    KILL(9),
    USR1(10),
    USR2(12),
    TERM(15),
    CONT(18),
    STOP(19);

    private final int number;

    Signal(int number) {
        this.number = number;
    }

    /**
     * Sends it to one process.
     *
     * @return false when the process is gone
     */
    public boolean sendTo(long pid) {
        try {
            return Processes.kill(pid, number);
        } catch (PosixException e) {
            throw new IllegalStateException("cannot send " + this + " to process " + pid + ": " + e.getMessage(), e);
        }
    }
}
