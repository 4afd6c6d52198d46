package io.aloft.posix;

import com.sun.jna.Memory;
import java.time.Duration;
import java.util.Set;

/** How the kernel schedules the calling thread, and what it keeps in memory. */
public final class Scheduling {

    /** {@code CPU_SETSIZE}. */
    private static final int CPUS = 1024;

    private static final int CALLING_THREAD = 0;

    private Scheduling() {}

    /** The kernel's number of the calling thread, as in {@code /proc/self/task}. */
    public static int threadId() {
        return LibC.gettid();
    }

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

    /**
     * Gives the calling thread a priority among those that share time; threads it starts later begin with it.
     *
     * @param nice −20 (first) to 19 (last); the system's default is 0
     * @throws PosixException EACCES when it would become more important without CAP_SYS_NICE
     */
    public static void setNice(int nice) throws PosixException {
        within("priority", nice, -20, 19);
        LibC.check("set priority " + nice, LibC.setpriority(LibC.PRIO_PROCESS, CALLING_THREAD, nice));
    }

    /**
     * Lets the calling thread run before every thread that shares time (SCHED_RR). Threads and processes that it starts do not
     * inherit this.
     *
     * @param priority 1 (last) to 99 (first)
     * @throws PosixException EPERM without CAP_SYS_NICE, or in a control group that has no real-time share
     */
    public static void setRoundRobin(int priority) throws PosixException {
        within("real-time priority", priority, 1, 99);
        try (Memory parameter = new Memory(Integer.BYTES)) {
            parameter.setInt(0, priority);
            LibC.check(
                    "set real-time priority " + priority,
                    LibC.sched_setscheduler(CALLING_THREAD, LibC.SCHED_RR | LibC.SCHED_RESET_ON_FORK, parameter));
        }
    }

    /**
     * Lets the calling thread, and those it starts later, run on these CPUs only.
     *
     * @param cpus numbers from 0 to 1023; those that do not exist are ignored
     * @throws PosixException EINVAL when none of them exists or may be used
     */
    public static void setAffinity(Set<Integer> cpus) throws PosixException {
        byte[] bits = new byte[CPUS / Byte.SIZE];
        for (int cpu : cpus) {
            within("CPU", cpu, 0, CPUS - 1);
            bits[cpu / Byte.SIZE] |= (byte) (1 << cpu % Byte.SIZE);
        }
        try (Memory mask = LibC.memoryOf(bits)) {
            LibC.check("run on CPUs " + cpus, LibC.sched_setaffinity(CALLING_THREAD, bits.length, mask));
        }
    }

    /**
     * Keeps in memory whatever this process has touched and will touch. What it has only reserved, most of a Java heap, costs
     * nothing until then.
     *
     * @throws PosixException EPERM or ENOMEM when RLIMIT_MEMLOCK is too low and CAP_IPC_LOCK missing; EINVAL before Linux 4.4
     */
    public static void lockMemory() throws PosixException {
        LibC.check("lock memory", LibC.mlockall(LibC.MCL_CURRENT | LibC.MCL_FUTURE | LibC.MCL_ONFAULT));
    }

    /** Lets the kernel page the process out again. */
    public static void unlockMemory() throws PosixException {
        LibC.check("unlock memory", LibC.munlockall());
    }

    private static void within(String what, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(what + ": " + value + " (expected: " + least + ".." + most + ")");
        }
    }
}
