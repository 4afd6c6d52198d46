package io.aloft.vrrp.channel;

import io.aloft.model.net.IpAddress;
import io.aloft.posix.KernelClock;
import io.aloft.posix.MulticastMembership;
import java.io.IOException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import org.pcap4j.core.BpfProgram.BpfCompileMode;
import org.pcap4j.core.NotOpenException;
import org.pcap4j.core.PcapHandle;
import org.pcap4j.core.PcapNativeException;
import org.pcap4j.core.PcapNetworkInterface.PromiscuousMode;
import org.pcap4j.packet.namednumber.DataLinkType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One libpcap handle and its capture thread {@code capture-IF}. */
public final class PcapChannel implements FrameChannel {

    private static final Logger LOG = LoggerFactory.getLogger(PcapChannel.class);

    /** With a VLAN tag. */
    private static final int LONGEST_ETHERNET_HEADER = 18;

    /** The longest IPv4 header, AH, an advertisement with 255 addresses and authentication data, an HMAC trailer. */
    private static final int LONGEST_IPV4 = 60 + IpProtocol.AH_OCTETS + 8 + 255 * 4 + 8 + 28;

    private static final int LONGEST_IPV6 = Ipv6Header.OCTETS + 8 + 255 * 16 + 28;

    /** Some 1,700 frames of IPv4: a flood of 20,000 a second may keep this thread from its turn for 80 ms. */
    private static final int IPV4_RING_BYTES = 1 << 21;

    /** Nearly 1,000 frames, each of which gets room for the longest. */
    private static final int IPV6_RING_BYTES = 1 << 22;

    private static final int SMALLEST_RING_BYTES = 1 << 14;

    /** Immediate mode ignores it, but libpcap wants one. */
    private static final int READ_TIMEOUT_MILLIS = 1000;

    private static final int WITHOUT_END = -1;

    private final CaptureRequest request;
    private final PcapHandle handle;
    private final List<MulticastMembership> memberships;
    private final ReceivingThread thread;

    private PcapChannel(
            CaptureRequest request, PcapHandle handle, List<MulticastMembership> memberships, PacketSink sink) {
        this.request = request;
        this.handle = handle;
        this.memberships = memberships;
        this.thread = new ReceivingThread("capture-" + request.interfaceName(), sink, this::capture);
    }

    /** A {@link ChannelOpener}: takes 16 to 48 ms, so never call it on the VRRP loop. */
    public static FrameChannel open(CaptureRequest request, PacketSink sink) throws IOException {
        PcapHandle handle = openHandle(request);
        List<MulticastMembership> memberships = new ArrayList<>();
        try {
            if (!handle.getDlt().equals(DataLinkType.EN10MB)) {
                throw new IOException(
                        "its frames are not Ethernet but " + handle.getDlt().name());
            }
            handle.setFilter(
                    request.hears() ? CaptureFilter.of(request.vrids()) : CaptureFilter.NOTHING,
                    BpfCompileMode.OPTIMIZE);
            for (IpAddress group : request.groups()) {
                memberships.add(
                        group.isIpv4()
                                ? MulticastMembership.joinIpv4(group.toBytes(), request.interfaceIndex())
                                : MulticastMembership.joinIpv6(group.toBytes(), request.interfaceIndex()));
            }
        } catch (PcapNativeException | NotOpenException | IOException e) {
            memberships.forEach(MulticastMembership::close);
            handle.close();
            throw new IOException("cannot receive VRRP on " + request.interfaceName() + ": " + e.getMessage(), e);
        }
        rehearseSending(handle);
        var channel = new PcapChannel(request, handle, memberships, sink);
        try {
            if (request.hears()) {
                channel.thread.start();
            }
        } catch (Error e) {
            // Out of threads: it is tried again every few seconds, and must not take a handle with it each time.
            channel.closeHandle();
            throw e;
        }
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

    private static PcapHandle openHandle(CaptureRequest request) throws IOException {
        String interfaceName = request.interfaceName();
        int longest = LONGEST_ETHERNET_HEADER + (ipv4Only(request) ? LONGEST_IPV4 : LONGEST_IPV6);
        try {
            return new PcapHandle.Builder(interfaceName)
                    .snaplen(longest)
                    .promiscuousMode(PromiscuousMode.NONPROMISCUOUS)
                    .direction(PcapHandle.PcapDirection.IN)
                    .immediateMode(true)
                    .bufferSize(ringBytes(request))
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

    /** In the ring every frame gets room for the longest, so that is the one of IPv6 only where it is needed. */
    private static boolean ipv4Only(CaptureRequest request) {
        return request.groups().stream().allMatch(IpAddress::isIpv4);
    }

    private static int ringBytes(CaptureRequest request) {
        if (!request.hears()) {
            return SMALLEST_RING_BYTES;
        }
        return ipv4Only(request) ? IPV4_RING_BYTES : IPV6_RING_BYTES;
    }

    private void capture() throws PcapNativeException, NotOpenException, InterruptedException {
        // One call for all packets: asking for each costs two allocations of native memory every time.
        handle.loop(WITHOUT_END, this::hand);
    }

    /**
     * Gives on the IP packet in a frame. The filter in the kernel is blind to VLAN tags that the network card has taken off;
     * they are back by now, and such a frame is for another interface.
     */
    private void hand(byte[] frame) {
        int offset = EthernetPayload.offset(frame);
        if (offset > 0 && offset < frame.length) {
            long receivedNanos = System.nanoTime() - ageNanos();
            thread.hand(new Arrival(request.interfaceName(), frame, offset, frame.length - offset, receivedNanos));
        }
    }

    /**
     * How long ago the kernel took the frame that was read last. On a busy machine this thread may have waited, and the
     * Master_Down_Timer counts from the arrival, not from our waking up.
     */
    private long ageNanos() {
        Timestamp arrival = handle.getTimestamp();
        return arrival == null ? 0 : KernelClock.ageNanos(arrival.getTime() / 1_000, arrival.getNanos());
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
    public long received() {
        return thread.received();
    }

    @Override
    public void close() {
        if (request.hears()) {
            thread.end(this::breakCapture);
        }
        closeHandle();
    }

    private void closeHandle() {
        handle.close();
        memberships.forEach(MulticastMembership::close);
    }

    private void breakCapture() {
        try {
            handle.breakLoop();
        } catch (NotOpenException e) {
            LOG.debug("{} was closed before", request.interfaceName());
        }
    }
}
