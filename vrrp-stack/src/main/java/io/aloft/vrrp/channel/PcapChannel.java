package io.aloft.vrrp.channel;

import io.aloft.model.net.IpAddress;
import io.aloft.posix.MulticastMembership;
import java.io.EOFException;
import java.io.IOException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.pcap4j.core.BpfProgram.BpfCompileMode;
import org.pcap4j.core.NotOpenException;
import org.pcap4j.core.PcapHandle;
import org.pcap4j.core.PcapNativeException;
import org.pcap4j.core.PcapNetworkInterface.PromiscuousMode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One libpcap handle and its capture thread {@code capture-IF}. */
public final class PcapChannel implements FrameChannel {

    private static final Logger LOG = LoggerFactory.getLogger(PcapChannel.class);

    /** Ethernet, the longest IP header, and an advertisement with 255 addresses and authentication data. */
    private static final int SNAPLEN = 14 + 60 + 8 + 255 * 4 + 8;

    /** Some 1,700 frames: a flood of 20,000 a second may keep this thread from its turn for 80 ms. */
    private static final int RING_BYTES = 1 << 21;
    /** Immediate mode ignores it, but libpcap wants one. */
    private static final int READ_TIMEOUT_MILLIS = 1000;

    private static final Duration PAUSE_AFTER_ERROR = Duration.ofMillis(200);

    private static final Duration OLDEST_BELIEVED = Duration.ofSeconds(1);

    private final String interfaceName;
    private final PcapHandle handle;
    private final List<MulticastMembership> memberships;
    private final FrameSink sink;
    private final Thread thread;
    private volatile boolean closing;

    private PcapChannel(
            String interfaceName, PcapHandle handle, List<MulticastMembership> memberships, FrameSink sink) {
        this.interfaceName = interfaceName;
        this.handle = handle;
        this.memberships = memberships;
        this.sink = sink;
        this.thread =
                Thread.ofPlatform().name("capture-" + interfaceName).daemon().unstarted(this::capture);
    }

    /** A {@link ChannelOpener}: takes 16 to 48 ms, so never call it on the VRRP loop. */
    public static FrameChannel open(
            String interfaceName, int interfaceIndex, Set<IpAddress> groups, Set<Integer> vrids, FrameSink sink)
            throws IOException {
        PcapHandle handle = openHandle(interfaceName);
        List<MulticastMembership> memberships = new ArrayList<>();
        try {
            handle.setFilter(filter(vrids), BpfCompileMode.OPTIMIZE);
            for (IpAddress group : groups) {
                memberships.add(MulticastMembership.joinIpv4(group.toBytes(), interfaceIndex));
            }
        } catch (PcapNativeException | NotOpenException | IOException e) {
            memberships.forEach(MulticastMembership::close);
            handle.close();
            throw new IOException("cannot receive VRRP on " + interfaceName + ": " + e.getMessage(), e);
        }
        rehearseSending(handle);
        var channel = new PcapChannel(interfaceName, handle, memberships, sink);
        channel.thread.start();
        return channel;
    }

    /**
     * The first call of a native function costs milliseconds, and the first advertisement of a take-over has none to
     * spare. The kernel refuses an empty frame, so nothing is sent.
     */
    private static void rehearseSending(PcapHandle handle) {
        try {
            handle.sendPacket(new byte[0]);
        } catch (PcapNativeException | NotOpenException e) {
            LOG.trace("sending is ready: {}", e.getMessage());
        }
    }

    private static PcapHandle openHandle(String interfaceName) throws IOException {
        try {
            return new PcapHandle.Builder(interfaceName)
                    .snaplen(SNAPLEN)
                    .promiscuousMode(PromiscuousMode.NONPROMISCUOUS)
                    .direction(PcapHandle.PcapDirection.IN)
                    .immediateMode(true)
                    .bufferSize(RING_BYTES)
                    .timeoutMillis(READ_TIMEOUT_MILLIS)
                    .build();
        } catch (PcapNativeException e) {
            throw new IOException("cannot capture on " + interfaceName + ": " + e.getMessage(), e);
        } catch (LinkageError e) {
            throw new IOException(
                    "libpcap cannot be loaded: install it (Debian and Ubuntu: apt-get install libpcap0.8),"
                            + " then start Aloft again",
                    e);
        }
    }

    /** The virtual router's number is the second octet behind the IP header, however long that header is. */
    private static String filter(Set<Integer> vrids) {
        // No virtual router has number 0: a channel that only sends receives nothing.
        String wanted = (vrids.isEmpty() ? Set.of(0) : vrids)
                .stream()
                        .sorted()
                        .map(vrid -> "ip[((ip[0] & 0xf) << 2) + 1] = " + vrid)
                        .collect(Collectors.joining(" or "));
        return "ip proto 112 and (" + wanted + ")";
    }

    private void capture() {
        while (!closing) {
            try {
                byte[] frame = handle.getNextRawPacketEx();
                sink.frame(interfaceName, frame, System.nanoTime() - ageNanos());
            } catch (TimeoutException e) {
                // Immediate mode does not time out, but an interrupted system call looks like it.
                continue;
            } catch (EOFException | NotOpenException e) {
                return;
            } catch (PcapNativeException e) {
                if (!pauseAfter(e)) {
                    return;
                }
            }
        }
    }

    /**
     * How long ago the kernel took the frame that was read last. On a busy machine this thread may have waited, and the
     * Master_Down_Timer counts from the arrival, not from our waking up. A clock that was stepped meanwhile is not believed.
     */
    private long ageNanos() {
        Timestamp arrival = handle.getTimestamp();
        Instant now = Instant.now();
        if (arrival == null) {
            return 0;
        }
        long age = Duration.between(arrival.toInstant(), now).toNanos();
        return age > 0 && age < OLDEST_BELIEVED.toNanos() ? age : 0;
    }

    /** An interface that goes down ends one read with an error and works again when it comes back. */
    private boolean pauseAfter(PcapNativeException e) {
        LOG.debug("Reading from {}: {}", interfaceName, e.getMessage());
        try {
            Thread.sleep(PAUSE_AFTER_ERROR);
            return !closing;
        } catch (InterruptedException interrupted) {
            return false;
        }
    }

    @Override
    public void send(byte[] frame) throws IOException {
        try {
            handle.sendPacket(frame);
        } catch (PcapNativeException | NotOpenException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    @Override
    public long kernelDrops() {
        try {
            return handle.getStats().getNumPacketsDropped();
        } catch (PcapNativeException | NotOpenException e) {
            return 0;
        }
    }

    @Override
    public void close() {
        closing = true;
        try {
            handle.breakLoop();
            thread.interrupt();
            thread.join(Duration.ofSeconds(1));
        } catch (NotOpenException e) {
            LOG.debug("{} was closed before", interfaceName);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        handle.close();
        memberships.forEach(MulticastMembership::close);
    }
}
