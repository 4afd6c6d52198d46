package io.aloft.posix;

import com.sun.jna.Memory;
import java.time.Duration;

/** How the kernel schedules the calling thread, and where it keeps our memory. */
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

    /** Keeps every page that is used, now or later, in memory; unused reservations stay free. */
    public static void lockMemory() throws PosixException {
        LibC.check("lock memory", LibC.mlockall(LibC.MCL_CURRENT | LibC.MCL_FUTURE | LibC.MCL_ONFAULT));
    }

    /**
     * Gives the calling thread a real-time priority (SCHED_RR); processes it starts do not inherit it.
     *
     * @param priority 1..99, as keepalived's {@code vrrp_rt_priority}
     */
    public static void setRealtimePriority(int priority) throws PosixException {
        if (priority < 1 || priority > 99) {
            throw new IllegalArgumentException("real-time priority: " + priority + " (expected: 1..99)");
        }
        try (Memory parameters = new Memory(Integer.BYTES)) {
            parameters.setInt(0, priority);
            LibC.check(
                    "set real-time priority " + priority,
                    LibC.sched_setscheduler(0, LibC.SCHED_RR | LibC.SCHED_RESET_ON_FORK, parameters));
        }
    }
}
