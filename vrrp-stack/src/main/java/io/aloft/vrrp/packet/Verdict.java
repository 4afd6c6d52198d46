package io.aloft.vrrp.packet;

import java.util.List;
import java.util.Optional;

/** What {@link ReceiveChecks} made of a packet. */
public sealed interface Verdict {

    /**
     * The advertisement counts.
     *
     * @param advertisement for the state machine
     * @param remarks what is odd about it and yet no reason to drop it
     */
    record Accepted(Advertisement advertisement, List<Objection> remarks) implements Verdict {
        public Accepted {
            remarks = List.copyOf(remarks);
        }
    }

    /** The packet is dropped and does nothing to any timer. */
    record Dropped(Objection objection) implements Verdict {}

    /**
     * Why a packet is odd or dropped. The text is put together only when it is asked for, since a flood of bad packets must not
     * cost more than counting it.
     *
     * @param kind for counting, and for saying each kind only once
     * @param template keepalived's phrase with places for the values, without the instance name in front
     * @param values that the template names, in order
     */
    record Objection(Kind kind, String template, List<Object> values) {
        public Objection {
            values = List.copyOf(values);
        }

        static Optional<Objection> of(Kind kind, String template, Object... values) {
            return Optional.of(new Objection(kind, template, List.of(values)));
        }

        /** keepalived's phrase, without the instance name in front. */
        public String text() {
            return template.formatted(values.toArray());
        }

        @Override
        public String toString() {
            return kind + ": " + text();
        }
    }

    /** The kinds of objections; each is logged once until the Master changes. */
    enum Kind {
        /** Shorter or longer than its address count says, or than its IP header says. */
        LENGTH("Length"),
        /** TTL is not 255: it crossed a router, or was forged elsewhere. */
        TTL("TTL"),
        /** Another VRRP version. */
        VERSION("Version"),
        /** Not an advertisement. */
        TYPE("Invalid Type"),
        /** The checksum does not match. */
        CHECKSUM("Checksum"),
        /** An authentication type that does not exist. */
        AUTHENTICATION_TYPE("Invalid Authentication Type"),
        /** Another authentication type than ours. */
        AUTHENTICATION_MISMATCH("Authentication Type Mismatch"),
        /** An authentication header too many, or none where one is needed. */
        AUTHENTICATION_HEADER("Authentication Header"),
        /** The password, or what was computed with it, differs. */
        AUTHENTICATION_FAILURE("Authentication Failure"),
        /** The security parameter index is not the source address. */
        SECURITY_PARAMETERS("Security Parameters"),
        /** The number of the authentication header was there before. */
        SEQUENCE("Sequence Number"),
        /** {@code auth_hmac}: no trailer. */
        HMAC_MISSING("HMAC Missing"),
        /** {@code auth_hmac}: a trailer of another type. */
        HMAC_MALFORMED("HMAC Malformed"),
        /** {@code auth_hmac}: a key that we do not have. */
        HMAC_KEY("HMAC Unknown Key"),
        /** {@code auth_hmac}: computed with another key, or from another packet. */
        HMAC_INVALID("HMAC Invalid"),
        /** {@code auth_hmac}: the clocks differ too much, or it was kept. */
        HMAC_STALE("HMAC Stale"),
        /** {@code auth_hmac}: the number was there before. */
        HMAC_REPLAY("HMAC Replayed"),
        /** {@code auth_hmac}: the clocks will soon differ too much. A remark. */
        HMAC_SKEW("HMAC Clock Skew"),
        /** Another advertisement interval than ours. In version 3 a remark. */
        INTERVAL("Advertisement Interval"),
        /** Multicast instead of unicast, or the other way round. */
        DESTINATION("Destination"),
        /** Sent to another group or address than ours: nothing that concerns us. */
        ELSEWHERE("Other Destination"),
        /** We own the addresses and do not listen to anybody. */
        OWNER("Address Owner"),
        /** Not from one of our unicast peers. */
        SOURCE("Unicast Source"),
        /** From a unicast peer that is farther away than it may be. */
        PEER_TTL("Unicast TTL"),
        /** The number of virtual addresses differs from ours. A remark. */
        ADDRESS_COUNT("Address Count"),
        /** One of our virtual addresses is missing. A remark. */
        ADDRESS_LIST("Address List"),
        /** The peer computes the checksum the old way, and so do we from now on. A remark. */
        OLD_CHECKSUM("Old Checksum"),
        /** A Master passes over the next number of the router below it. A remark. */
        SEQUENCE_SYNC("Sequence Number Synchronized");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        /** What statistics call it; keepalived's words where it counts it. */
        public String label() {
            return label;
        }

        /** Whether it is of interest only to who asked for details ({@code -D}). */
        public boolean detail() {
            return this == ELSEWHERE;
        }
    }
}
