package io.aloft.netlink.monitor;

import io.aloft.netlink.exchange.NetlinkException;
import io.aloft.netlink.exchange.SocketNetlinkConnection;
import io.aloft.netlink.message.NetlinkMessage;
import io.aloft.netlink.route.InterfaceAddress;
import io.aloft.netlink.route.Link;
import io.aloft.netlink.route.LinkClient;
import io.aloft.posix.NetlinkSocket;
import io.aloft.posix.PosixException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells a consumer about every change of links and addresses in the namespace where it was started.
 *
 * <p>The consumer runs on the monitor's own thread and must not block: it puts the event into a queue of its own. Its
 * first event is a {@link LinkEvent.Snapshot}, and so is the first after the kernel dropped messages.
 */
public final class LinkMonitor extends Subscription {

    private static final Logger LOG = LoggerFactory.getLogger(LinkMonitor.class);

    private static final String SUBJECT = "interfaces";
    private static final int RTNLGRP_LINK = 1;
    private static final int RTNLGRP_IPV4_IFADDR = 5;
    private static final int RTNLGRP_IPV6_IFADDR = 9;

    /** After a dump failed; only a kernel short of memory gets here. */
    private static final Duration DUMP_RETRY = Duration.ofMillis(500);

    private final SocketNetlinkConnection connection;
    private final Consumer<LinkEvent> consumer;

    // From here on owned by the monitor's thread.

    /** Removals of addresses may come after their interface is gone. */
    private final Map<Integer, String> names = new HashMap<>();

    /** Whether the consumer knows all. */
    private boolean current;

    private LinkMonitor(NetlinkSocket socket, SocketNetlinkConnection connection, Consumer<LinkEvent> consumer) {
        super("netlink-monitor", SUBJECT, socket);
        this.connection = connection;
        this.consumer = consumer;
    }

    /**
     * Subscribes and starts the thread.
     *
     * @throws NetlinkException when the kernel refuses the sockets
     */
    public static LinkMonitor start(Consumer<LinkEvent> consumer) throws NetlinkException {
        NetlinkSocket socket = subscribe(SUBJECT, plain -> {}, RTNLGRP_LINK, RTNLGRP_IPV4_IFADDR, RTNLGRP_IPV6_IFADDR);
        try {
            LinkMonitor monitor = new LinkMonitor(socket, SocketNetlinkConnection.openRoute(), consumer);
            monitor.start();
            return monitor;
        } catch (NetlinkException e) {
            socket.close();
            throw e;
        }
    }

    /** The subscription is older than the dump, so a change between the two is seen twice rather than never. */
    @Override
    @Nullable
    Duration patience() {
        current = current || snapshot();
        return current ? null : DUMP_RETRY;
    }

    private boolean snapshot() {
        try {
            LinkClient client = new LinkClient(connection);
            List<Link> links = client.links();
            List<InterfaceAddress> addresses = client.addresses();
            malformed(client.malformedReplies());
            names.clear();
            links.forEach(link -> names.put(link.index(), link.name()));
            consumer.accept(new LinkEvent.Snapshot(List.copyOf(links), List.copyOf(addresses)));
            return true;
        } catch (NetlinkException e) {
            LOG.warn("Cannot read the interfaces, trying again: {}", e.getMessage());
            return false;
        } catch (RuntimeException e) {
            LOG.error("defect in reading the interfaces, please report it; trying again", e);
            return false;
        }
    }

    /** What is still queued after an overrun is older than the dump that follows and would only tell of the past. */
    @Override
    void messagesLost() throws PosixException {
        LOG.warn("Kernel dropped link messages, reading all interfaces anew");
        discardQueued();
        current = false;
    }

    /** After a defect the consumer gets everything anew, since without this thread it would be blind. */
    @Override
    void defect(RuntimeException e) {
        LOG.error("defect in watching interfaces, please report it; all are read anew", e);
        current = false;
    }

    @Override
    void deliver(NetlinkMessage message) {
        if (!current) {
            // The dump that is still to come knows better.
            return;
        }
        if (Link.describes(message)) {
            Link.decode(message)
                    .ifPresentOrElse(link -> deliverLink(link, Link.isRemoval(message)), () -> malformed(1));
        } else if (InterfaceAddress.describes(message)) {
            InterfaceAddress.decode(message)
                    .ifPresentOrElse(
                            address -> deliverAddress(address, InterfaceAddress.isRemoval(message)),
                            () -> malformed(1));
        }
    }

    private void deliverLink(Link link, boolean removal) {
        if (removal) {
            names.remove(link.index());
            consumer.accept(new LinkEvent.LinkRemoved(link.index(), link.name()));
        } else {
            names.put(link.index(), link.name());
            consumer.accept(new LinkEvent.LinkChanged(link));
        }
    }

    private void deliverAddress(InterfaceAddress address, boolean removal) {
        String name = names.getOrDefault(address.interfaceIndex(), "if" + address.interfaceIndex());
        consumer.accept(
                removal ? new LinkEvent.AddressRemoved(name, address) : new LinkEvent.AddressAdded(name, address));
    }

    @Override
    public void close() {
        super.close();
        connection.close();
    }
}
