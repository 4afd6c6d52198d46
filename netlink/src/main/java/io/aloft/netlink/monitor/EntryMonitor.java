package io.aloft.netlink.monitor;

import io.aloft.netlink.exchange.NetlinkException;
import io.aloft.netlink.message.Netlink;
import io.aloft.netlink.message.NetlinkMessage;
import io.aloft.netlink.route.InterfaceAddress;
import io.aloft.netlink.route.RouteDecoder;
import io.aloft.netlink.route.RuleDecoder;
import io.aloft.posix.NetlinkSocket;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells a consumer when a route or rule of keepalived's protocol is removed in the namespace where it was started.
 *
 * <p>It has a socket and a thread of its own: a routing daemon that changes half a million routes a minute must not make
 * the kernel drop messages about interfaces. A filter in the kernel keeps those changes away from here too. Start it only
 * when some entry is watched. The consumer runs on the monitor's thread and must not block.
 */
public final class EntryMonitor extends Subscription {

    private static final Logger LOG = LoggerFactory.getLogger(EntryMonitor.class);

    private static final String SUBJECT = "routes and rules";
    private static final int RTM_DELROUTE = 25;
    private static final int RTM_DELRULE = 33;
    private static final int RTNLGRP_IPV4_ROUTE = 7;
    private static final int RTNLGRP_IPV4_RULE = 8;
    private static final int RTNLGRP_IPV6_ROUTE = 11;
    private static final int RTNLGRP_IPV6_RULE = 19;

    private final Consumer<EntryEvent> consumer;
    private final AtomicLong foreignMessages = new AtomicLong();

    private EntryMonitor(NetlinkSocket socket, Consumer<EntryEvent> consumer) {
        super("netlink-entries", SUBJECT, socket);
        this.consumer = consumer;
    }

    /**
     * Subscribes and starts the thread.
     *
     * @throws NetlinkException when the kernel refuses the socket
     */
    public static EntryMonitor start(Consumer<EntryEvent> consumer) throws NetlinkException {
        NetlinkSocket socket = subscribe(
                SUBJECT,
                unfiltered -> unfiltered.acceptOnly(
                        RTM_DELRULE,
                        RTM_DELROUTE,
                        Netlink.HEADER_BYTES + RouteDecoder.PROTOCOL_AT,
                        InterfaceAddress.PROTOCOL_KEEPALIVED),
                RTNLGRP_IPV4_ROUTE,
                RTNLGRP_IPV6_ROUTE,
                RTNLGRP_IPV4_RULE,
                RTNLGRP_IPV6_RULE);
        EntryMonitor monitor = new EntryMonitor(socket, consumer);
        monitor.start();
        return monitor;
    }

    @Override
    @Nullable
    Duration patience() {
        return null;
    }

    @Override
    void messagesLost() {
        consumer.accept(new EntryEvent.MessagesLost());
    }

    @Override
    void defect(RuntimeException e) {
        LOG.error("defect in watching routes and rules, please report it", e);
    }

    @Override
    void deliver(NetlinkMessage message) {
        if (RouteDecoder.describes(message)) {
            boolean ours = RouteDecoder.isRemoval(message)
                    && RouteDecoder.protocol(message) == InterfaceAddress.PROTOCOL_KEEPALIVED;
            if (!ours) {
                foreignMessages.incrementAndGet();
                return;
            }
            RouteDecoder.decode(message)
                    .ifPresentOrElse(route -> consumer.accept(new EntryEvent.RouteRemoved(route)), () -> malformed(1));
        } else if (RuleDecoder.describes(message) && RuleDecoder.isRemoval(message)) {
            RuleDecoder.decode(message)
                    .ifPresentOrElse(rule -> consumer.accept(new EntryEvent.RuleRemoved(rule)), () -> malformed(1));
        }
    }

    /** Messages about routes that passed the kernel's filter and concern nobody here; none, unless something is wrong. */
    public long foreignMessages() {
        return foreignMessages.get();
    }
}
