package io.aloft.posix;

import java.util.function.IntUnaryOperator;

/**
 * An open file descriptor that may be closed while another thread is inside a system call on it.
 *
 * <p>The kernel reuses numbers at once, so a descriptor closed under a reader could become somebody else's file in
 * the middle of the reader's loop. Hence users count themselves in and out, and the last one out closes.
 */
final class Descriptor implements AutoCloseable {

    /** What {@link #call} returns when the descriptor is already closed. */
    static final int CLOSED = -2;

    private final int fd;
    private int users;
    private boolean closing;

    Descriptor(int fd) {
        this.fd = fd;
    }

    /** Enters a section that uses the descriptor; false when it is closed. Every true needs one {@link #leave()}. */
    synchronized boolean enter() {
        if (closing) {
            return false;
        }
        users++;
        return true;
    }

    synchronized void leave() {
        users--;
        closeWhenUnused();
    }

    /** The number; valid between {@link #enter()} and {@link #leave()} only. */
    int number() {
        return fd;
    }

    /** One system call with the number, or {@link #CLOSED}. */
    int call(IntUnaryOperator systemCall) {
        if (!enter()) {
            return CLOSED;
        }
        try {
            return systemCall.applyAsInt(fd);
        } finally {
            leave();
        }
    }

    @Override
    public synchronized void close() {
        if (!closing) {
            closing = true;
            closeWhenUnused();
        }
    }

    private void closeWhenUnused() {
        if (closing && users == 0) {
            users = -1;
            // On Linux the number is free whatever close() returns, and nothing was written that could be lost.
            int ignored = LibC.close(fd);
            assert ignored <= 0;
        }
    }
}
