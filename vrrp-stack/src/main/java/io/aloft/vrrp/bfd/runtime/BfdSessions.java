package io.aloft.vrrp.bfd.runtime;

import io.aloft.model.net.IpAddress;
import io.aloft.model.track.BfdSpec;
import io.aloft.posix.ReceivedDatagram;
import io.aloft.vrrp.bfd.BfdAction;
import io.aloft.vrrp.bfd.BfdEvent;
import io.aloft.vrrp.bfd.BfdPacket;
import io.aloft.vrrp.bfd.BfdSession;
import io.aloft.vrrp.bfd.BfdStep;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All sessions with their sockets. Owned by the BFD thread. */
final class BfdSessions {

    private static final Logger LOG = LoggerFactory.getLogger("io.aloft.bfd");

    /** {@code max_hops} with which the TTL does not matter, besides −1. */
    private static final int ANY_HOPS = 255;

    /** One session, its socket and when it wants to be called. */
    private static final class Entry {
        final BfdSession session;
        final BfdSender sender;
        long deadlineNanos = BfdStep.NEVER;

        Entry(BfdSession session, BfdSender sender) {
            this.session = session;
            this.sender = sender;
        }
    }

    private final BfdListener listener;
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private @Nullable String lastRejection;

    BfdSessions(BfdListener listener) {
        this.listener = listener;
    }

    /** Takes the sessions of a configuration; those between the same two ends go on. */
    void configure(List<BfdSpec> specs, long now) {
        Map<String, Entry> before = new LinkedHashMap<>(entries);
        entries.clear();
        List<Entry> fresh = new ArrayList<>();
        for (BfdSpec spec : specs) {
            Entry known = before.get(spec.name());
            if (known != null && sameEnds(known.session.spec(), spec)) {
                before.remove(spec.name());
                entries.put(spec.name(), known);
                boolean reopen = known.sender.adopt(spec);
                perform(known, new BfdEvent.Reconfigured(spec), now);
                if (reopen) {
                    open(known, now);
                }
            } else {
                Entry entry = new Entry(
                        new BfdSession(
                                spec,
                                this::freeDiscriminator,
                                () -> ThreadLocalRandom.current().nextDouble()),
                        new BfdSender(spec));
                entries.put(spec.name(), entry);
                fresh.add(entry);
            }
        }
        before.values().forEach(gone -> gone.sender.close());
        for (Entry entry : fresh) {
            boolean open = entry.sender.open();
            perform(entry, new BfdEvent.Start(), now);
            if (!open) {
                perform(entry, new BfdEvent.SocketFailed(), now);
            }
        }
    }

    private static boolean sameEnds(BfdSpec a, BfdSpec b) {
        return a.neighbour().equals(b.neighbour())
                && Objects.equals(a.source(), b.source())
                && a.multihop() == b.multihop();
    }

    private int freeDiscriminator() {
        while (true) {
            int drawn = ThreadLocalRandom.current().nextInt();
            if (drawn != 0 && entries.values().stream().noneMatch(e -> e.session.discriminator() == drawn)) {
                return drawn;
            }
        }
    }

    /** Gives a datagram to the session that it is for, or drops it (RFC 5880 section 6.8.6). */
    void arrived(ReceivedDatagram datagram, boolean multihop) {
        IpAddress sender = IpAddress.ofBytes(datagram.source());
        switch (BfdPacket.decode(datagram.bytes())) {
            case BfdPacket.Decoded.Rejected rejected -> reject(sender, rejected.reason());
            case BfdPacket.Decoded.Valid valid -> {
                BfdPacket packet = valid.packet();
                Entry entry = packet.yourDiscriminator() == 0
                        ? byAddresses(sender, datagram.destination(), multihop)
                        : byDiscriminator(packet.yourDiscriminator());
                if (entry == null) {
                    reject(sender, "no session is meant");
                } else if (cameTooFar(entry.session.spec(), datagram.ttl())) {
                    reject(
                            sender,
                            "TTL " + datagram.ttl() + " is too low for ("
                                    + entry.session.spec().name() + ")");
                } else {
                    perform(entry, new BfdEvent.Received(packet), datagram.receivedNanos());
                }
            }
        }
    }

    private @Nullable Entry byDiscriminator(int discriminator) {
        return entries.values().stream()
                .filter(e -> e.session.discriminator() == discriminator)
                .findFirst()
                .orElse(null);
    }

    private @Nullable Entry byAddresses(IpAddress sender, byte[] destination, boolean multihop) {
        IpAddress local = destination.length == 0 ? null : IpAddress.ofBytes(destination);
        return entries.values().stream()
                .filter(e -> {
                    BfdSpec spec = e.session.spec();
                    return spec.neighbour().equals(sender)
                            && spec.multihop() == multihop
                            && (spec.source() == null
                                    || local == null
                                    || spec.source().equals(local));
                })
                .findFirst()
                .orElse(null);
    }

    // RFC 5881 section 5 accepts 255 only; keepalived lets both the TTL and the distance be set.
    private static boolean cameTooFar(BfdSpec spec, int ttl) {
        boolean any = spec.maxHops() < 0 || spec.maxHops() >= ANY_HOPS;
        return !any && ttl >= 0 && ttl + spec.maxHops() < spec.ttl();
    }

    private void reject(IpAddress sender, String reason) {
        String text = "BFD packet from " + sender + " dropped: " + reason;
        // The same again would only repeat what is known, up to a hundred times a second.
        if (!text.equals(lastRejection)) {
            lastRejection = text;
            LOG.debug(text);
        }
    }

    /** Calls every session whose deadline has come. */
    void timePassed(long now) {
        for (Entry entry : List.copyOf(entries.values())) {
            if (entry.deadlineNanos <= now) {
                perform(entry, new BfdEvent.TimePassed(), now);
            }
        }
    }

    long nextDeadlineNanos() {
        long next = BfdStep.NEVER;
        for (Entry entry : entries.values()) {
            next = Math.min(next, entry.deadlineNanos);
        }
        return next;
    }

    private void perform(Entry entry, BfdEvent event, long now) {
        BfdStep step = entry.session.on(event, now);
        entry.deadlineNanos = step.nextDeadlineNanos();
        for (BfdAction action : step.actions()) {
            switch (action) {
                case BfdAction.Send send -> entry.sender.send(send.packet().encode());
                case BfdAction.Report report ->
                    listener.sessionChanged(entry.session.spec().name(), report.up(), now);
                case BfdAction.OpenSocket open -> open(entry, now);
                case BfdAction.Log log -> {
                    if (log.detail()) {
                        LOG.debug(log.line());
                    } else {
                        LOG.info(log.line());
                    }
                }
            }
        }
    }

    private void open(Entry entry, long now) {
        perform(entry, entry.sender.open() ? new BfdEvent.SocketOpened() : new BfdEvent.SocketFailed(), now);
    }

    List<BfdStatus> status() {
        return entries.values().stream()
                .map(e -> new BfdStatus(e.session.spec().name(), e.session.state()))
                .toList();
    }

    List<BfdSpec> specs() {
        return entries.values().stream().map(e -> e.session.spec()).toList();
    }

    void close() {
        entries.values().forEach(entry -> entry.sender.close());
        entries.clear();
    }
}
