package io.aloft.netlink.monitor;

import io.aloft.netlink.exchange.NetlinkException;
import io.aloft.netlink.message.Netlink;
import io.aloft.netlink.message.NetlinkMessage;
import io.aloft.netlink.route.InterfaceAddress;
import io.aloft.netlink.route.RouteDecoder;
import io.aloft.netlink.route.RuleDecoder;
import io.aloft.posix.NetlinkSocket;
import io.aloft.posix.PosixException;
import io.aloft.posix.Reception;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells a consumer when a route or rule of keepalived's protocol is removed in the namespace where it was started.
 *
 * <p>It has a socket and a thread of its own: a routing daemon that changes half a million routes a minute must not make
 * the kernel drop messages about interfaces. A filter in the kernel keeps those changes away from here too. Start it only
 * when some entry is watched. The consumer runs on the monitor's thread and must not block.
 */
public final class EntryMonitor implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EntryMonitor.class);

    private static final int RTM_DELROUTE = 25;
    private static final int RTM_DELRULE = 33;
    private static final int RTNLGRP_IPV4_ROUTE = 7;
    private static final int RTNLGRP_IPV4_RULE = 8;
    private static final int RTNLGRP_IPV6_ROUTE = 11;
    private static final int RTNLGRP_IPV6_RULE = 19;

    private final NetlinkSocket subscription;
    private final Consumer<EntryEvent> consumer;
    private final Thread thread;
    private final AtomicLong foreignMessages = new AtomicLong();
    private final AtomicLong overruns = new AtomicLong();
    private final AtomicLong malformedMessages = new AtomicLong();

    private EntryMonitor(NetlinkSocket subscription, Consumer<EntryEvent> consumer) {
        this.subscription = subscription;
        this.consumer = consumer;
        this.thread = Thread.ofPlatform().name("netlink-entries").daemon().unstarted(this::run);
    }

    /**
     * Subscribes and starts the thread.
     *
     * @throws NetlinkException when the kernel refuses the socket
     */
    public static EntryMonitor start(Consumer<EntryEvent> consumer) throws NetlinkException {
        EntryMonitor monitor = new EntryMonitor(subscribe(), consumer);
        monitor.thread.start();
        return monitor;
    }

    private static NetlinkSocket subscribe() throws NetlinkException {
        try {
            NetlinkSocket socket = NetlinkSocket.open(NetlinkSocket.NETLINK_ROUTE);
            try {
                socket.acceptOnly(
                        RTM_DELRULE,
                        RTM_DELROUTE,
                        Netlink.HEADER_BYTES + RouteDecoder.PROTOCOL_AT,
                        InterfaceAddress.PROTOCOL_KEEPALIVED);
                for (int group :
                        new int[] {RTNLGRP_IPV4_ROUTE, RTNLGRP_IPV6_ROUTE, RTNLGRP_IPV4_RULE, RTNLGRP_IPV6_RULE}) {
                    socket.joinGroup(group);
                }
                return socket;
            } catch (PosixException e) {
                socket.close();
                throw e;
            }
        } catch (PosixException e) {
            throw NetlinkException.of("watch routes and rules", e);
        }
    }

    private void run() {
        try {
            while (true) {
                switch (subscription.receive()) {
                    case Reception.Datagram datagram -> deliverGuarded(datagram.bytes());
                    case Reception.Overrun overrun -> {
                        overruns.incrementAndGet();
                        consumer.accept(new EntryEvent.MessagesLost());
                    }
                    case Reception.TimedOut timedOut -> {}
                    case Reception.Closed closed -> {
                        return;
                    }
                }
            }
        } catch (PosixException e) {
            LOG.error("Watching routes and rules ended: {}", e.getMessage());
        }
    }

    /** A defect in one message must not make this thread deaf to all others. */
    private void deliverGuarded(byte[] datagram) {
        try {
            deliver(datagram);
        } catch (RuntimeException e) {
            LOG.error("defect in watching routes and rules, please report it", e);
        }
    }

    private void deliver(byte[] datagram) {
        NetlinkMessage.Decoded decoded = NetlinkMessage.decode(datagram);
        if (decoded.malformed()) {
            malformedMessages.incrementAndGet();
        }
        decoded.messages().forEach(this::deliver);
    }

    private void deliver(NetlinkMessage message) {
        if (RouteDecoder.describes(message)) {
            boolean ours = RouteDecoder.isRemoval(message)
                    && RouteDecoder.protocol(message) == InterfaceAddress.PROTOCOL_KEEPALIVED;
            if (!ours) {
                foreignMessages.incrementAndGet();
                return;
            }
            RouteDecoder.decode(message)
                    .ifPresentOrElse(
                            route -> consumer.accept(new EntryEvent.RouteRemoved(route)),
                            malformedMessages::incrementAndGet);
        } else if (RuleDecoder.describes(message) && RuleDecoder.isRemoval(message)) {
            RuleDecoder.decode(message)
                    .ifPresentOrElse(
                            rule -> consumer.accept(new EntryEvent.RuleRemoved(rule)),
                            malformedMessages::incrementAndGet);
        }
    }

    /** Messages about routes that passed the kernel's filter and concern nobody here; none, unless something is wrong. */
    public long foreignMessages() {
        return foreignMessages.get();
    }

    /** How often the kernel dropped messages. */
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
        if (Thread.currentThread() == thread) {
            return;
        }
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
}
