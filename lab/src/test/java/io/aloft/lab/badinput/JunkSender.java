package io.aloft.lab.badinput;

import io.aloft.lab.netns.TestHost;
import io.aloft.posix.NetworkNamespace;
import io.aloft.posix.PosixException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.pcap4j.core.NotOpenException;
import org.pcap4j.core.PcapHandle;
import org.pcap4j.core.PcapNativeException;

/** Puts whole frames on the LAN from a host that runs no director. */
final class JunkSender implements AutoCloseable {
    private final PcapHandle handle;

    JunkSender(TestHost host) {
        try {
            handle = NetworkNamespace.callIn(
                    host.namespaceFile(),
                    () -> new PcapHandle.Builder("eth0")
                            .snaplen(64)
                            .timeoutMillis(100)
                            .build());
        } catch (PosixException | PcapNativeException e) {
            throw new IllegalStateException("cannot send from " + host + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    void send(Forgery forgery) {
        try {
            handle.sendPacket(forgery.frame());
        } catch (PcapNativeException | NotOpenException e) {
            throw new IllegalStateException("cannot send: " + e.getMessage(), e);
        }
    }

    /**
     * Sends all of them again and again, one after the other.
     *
     * @param perSecond frames per second, as far as this machine gives the time
     * @return frames sent
     */
    long send(List<Forgery> forgeries, int perSecond, Duration length) {
        long spacing = 1_000_000_000L / perSecond;
        long start = System.nanoTime();
        long sent = 0;
        for (long gone = 0; gone < length.toNanos(); gone = System.nanoTime() - start) {
            if (sent * spacing > gone) {
                LockSupport.parkNanos(sent * spacing - gone);
                continue;
            }
            send(forgeries.get((int) (sent++ % forgeries.size())));
        }
        return sent;
    }

    @Override
    public void close() {
        handle.close();
    }
}
