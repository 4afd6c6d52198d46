package io.aloft.vrrp.packet;

import io.aloft.model.net.AddressFamily;
import io.aloft.model.net.IpAddress;
import io.aloft.model.vrrp.HmacAuthentication;
import io.aloft.model.vrrp.HmacAuthentication.AntiReplay;
import io.aloft.model.vrrp.HmacAuthentication.Mode;
import io.aloft.model.vrrp.Unicast;
import io.aloft.model.vrrp.VirtualRouterSpec;
import io.aloft.vrrp.packet.Verdict.Kind;
import io.aloft.vrrp.packet.Verdict.Objection;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.crypto.Mac;
import org.jspecify.annotations.Nullable;

/**
 * The trailer of {@code auth_hmac} (draft-cassen-vrrp-auth-hmac): HMAC-SHA-256 cut to 128 bits, with a number that only grows.
 *
 * <pre>
 * | 1 | key id | 0 (2) | seconds (4) | fraction (2) | counter (2) | HMAC (16) |
 * </pre>
 *
 * <p>Seconds, fraction and counter are one 64-bit number, compared in serial arithmetic (RFC 1982).
 */
final class HmacTrailer {

    private static final int TYPE_SHA256 = 1;
    private static final int NUMBER = 4;
    private static final int HMAC = 12;
    private static final int HMAC_BYTES = 16;
    private static final int PSEUDO_HEADER = 20;
    /** How many senders of a multicast group are remembered. */
    private static final int GROUP_SENDERS = 4;

    private static final byte[] ZEROS = new byte[HMAC_BYTES];

    private final Mode mode;
    private final boolean timed;
    private final int window;
    private final Map<Integer, Mac> keys = new HashMap<>();
    private final int activeKey;
    private final @Nullable Mac active;
    private final byte[] pseudoHeader = new byte[PSEUDO_HEADER];
    private final byte[] digest = new byte[32];
    private final boolean unicast;
    private final Set<IpAddress> peers = new HashSet<>();
    private final ReplayMarks marks;
    private @Nullable Long sent;

    HmacTrailer(VirtualRouterSpec spec, HmacAuthentication configured) {
        this.mode = configured.mode();
        this.timed = configured.antiReplay() == AntiReplay.TIME;
        this.window = (int) configured.timeWindow().toSeconds();
        for (HmacAuthentication.Key key : configured.keys()) {
            keys.put(key.id(), Macs.of("HmacSHA256", key.bytes()));
        }
        Integer named = configured.activeKey();
        this.activeKey = named == null ? 0 : named;
        this.active = keys.get(activeKey);
        for (Unicast.Peer peer : spec.options().unicast().peers()) {
            peers.add(peer.address());
        }
        this.unicast = spec.isUnicast();
        this.marks = new ReplayMarks(unicast ? peers.size() : GROUP_SENDERS);
        pseudoHeader[0] = (byte) (spec.family() == AddressFamily.INET ? 4 : 6);
        pseudoHeader[1] = (byte) spec.version();
        pseudoHeader[2] = (byte) spec.vrid();
    }

    /** Goes on counting where another stopped, and remembers what it heard. */
    void follow(HmacTrailer before) {
        sent = before.sent;
        marks.follow(before.marks);
    }

    boolean sends() {
        return active != null && mode != Mode.RECEIVE_ONLY;
    }

    /** The number of the next advertisement. A clock that was set back far is followed, or nobody would believe us. */
    private long next(Instant now) {
        long clock = now.getEpochSecond() << 32 | ((long) now.getNano() << 16) / 1_000_000_000L << 16;
        Long last = sent;
        long number = last == null || isAhead(last, clock) || clock - last > 0 ? clock : last + 1;
        sent = number;
        return number;
    }

    private boolean isAhead(long last, long clock) {
        return timed && (int) (last >>> 32) - (int) (clock >>> 32) > window;
    }

    /** Writes the trailer behind the message, whose checksum field must still be zero. */
    void sign(byte[] packet, int message, int length, IpAddress source, Instant now) {
        if (active == null) {
            return;
        }
        int at = message + length;
        packet[at] = TYPE_SHA256;
        packet[at + 1] = (byte) activeKey;
        Layout.put64(packet, at + NUMBER, next(now));
        digest(active, packet, message, length, source);
        System.arraycopy(digest, 0, packet, at + HMAC, HMAC_BYTES);
    }

    /** Judges a packet whose length was found right, and remembers its number. */
    Optional<Objection> verify(ReceivedPacket packet, int length, Instant now) {
        IpAddress source = packet.source();
        if (!present(packet, length)) {
            return mode == Mode.ENFORCE
                    ? Objection.of(Kind.HMAC_MISSING, "missing authentication trailer from %s", source)
                    : Optional.empty();
        }
        byte[] bytes = packet.bytes();
        int at = packet.message() + length;
        if (bytes[at] != TYPE_SHA256 || Layout.get16(bytes, at + 2) != 0) {
            return Objection.of(Kind.HMAC_MALFORMED, "malformed authentication trailer from %s", source);
        }
        long number = Layout.get64(bytes, at + NUMBER);
        if (timed && skew(number, now) > window) {
            return Objection.of(
                    Kind.HMAC_STALE,
                    "stale authentication trailer from %s, clock skew %d sec exceeds window %d sec",
                    source,
                    skew(number, now),
                    window);
        }
        int id = bytes[at + 1] & 0xff;
        Mac key = keys.get(id);
        if (key == null) {
            return Objection.of(Kind.HMAC_KEY, "unknown authentication key id %d from %s", id, source);
        }
        digest(key, bytes, packet.message(), length, source);
        if (!Layout.same(digest, bytes, at + HMAC, HMAC_BYTES)) {
            return Objection.of(Kind.HMAC_INVALID, "invalid authentication HMAC from %s", source);
        }
        return replay(source, number, now);
    }

    private Optional<Objection> replay(IpAddress source, long number, Instant now) {
        if (unicast && !peers.contains(source)) {
            return Objection.of(Kind.SOURCE, "unicast source address %s not a unicast peer", source);
        }
        Long mark = marks.last(source);
        if (mark != null && !(timed && skew(mark, now) > window) && number - mark <= 0) {
            return Objection.of(Kind.HMAC_REPLAY, "replayed authentication trailer from %s", source);
        }
        marks.put(source, number);
        return Optional.empty();
    }

    /** A clock on its way out of the window, of a packet that was found good. */
    Optional<Objection> approaching(ReceivedPacket packet, int length, Instant now) {
        if (!timed || !present(packet, length)) {
            return Optional.empty();
        }
        long skew = skew(Layout.get64(packet.bytes(), packet.message() + length + NUMBER), now);
        return 2 * skew > window
                ? Objection.of(
                        Kind.HMAC_SKEW,
                        "authentication clock skew %d sec from %s approaching window %d sec",
                        skew,
                        packet.source(),
                        window)
                : Optional.empty();
    }

    /** Nothing but the length tells that there is a trailer. */
    private static boolean present(ReceivedPacket packet, int length) {
        return packet.messageLength() == length + Layout.TRAILER;
    }

    private static long skew(long number, Instant now) {
        // The difference of 32-bit seconds is an int, whose least value has no counterpart: hence the long.
        return Math.abs((long) ((int) now.getEpochSecond() - (int) (number >>> 32)));
    }

    private void digest(Mac key, byte[] bytes, int message, int length, IpAddress source) {
        Layout.put(pseudoHeader, 4, source);
        key.update(pseudoHeader);
        key.update(bytes, message, 6);
        key.update(ZEROS, 0, 2);
        key.update(bytes, message + 8, length - 8 + HMAC);
        key.update(ZEROS);
        Macs.finish(key, digest);
    }
}
