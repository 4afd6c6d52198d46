package io.aloft.vrrp.bfd.runtime;

import io.aloft.model.net.AddressFamily;
import io.aloft.posix.DatagramEndpoint;
import io.aloft.posix.PosixException;
import io.aloft.posix.ReceivedDatagram;
import java.time.Duration;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One UDP port of one family and the thread that waits on it. */
final class BfdReceiver implements AutoCloseable {

    /** RFC 5881 section 4. */
    static final int SINGLE_HOP_PORT = 3784;

    /** RFC 5883 section 5. */
    static final int MULTIHOP_PORT = 4784;

    private static final Logger LOG = LoggerFactory.getLogger("io.aloft.bfd");

    /** What one port takes in. */
    record Port(AddressFamily family, boolean multihop) {
        int number() {
            return multihop ? MULTIHOP_PORT : SINGLE_HOP_PORT;
        }

        @Override
        public String toString() {
            return "UDP port " + number() + (family == AddressFamily.INET ? " over IPv4" : " over IPv6");
        }
    }

    private static final Duration PAUSE_AFTER_ERROR = Duration.ofMillis(200);

    private final DatagramEndpoint endpoint;
    private final Port port;
    private final Consumer<BfdInput> sink;

    private BfdReceiver(DatagramEndpoint endpoint, Port port, Consumer<BfdInput> sink) {
        this.endpoint = endpoint;
        this.port = port;
        this.sink = sink;
    }

    /**
     * Opens the port and hands what arrives to {@code sink}, on a thread of its own.
     *
     * @throws PosixException when another program has the port, or the family is switched off
     */
    static BfdReceiver open(Port port, Consumer<BfdInput> sink) throws PosixException {
        byte[] any = new byte[port.family().addressBytes()];
        var receiver = new BfdReceiver(DatagramEndpoint.listening(any, port.number(), ""), port, sink);
        try {
            Thread.ofPlatform()
                    .daemon()
                    .name("bfd-receive-" + port.number() + (port.family() == AddressFamily.INET ? "" : "-6"))
                    .start(receiver::run);
            return receiver;
        } catch (Error e) {
            // Out of threads: it is tried again every few seconds, and must not take a socket with it each time.
            receiver.close();
            throw e;
        }
    }

    private void run() {
        boolean said = false;
        while (true) {
            try {
                ReceivedDatagram in = endpoint.receive();
                if (in == null) {
                    return;
                }
                said = false;
                sink.accept(new BfdInput.Datagram(in, port.multihop()));
            } catch (PosixException | RuntimeException e) {
                if (!said) {
                    said = true;
                    LOG.error("cannot read {}, trying again: {}", port, e.toString());
                }
                if (!pause()) {
                    return;
                }
            }
        }
    }

    private static boolean pause() {
        try {
            Thread.sleep(PAUSE_AFTER_ERROR);
            return true;
        } catch (InterruptedException e) {
            return false;
        }
    }

    @Override
    public void close() {
        endpoint.close();
    }
}
