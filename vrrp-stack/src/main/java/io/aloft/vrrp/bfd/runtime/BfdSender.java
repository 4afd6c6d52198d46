package io.aloft.vrrp.bfd.runtime;

import io.aloft.model.net.IpAddress;
import io.aloft.model.track.BfdSpec;
import io.aloft.posix.DatagramEndpoint;
import io.aloft.posix.PosixException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The socket from which one session sends, and what went wrong with it. */
final class BfdSender implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger("io.aloft.bfd");

    private BfdSpec spec;
    private @Nullable DatagramEndpoint endpoint;
    private @Nullable String lastTrouble;

    BfdSender(BfdSpec spec) {
        this.spec = spec;
    }

    /** Opens the socket unless it is open. Returns whether it is now; the reason why not is said once. */
    boolean open() {
        if (endpoint != null) {
            return true;
        }
        IpAddress source = spec.source();
        byte[] from = source == null ? new byte[spec.neighbour().family().addressBytes()] : source.toBytes();
        try {
            endpoint = DatagramEndpoint.sending(from, "", spec.ttl());
            lastTrouble = null;
            return true;
        } catch (PosixException e) {
            trouble("(%s) cannot open the socket to send from%s: %s"
                    .formatted(spec.name(), source == null ? "" : " " + source, e.getMessage()));
            return false;
        }
    }

    /** Takes settings of a reload; a socket that they do not fit is closed. Returns whether it was. */
    boolean adopt(BfdSpec changed) {
        boolean other = changed.ttl() != spec.ttl();
        spec = changed;
        if (other) {
            close();
        }
        return other;
    }

    void send(byte[] packet) {
        DatagramEndpoint open = endpoint;
        if (open == null) {
            return;
        }
        int port = spec.multihop() ? BfdReceiver.MULTIHOP_PORT : BfdReceiver.SINGLE_HOP_PORT;
        try {
            open.send(packet, spec.neighbour().toBytes(), port);
            lastTrouble = null;
        } catch (PosixException e) {
            trouble("(%s) cannot send to %s: %s".formatted(spec.name(), spec.neighbour(), e.getMessage()));
        }
    }

    private void trouble(String text) {
        // Packets are sent up to a hundred times a second.
        if (!text.equals(lastTrouble)) {
            lastTrouble = text;
            LOG.warn(text);
        }
    }

    @Override
    public void close() {
        if (endpoint != null) {
            endpoint.close();
            endpoint = null;
        }
    }
}
