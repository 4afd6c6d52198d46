package io.aloft.posix;

/** Signals to processes and to whole process groups. */
public final class Processes {

    /** Asks for a tidy end. */
    public static final int SIGTERM = 15;

    /** Ends at once, whatever the process does. */
    public static final int SIGKILL = 9;

    private Processes() {}

    /**
     * Sends {@code signal} to one process.
     *
     * @param signal 0..64; 0 only asks whether the process exists
     * @return false when there is no such process
     * @throws PosixException EPERM when it belongs to somebody else, EINVAL for an unknown signal
     */
    public static boolean kill(long pid, int signal) throws PosixException {
        return deliver(positive("process id", pid), signal);
    }

    /** As {@link #kill}, to every process of a group. */
    public static boolean killGroup(long groupId, int signal) throws PosixException {
        return deliver(-positive("process group", groupId), signal);
    }

    /** Zero and negative numbers would mean our own group, or every process of the machine. */
    private static int positive(String what, long id) {
        if (id <= 1 || id > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(what + ": " + id + " (expected: 2.." + Integer.MAX_VALUE + ")");
        }
        return (int) id;
    }

    private static boolean deliver(int target, int signal) throws PosixException {
        if (LibC.kill(target, signal) == 0) {
            return true;
        }
        int errno = LibC.errno();
        if (errno == LibC.ESRCH) {
            return false;
        }
        throw PosixException.of("send signal " + signal + " to " + target, errno);
    }
}
