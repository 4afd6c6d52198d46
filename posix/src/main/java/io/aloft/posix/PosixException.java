package io.aloft.posix;

import java.io.IOException;
import java.io.Serial;

/** A system call failed: which, with what {@code errno}, and the C library's text for it. */
public final class PosixException extends IOException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final String operation;
    private final int errno;

    private PosixException(String operation, int errno, String text) {
        super(operation + ": " + text + " (" + errno + ")");
        this.operation = operation;
        this.errno = errno;
    }

    /** The failure of {@code operation} with {@code errno}; the text is the C library's. */
    public static PosixException of(String operation, int errno) {
        return new PosixException(operation, errno, textOf(errno));
    }

    /** What was tried, such as {@code bind} or {@code open /run/netns/blue}. */
    public String operation() {
        return operation;
    }

    /** The error number as the kernel gave it, positive. */
    public int errno() {
        return errno;
    }

    /** The C library's text for an error number, such as {@code Address already in use}. */
    public static String textOf(int errno) {
        return LibC.strerror(errno);
    }
}
