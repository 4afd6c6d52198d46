package io.aloft.posix;

import java.time.Duration;

/** How the kernel schedules the calling thread. */
public final class Scheduling {

    private Scheduling() {}

    /**
     * Sets how late the kernel may wake the calling thread to save power; its default is 50 µs.
     *
     * @param slack more than zero; 1 ns is as exact as the kernel can
     */
    public static void setTimerSlack(Duration slack) throws PosixException {
        long nanos = slack.toNanos();
        if (nanos <= 0) {
            throw new IllegalArgumentException("timer slack: " + slack + " (expected: more than zero)");
        }
        LibC.check("set timer slack", LibC.prctl(LibC.PR_SET_TIMERSLACK, nanos, 0, 0, 0));
    }
}
