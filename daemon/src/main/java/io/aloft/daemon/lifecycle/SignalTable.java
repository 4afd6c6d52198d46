package io.aloft.daemon.lifecycle;

import java.util.Arrays;
import java.util.Optional;

/** What each signal means: the one table behind {@code --signum} and the handlers. */
public enum SignalTable {
    /** Leave every address and end. */
    STOP("TERM", 15),
    /** Read the configuration again. */
    RELOAD("HUP", 1),
    /** Log how every virtual router stands. */
    DATA("USR1", 10),
    /** Log what every virtual router has sent, received and rejected. */
    STATS("USR2", 12);

    private final String signal;
    private final int number;

    SignalTable(String signal, int number) {
        this.signal = signal;
        this.number = number;
    }

    /** The signal's name without SIG. */
    public String signal() {
        return signal;
    }

    /** Linux's number of it. */
    public int number() {
        return number;
    }

    /** By the upper-case name that {@code --signum} takes. */
    public static Optional<SignalTable> named(String name) {
        return Arrays.stream(values())
                .filter(entry -> entry.name().equals(name))
                .findFirst();
    }
}
