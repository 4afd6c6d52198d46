package io.aloft.vrrp.channel;

import io.aloft.posix.PosixException;
import io.aloft.posix.RawSocket;
import io.aloft.posix.ReceivedDatagram;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Two raw sockets, one for each direction, and the thread {@code unicast-ADDRESS}. */
public final class RawUnicastChannel implements UnicastChannel {

    private static final Logger LOG = LoggerFactory.getLogger(RawUnicastChannel.class);
    private static final Duration PAUSE_AFTER_ERROR = Duration.ofMillis(200);

    private final UnicastRequest request;
    private final RawSocket receiver;
    private final RawSocket sender;
    private final PacketSink sink;
    private final Thread thread;
    private final AtomicLong received = new AtomicLong();
    private volatile boolean closing;

    private RawUnicastChannel(UnicastRequest request, RawSocket receiver, RawSocket sender, PacketSink sink) {
        this.request = request;
        this.receiver = receiver;
        this.sender = sender;
        this.sink = sink;
        this.thread =
                Thread.ofPlatform().name("unicast-" + request.source()).daemon().unstarted(this::receive);
    }

    /** A {@link UnicastOpener}. */
    public static UnicastChannel open(UnicastRequest request, PacketSink sink) throws IOException {
        byte[] source = request.source().toBytes();
        try {
            RawSocket receiver =
                    RawSocket.receiving(request.protocol(), source, request.device(), request.receiveBufferBytes());
            try {
                if (!request.vrids().isEmpty()) {
                    receiver.accept((request.authenticationHeader() ? IpProtocol.AH_OCTETS : 0) + 1, request.vrids());
                }
                return started(request, receiver, RawSocket.sending(source, request.device()), sink);
            } catch (PosixException | RuntimeException | Error e) {
                receiver.close();
                throw e;
            }
        } catch (PosixException e) {
            throw new IOException(
                    "cannot receive unicast VRRP on " + request.source()
                            + (request.device().isEmpty() ? "" : " at " + request.device()) + ": " + e.getMessage(),
                    e);
        }
    }

    /** Where the machine is out of threads it is tried again every few seconds, and must not take sockets with it. */
    private static RawUnicastChannel started(
            UnicastRequest request, RawSocket receiver, RawSocket sender, PacketSink sink) {
        var channel = new RawUnicastChannel(request, receiver, sender, sink);
        try {
            channel.thread.start();
            return channel;
        } catch (Error e) {
            sender.close();
            throw e;
        }
    }

    private void receive() {
        while (!closing) {
            try {
                ReceivedDatagram datagram = receiver.receive();
                if (datagram == null) {
                    return;
                }
                received.incrementAndGet();
                sink.packet(arrival(datagram));
            } catch (PosixException e) {
                if (!pauseAfter(e)) {
                    return;
                }
            } catch (RuntimeException e) {
                // A thread that ended here would leave routers deaf that believe to hear.
                LOG.error("defect in receiving at {}, please report it", request.source(), e);
                if (!pauseAfter(e)) {
                    return;
                }
            }
        }
    }

    private Arrival arrival(ReceivedDatagram datagram) {
        byte[] packet = request.source().isIpv4()
                ? datagram.bytes()
                : Ipv6Header.before(
                        datagram.bytes(),
                        request.protocol(),
                        datagram.ttl(),
                        datagram.source(),
                        datagram.destination().length == 0 ? request.source().toBytes() : datagram.destination());
        return new Arrival(request.device(), packet, 0, packet.length, datagram.receivedNanos());
    }

    /** A device that goes down ends one read with an error. */
    private boolean pauseAfter(Exception e) {
        LOG.debug("Reading at {}: {}", request.source(), e.getMessage());
        try {
            Thread.sleep(PAUSE_AFTER_ERROR);
            return !closing;
        } catch (InterruptedException interrupted) {
            return false;
        }
    }

    @Override
    public void send(byte[] packet) throws IOException {
        try {
            sender.send(packet);
        } catch (PosixException e) {
            throw new IOException(PosixException.textOf(e.errno()), e);
        }
    }

    @Override
    public long kernelDrops() {
        return receiver.drops();
    }

    @Override
    public long received() {
        return received.get();
    }

    @Override
    public void close() {
        closing = true;
        receiver.close();
        sender.close();
        thread.interrupt();
        try {
            if (!thread.join(Duration.ofSeconds(1))) {
                LOG.warn("{} did not end within a second", thread.getName());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
