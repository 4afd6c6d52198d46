package io.aloft.netlink.monitor;

import io.aloft.netlink.exchange.NetlinkException;
import io.aloft.netlink.exchange.SocketNetlinkConnection;
import io.aloft.netlink.message.NetlinkMessage;
import io.aloft.netlink.route.InterfaceAddress;
import io.aloft.netlink.route.Link;
import io.aloft.netlink.route.LinkClient;
import io.aloft.posix.NetlinkSocket;
import io.aloft.posix.PosixException;
import io.aloft.posix.Reception;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells a consumer about every change of links and addresses in the namespace where it was started.
 *
 * <p>The consumer runs on the monitor's own thread and must not block: it puts the event into a queue of its own. Its
 * first event is a {@link LinkEvent.Snapshot}.
 */
public final class LinkMonitor implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LinkMonitor.class);

    private static final int RTNLGRP_LINK = 1;
    private static final int RTNLGRP_IPV4_IFADDR = 5;
    private static final int RTNLGRP_IPV6_IFADDR = 9;

    /** After a dump failed; only a kernel short of memory gets here. */
    private static final Duration DUMP_RETRY = Duration.ofMillis(500);

    private final NetlinkSocket subscription;
    private final SocketNetlinkConnection connection;
    private final Consumer<LinkEvent> consumer;
    private final Thread thread;

    /** Owned by the monitor's thread: removals of addresses may come after their interface is gone. */
    private final Map<Integer, String> names = new HashMap<>();

    private final AtomicLong overruns = new AtomicLong();
    private final AtomicLong malformedMessages = new AtomicLong();

    private LinkMonitor(NetlinkSocket subscription, SocketNetlinkConnection connection, Consumer<LinkEvent> consumer) {
        this.subscription = subscription;
        this.connection = connection;
        this.consumer = consumer;
        this.thread = Thread.ofPlatform().name("netlink-monitor").daemon().unstarted(this::run);
    }

    /**
     * Subscribes and starts the thread.
     *
     * @throws NetlinkException when the kernel refuses the sockets
     */
    public static LinkMonitor start(Consumer<LinkEvent> consumer) throws NetlinkException {
        NetlinkSocket subscription = subscribe();
        try {
            LinkMonitor monitor = new LinkMonitor(subscription, SocketNetlinkConnection.openRoute(), consumer);
            monitor.thread.start();
            return monitor;
        } catch (NetlinkException e) {
            subscription.close();
            throw e;
        }
    }

    private static NetlinkSocket subscribe() throws NetlinkException {
        try {
            NetlinkSocket socket = NetlinkSocket.open(NetlinkSocket.NETLINK_ROUTE);
            try {
                for (int group : new int[] {RTNLGRP_LINK, RTNLGRP_IPV4_IFADDR, RTNLGRP_IPV6_IFADDR}) {
                    socket.joinGroup(group);
                }
                return socket;
            } catch (PosixException e) {
                socket.close();
                throw e;
            }
        } catch (PosixException e) {
            throw NetlinkException.of("watch interfaces", e);
        }
    }

    private void run() {
        try {
            boolean current = false;
            while (true) {
                // The subscription is older than the dump, so a change between the two is seen twice rather than never.
                current = current || snapshot();
                Reception reception = current ? subscription.receive() : subscription.receive(DUMP_RETRY);
                switch (reception) {
                    case Reception.Datagram datagram -> current = current && delivered(datagram.bytes());
                    case Reception.Overrun overrun -> {
                        overruns.incrementAndGet();
                        LOG.warn("Kernel dropped link messages, reading all interfaces anew");
                        discardQueued();
                        current = false;
                    }
                    case Reception.TimedOut timedOut -> {}
                    case Reception.Closed closed -> {
                        return;
                    }
                }
            }
        } catch (PosixException e) {
            LOG.error("Watching interfaces ended: {}", e.getMessage());
        }
    }

    /** Whether the consumer knows all: after a defect it gets everything anew, since without this thread it would be blind. */
    private boolean delivered(byte[] datagram) {
        try {
            deliver(datagram);
            return true;
        } catch (RuntimeException e) {
            LOG.error("defect in watching interfaces, please report it; all are read anew", e);
            return false;
        }
    }

    private boolean snapshot() {
        try {
            LinkClient client = new LinkClient(connection);
            List<Link> links = client.links();
            List<InterfaceAddress> addresses = client.addresses();
            malformedMessages.addAndGet(client.malformedReplies());
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
    private void discardQueued() throws PosixException {
        boolean more = true;
        while (more) {
            more = switch (subscription.receive(Duration.ZERO)) {
                case Reception.Datagram datagram -> true;
                case Reception.Overrun overrun -> true;
                case Reception.TimedOut timedOut -> false;
                case Reception.Closed closed -> false;
            };
        }
    }

    private void deliver(byte[] datagram) {
        NetlinkMessage.Decoded decoded = NetlinkMessage.decode(datagram);
        if (decoded.malformed()) {
            malformedMessages.incrementAndGet();
        }
        for (NetlinkMessage message : decoded.messages()) {
            if (Link.describes(message)) {
                Link.decode(message)
                        .ifPresentOrElse(
                                link -> deliverLink(link, Link.isRemoval(message)), malformedMessages::incrementAndGet);
            } else if (InterfaceAddress.describes(message)) {
                InterfaceAddress.decode(message)
                        .ifPresentOrElse(
                                address -> deliverAddress(address, InterfaceAddress.isRemoval(message)),
                                malformedMessages::incrementAndGet);
            }
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

    /** Limits the kernel's queue of undelivered messages, so that a test can make it overflow. */
    void limitReceiveBuffer(int bytes) throws PosixException {
        subscription.limitReceiveBuffer(bytes);
    }

    /** How often the kernel dropped messages and everything was read anew. */
    public long overruns() {
        return overruns.get();
    }

    /** Messages of the kernel that made no sense and were skipped. */
    public long malformedMessages() {
        return malformedMessages.get();
    }

    /** Ends the thread; no event is delivered once this returns, unless the consumer itself closes. */
    @Override
    public void close() {
        subscription.close();
        if (Thread.currentThread() != thread) {
            boolean interrupted = false;
            while (thread.isAlive()) {
                try {
                    thread.join();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
        connection.close();
    }
}
