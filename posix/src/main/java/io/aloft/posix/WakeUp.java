package io.aloft.posix;

import com.sun.jna.Memory;

/**
 * Ends the waiting of a thread that reads a socket, when another thread closes it.
 *
 * <p>Closing a descriptor does not wake a thread that polls it, hence an eventfd is polled beside it.
 */
final class WakeUp implements AutoCloseable {

    static final long FOREVER = -1;

    private static final int POLL_ENTRY_BYTES = 8;

    private final Descriptor event;
    private final Memory pollEntries = new Memory(2 * POLL_ENTRY_BYTES);

    private WakeUp(Descriptor event) {
        this.event = event;
    }

    static WakeUp open() throws PosixException {
        return new WakeUp(new Descriptor(LibC.check("eventfd", LibC.eventfd(0, LibC.EFD_CLOEXEC | LibC.EFD_NONBLOCK))));
    }

    /**
     * Waits until {@code fd} can be read; one thread at a time.
     *
     * @param nanos at most, or {@link #FOREVER}
     * @return true when {@link #close()} was called, before or meanwhile
     */
    boolean closedWhileWaiting(int fd, long nanos) throws PosixException {
        if (!event.enter()) {
            return true;
        }
        try {
            setPollEntry(0, fd);
            setPollEntry(POLL_ENTRY_BYTES, event.number());
            int millis = nanos == FOREVER ? -1 : (int) Math.min(Integer.MAX_VALUE, (nanos + 999_999) / 1_000_000);
            if (LibC.poll(pollEntries, 2, millis) == -1 && LibC.errno() != LibC.EINTR) {
                throw PosixException.of("poll socket", LibC.errno());
            }
            return pollEntries.getShort(POLL_ENTRY_BYTES + 6) != 0;
        } finally {
            event.leave();
        }
    }

    private void setPollEntry(int offset, int fd) {
        pollEntries.setInt(offset, fd);
        pollEntries.setShort(offset + 4L, LibC.POLLIN);
        pollEntries.setShort(offset + 6L, (short) 0);
    }

    @Override
    public void close() {
        try (Memory one = new Memory(Long.BYTES)) {
            one.setLong(0, 1);
            // Fails only when closed before; then nobody waits any more.
            int ignored = event.call(fd -> (int) LibC.write(fd, one, Long.BYTES));
            assert ignored <= Long.BYTES;
        }
        event.close();
    }
}
