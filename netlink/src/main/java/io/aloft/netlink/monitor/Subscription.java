package io.aloft.netlink.monitor;

import io.aloft.netlink.exchange.NetlinkException;
import io.aloft.netlink.message.NetlinkMessage;
import io.aloft.posix.NetlinkSocket;
import io.aloft.posix.PosixException;
import io.aloft.posix.Reception;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thread that hears what the kernel says to some multicast groups, in the namespace where it was subscribed, until it is
 * closed. A defect in one message does not make it deaf to all others.
 */
abstract class Subscription implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Subscription.class);

    private final String subject;
    private final NetlinkSocket socket;
    private final Thread thread;
    private final AtomicLong overruns = new AtomicLong();
    private final AtomicLong malformedMessages = new AtomicLong();

    /**
     * Starts nothing yet.
     *
     * @param subject what is watched, such as {@code interfaces}
     * @param socket from {@link #subscribe}
     */
    Subscription(String threadName, String subject, NetlinkSocket socket) {
        this.subject = subject;
        this.socket = socket;
        this.thread = Thread.ofPlatform().name(threadName).daemon().unstarted(this::run);
    }

    /** What is done to a socket before it joins its groups. */
    @FunctionalInterface
    interface Preparation {
        void prepare(NetlinkSocket socket) throws PosixException;
    }

    /**
     * Opens a socket that is a member of some groups.
     *
     * @throws NetlinkException when the kernel refuses it
     */
    static NetlinkSocket subscribe(String subject, Preparation preparation, int... groups) throws NetlinkException {
        try {
            NetlinkSocket socket = NetlinkSocket.open(NetlinkSocket.NETLINK_ROUTE);
            try {
                preparation.prepare(socket);
                for (int group : groups) {
                    socket.joinGroup(group);
                }
                return socket;
            } catch (PosixException e) {
                socket.close();
                throw e;
            }
        } catch (PosixException e) {
            throw NetlinkException.of("watch " + subject, e);
        }
    }

    // What a subscriber makes of it, on the thread

    /** Comes before each wait for a message; how long that may be, null for ever. */
    abstract @Nullable Duration patience();

    abstract void deliver(NetlinkMessage message);

    /** The kernel had more to tell than there was room for. */
    abstract void messagesLost() throws PosixException;

    /** A message could not be delivered because of a mistake in this program, which is to be logged. */
    abstract void defect(RuntimeException e);

    // What it has

    final void start() {
        thread.start();
    }

    private void run() {
        try {
            while (true) {
                Duration patience = patience();
                switch (patience == null ? socket.receive() : socket.receive(patience)) {
                    case Reception.Datagram datagram -> deliver(datagram.bytes());
                    case Reception.Overrun overrun -> {
                        overruns.incrementAndGet();
                        messagesLost();
                    }
                    case Reception.TimedOut timedOut -> {}
                    case Reception.Closed closed -> {
                        return;
                    }
                }
            }
        } catch (PosixException e) {
            LOG.error("Watching {} ended: {}", subject, e.getMessage());
        }
    }

    private void deliver(byte[] datagram) {
        try {
            NetlinkMessage.Decoded decoded = NetlinkMessage.decode(datagram);
            malformed(decoded.malformed() ? 1 : 0);
            decoded.messages().forEach(this::deliver);
        } catch (RuntimeException e) {
            defect(e);
        }
    }

    /** Throws away what waits to be received. */
    final void discardQueued() throws PosixException {
        boolean more = true;
        while (more) {
            more = switch (socket.receive(Duration.ZERO)) {
                case Reception.Datagram datagram -> true;
                case Reception.Overrun overrun -> true;
                case Reception.TimedOut timedOut -> false;
                case Reception.Closed closed -> false;
            };
        }
    }

    /** Limits the kernel's queue of undelivered messages, so that a test can make it overflow. */
    final void limitReceiveBuffer(int bytes) throws PosixException {
        socket.limitReceiveBuffer(bytes);
    }

    final void malformed(long messages) {
        malformedMessages.addAndGet(messages);
    }

    /** How often the kernel dropped messages. */
    public final long overruns() {
        return overruns.get();
    }

    /** Messages of the kernel that made no sense and were skipped. */
    public final long malformedMessages() {
        return malformedMessages.get();
    }

    /** Ends the thread; no event is delivered once this returns, unless the consumer itself closes. */
    @Override
    public void close() {
        socket.close();
        if (Thread.currentThread() == thread) {
            return;
        }
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
