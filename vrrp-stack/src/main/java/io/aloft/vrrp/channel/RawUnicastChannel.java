package io.aloft.vrrp.channel;

import io.aloft.posix.PosixException;
import io.aloft.posix.RawSocket;
import io.aloft.posix.ReceivedDatagram;
import java.io.IOException;

/** Two raw sockets, one for each direction, and the thread {@code unicast-ADDRESS}. */
public final class RawUnicastChannel implements UnicastChannel {

    private final UnicastRequest request;
    private final RawSocket receiver;
    private final RawSocket sender;
    private final ReceivingThread thread;

    private RawUnicastChannel(UnicastRequest request, RawSocket receiver, RawSocket sender, PacketSink sink) {
        this.request = request;
        this.receiver = receiver;
        this.sender = sender;
        this.thread = new ReceivingThread("unicast-" + request.source(), sink, this::receive);
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

    private void receive() throws PosixException {
        for (ReceivedDatagram datagram = receiver.receive(); datagram != null; datagram = receiver.receive()) {
            thread.hand(arrival(datagram));
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
        return thread.received();
    }

    @Override
    public void close() {
        thread.end(receiver::close);
        sender.close();
    }
}
