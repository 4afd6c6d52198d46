package io.aloft.posix;

import java.time.Duration;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Hears of every process of the machine that begins, changes or ends (proc connector, CONFIG_PROC_EVENTS).
 *
 * <p>The kernel has it in the initial network namespace only, so the thread that opens it must be there. One thread may
 * receive; {@link #close()} from any thread ends its waiting.
 */
public final class ProcessEventSocket implements AutoCloseable {

    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(1);

    private final NetlinkSocket socket;

    private ProcessEventSocket(NetlinkSocket socket) {
        this.socket = socket;
    }

    /**
     * Subscribes, and waits at most a second for the kernel's consent.
     *
     * @throws PosixException ECONNREFUSED in another network namespace than the initial one; EPROTONOSUPPORT or ENOENT when the
     *     kernel has no proc connector; EPERM without CAP_NET_ADMIN; ETIMEDOUT when the kernel says nothing
     */
    public static ProcessEventSocket open() throws PosixException {
        NetlinkSocket socket = NetlinkSocket.open(NetlinkSocket.NETLINK_CONNECTOR);
        try {
            socket.joinGroup(ProcessEvents.CONNECTOR_INDEX);
            socket.send(ProcessEvents.subscription());
            awaitConsent(socket);
            return new ProcessEventSocket(socket);
        } catch (PosixException e) {
            socket.close();
            throw e;
        }
    }

    /** Events of others may come before the answer; who opens this looks at all processes afterwards anyway. */
    private static void awaitConsent(NetlinkSocket socket) throws PosixException {
        long end = System.nanoTime() + ANSWER_LIMIT.toNanos();
        while (true) {
            Duration left = Duration.ofNanos(Math.max(0, end - System.nanoTime()));
            switch (socket.receive(left)) {
                case Reception.Datagram datagram -> {
                    OptionalInt answer = ProcessEvents.answer(datagram.bytes());
                    if (answer.isPresent() && answer.getAsInt() == 0) {
                        return;
                    }
                    if (answer.isPresent()) {
                        throw PosixException.of("set process event listen", answer.getAsInt());
                    }
                }
                case Reception.Overrun overrun -> {
                    return;
                }
                case Reception.TimedOut timedOut -> throw PosixException.of("set process event listen", LibC.ETIMEDOUT);
                case Reception.Closed closed -> throw PosixException.of("set process event listen", LibC.EBADF);
            }
        }
    }

    /** Waits for the next event of a process; null when the socket was closed. */
    public @Nullable ProcessEvent receive() throws PosixException {
        while (true) {
            switch (socket.receive()) {
                case Reception.Datagram datagram -> {
                    ProcessEvent event = ProcessEvents.event(datagram.bytes());
                    if (event != null) {
                        return event;
                    }
                }
                case Reception.Overrun overrun -> {
                    return new ProcessEvent.Lost();
                }
                case Reception.Closed closed -> {
                    return null;
                }
                case Reception.TimedOut timedOut -> throw new IllegalStateException("a wait without limit timed out");
            }
        }
    }

    @Override
    public void close() {
        socket.close();
    }
}
