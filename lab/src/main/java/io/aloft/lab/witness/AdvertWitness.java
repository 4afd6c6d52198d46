package io.aloft.lab.witness;

import io.aloft.lab.netns.TestHost;
import io.aloft.lab.netns.TestNetwork;
import io.aloft.posix.NetworkNamespace;
import io.aloft.posix.PosixException;
import java.io.EOFException;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.pcap4j.core.BpfProgram.BpfCompileMode;
import org.pcap4j.core.NotOpenException;
import org.pcap4j.core.PcapDumper;
import org.pcap4j.core.PcapHandle;
import org.pcap4j.core.PcapNativeException;
import org.pcap4j.core.PcapNetworkInterface.PromiscuousMode;

/**
 * Captures VRRP, gratuitous ARP and neighbour advertisements on one bridge of the switch of a test network, from where it sees every host and none of their queues. What it
 * saw is also in a file, for a dissector.
 */
public final class AdvertWitness implements AutoCloseable {
    private final PcapHandle handle;
    private final PcapDumper dumper;
    private final Path file;
    private final Consumer<ObservedAdvert> listener;
    private final Thread reader = Thread.ofPlatform().daemon().name("witness").unstarted(this::read);
    private final List<ObservedAdvert> adverts = new ArrayList<>();
    private final List<Announcement> announcements = new ArrayList<>();
    private @Nullable String broken;

    private AdvertWitness(PcapHandle handle, Path file, Consumer<ObservedAdvert> listener)
            throws PcapNativeException, NotOpenException {
        this.handle = handle;
        this.file = file;
        this.listener = listener;
        this.dumper = handle.dumpOpen(file.toString());
    }

    /** Watches without a listener. */
    public static AdvertWitness watch(TestNetwork network, Path file) {
        return watch(network, file, advert -> {});
    }

    /**
     * Starts to watch; every frame from now on is seen.
     *
     * @param file where the capture is saved
     * @param listener gets each advert on the capturing thread
     */
    public static AdvertWitness watch(TestNetwork network, Path file, Consumer<ObservedAdvert> listener) {
        return watch(network, 0, file, listener);
    }

    /** Watches the LAN of a number; see {@link TestNetwork#join}. */
    public static AdvertWitness watch(TestNetwork network, int lan, Path file, Consumer<ObservedAdvert> listener) {
        return watchDevice(network, "br" + lan, file, listener);
    }

    /** Watches what one host sends and gets on eth0, so that an advert kept from it is not seen. */
    public static AdvertWitness watchHost(TestNetwork network, TestHost host, Path file) {
        return watchDevice(network, TestNetwork.portOf(host, "eth0"), file, advert -> {});
    }

    private static AdvertWitness watchDevice(
            TestNetwork network, String device, Path file, Consumer<ObservedAdvert> listener) {
        try {
            PcapHandle handle = NetworkNamespace.callIn(network.switchNamespaceFile(), () -> open(device));
            AdvertWitness witness = new AdvertWitness(handle, file, listener);
            witness.reader.start();
            return witness;
        } catch (PosixException | PcapNativeException | NotOpenException e) {
            throw new IllegalStateException("cannot capture on the switch: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while opening the capture", e);
        }
    }

    private static PcapHandle open(String device) throws PcapNativeException {
        PcapHandle handle = new PcapHandle.Builder(device)
                .snaplen(2048)
                // A bridge passes unicast between its ports without looking at it unless somebody asks for everything.
                .promiscuousMode(PromiscuousMode.PROMISCUOUS)
                .timestampPrecision(PcapHandle.TimestampPrecision.NANO)
                .timeoutMillis(100)
                .immediateMode(true)
                .build();
        try {
            handle.setFilter(
                    "ip proto 112 or ip proto 51 or ip6 proto 112 or arp or (icmp6 and ip6[40] == 136)",
                    BpfCompileMode.OPTIMIZE);
        } catch (NotOpenException e) {
            throw new IllegalStateException("a handle that was just opened is closed", e);
        }
        return handle;
    }

    private void read() {
        try {
            while (true) {
                try {
                    byte[] frame = handle.getNextRawPacketEx();
                    Timestamp time = handle.getTimestamp();
                    dumper.dumpRaw(frame, time);
                    keep(time.toInstant(), frame);
                } catch (TimeoutException e) {
                    // Nothing came for a while; immediate mode makes this rare, not impossible.
                    continue;
                }
            }
        } catch (EOFException e) {
            // close() broke the read.
            return;
        } catch (PcapNativeException | NotOpenException e) {
            synchronized (this) {
                broken = e.toString();
                notifyAll();
            }
        }
    }

    private void keep(Instant at, byte[] frame) {
        ObservedAdvert advert = ObservedAdvert.of(at, frame);
        Announcement announcement = ObservedArp.of(at, frame);
        if (announcement == null) {
            announcement = ObservedNeighbour.of(at, frame);
        }
        synchronized (this) {
            if (advert != null) {
                adverts.add(advert);
            }
            if (announcement != null) {
                announcements.add(announcement);
            }
            notifyAll();
        }
        if (advert != null) {
            listener.accept(advert);
        }
    }

    /** Every advert so far, in the order of capture. */
    public synchronized List<ObservedAdvert> adverts() {
        return List.copyOf(adverts);
    }

    /** Every gratuitous ARP so far, in the order of capture. */
    public synchronized List<ObservedArp> gratuitousArps() {
        return announcements.stream()
                .filter(ObservedArp.class::isInstance)
                .map(ObservedArp.class::cast)
                .toList();
    }

    /** Every gratuitous ARP and unsolicited neighbour advertisement so far, in the order of capture. */
    public synchronized List<Announcement> announcements() {
        return List.copyOf(announcements);
    }

    /**
     * The first advert at or after a moment that matches; waits for it.
     *
     * @throws AssertionError with what was seen instead, when none comes within the limit
     */
    public synchronized ObservedAdvert await(
            String what, Instant since, Duration limit, Predicate<ObservedAdvert> condition) {
        long deadline = System.nanoTime() + limit.toNanos();
        int next = 0;
        while (true) {
            for (; next < adverts.size(); next++) {
                ObservedAdvert advert = adverts.get(next);
                if (!advert.at().isBefore(since) && condition.test(advert)) {
                    return advert;
                }
            }
            long left = deadline - System.nanoTime();
            if (left <= 0 || broken != null) {
                throw new AssertionError("no advert within " + limit.toMillis() + " ms: " + what
                        + (broken == null ? "" : "; the capture broke: " + broken) + "\nlast seen: "
                        + adverts.subList(Math.max(0, adverts.size() - 10), adverts.size()));
            }
            try {
                wait(left / 1_000_000 + 1);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while waiting for " + what, e);
            }
        }
    }

    /** The next advert of a source. */
    public ObservedAdvert awaitFrom(String source, Instant since, Duration limit) {
        return await("from " + source, since, limit, advert -> advert.source().equals(source));
    }

    /**
     * The takeover whose first advert this is.
     *
     * @throws IllegalArgumentException when nobody else sent anything before
     */
    public synchronized Takeover takeover(ObservedAdvert first) {
        return new Takeover(
                adverts.stream()
                        .filter(advert -> advert.at().isBefore(first.at())
                                && advert.vrid() == first.vrid()
                                && !advert.source().equals(first.source()))
                        .reduce((earlier, later) -> later)
                        .orElseThrow(() -> new IllegalArgumentException("nobody advertised before " + first)),
                first);
    }

    /** Ends the capture and completes the file. */
    public Path finish() {
        close();
        return file;
    }

    @Override
    public void close() {
        if (!handle.isOpen()) {
            return;
        }
        try {
            handle.breakLoop();
            reader.join();
        } catch (NotOpenException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        dumper.close();
        handle.close();
    }
}
