package io.aloft.vrrp.channel;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The thread of a channel: it hands over what arrives until it is ended, and lives through every error. */
final class ReceivingThread {

    private static final Logger LOG = LoggerFactory.getLogger(ReceivingThread.class);

    /** Far less than what the Skew_Times of two priorities differ by at an interval of a second. */
    private static final long PAUSE_NANOS = 800_000;

    private static final Duration PAUSE_AFTER_ERROR = Duration.ofMillis(200);
    private static final Duration END_LIMIT = Duration.ofSeconds(1);

    /** Waits for packets and gives each to {@link #hand}. */
    @FunctionalInterface
    interface Source {
        /**
         * Returns when it was closed.
         *
         * @throws Exception of any kind, after which it is called again
         */
        void read() throws Exception;
    }

    private final PacketSink sink;
    private final Source source;
    private final Thread thread;
    private final ReadingPace pace = new ReadingPace(PAUSE_NANOS);
    private final AtomicLong received = new AtomicLong();
    private volatile boolean ending;

    ReceivingThread(String name, PacketSink sink, Source source) {
        this.sink = sink;
        this.source = source;
        this.thread = Thread.ofPlatform().name(name).daemon().unstarted(this::run);
    }

    /** An {@link Error} of it means that the machine is out of threads. */
    void start() {
        thread.start();
    }

    private void run() {
        while (!ending) {
            try {
                source.read();
                return;
            } catch (RuntimeException e) {
                // A thread that ended here would leave routers deaf that believe to hear.
                LOG.error("defect in {}, please report it", thread.getName(), e);
                pause();
            } catch (Exception e) {
                // An interface that goes down ends one read with an error and works again when it comes back.
                LOG.debug("{}: {}", thread.getName(), e.getMessage());
                pause();
            }
        }
    }

    private void pause() {
        try {
            Thread.sleep(PAUSE_AFTER_ERROR);
        } catch (InterruptedException e) {
            // Only the end of this thread interrupts it.
            Thread.currentThread().interrupt();
        }
    }

    /** Gives on a packet, on this thread, and waits a moment where others follow. */
    void hand(Arrival arrival) {
        received.incrementAndGet();
        sink.packet(arrival);
        long now = System.nanoTime();
        long pause = pace.pauseNanos(arrival.receivedNanos(), now);
        if (pause > 0 && pause < sink.patienceNanos(now)) {
            LockSupport.parkNanos(pause);
        }
    }

    /** Packets that arrived. */
    long received() {
        return received.get();
    }

    /**
     * Ends it.
     *
     * @param wakeUp makes {@link Source#read} return
     */
    void end(Runnable wakeUp) {
        ending = true;
        wakeUp.run();
        thread.interrupt();
        try {
            if (!thread.join(END_LIMIT)) {
                LOG.warn("{} did not end within a second", thread.getName());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
