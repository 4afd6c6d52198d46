package io.aloft.vrrp.packet;

import java.util.List;

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
     * Why a packet is odd or dropped.
     *
     * @param kind for counting, and for saying each kind only once
     * @param text keepalived's phrase, without the instance name in front
     */
    record Objection(Kind kind, String text) {}

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
        /** The password differs. */
        AUTHENTICATION_FAILURE("Authentication Failure"),
        /** Another advertisement interval than ours. */
        INTERVAL("Advertisement Interval"),
        /** Not sent to our multicast group. */
        DESTINATION("Destination"),
        /** The virtual addresses differ from ours. */
        ADDRESS_LIST("Address List");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        /** What statistics call it; keepalived's words where it counts it. */
        public String label() {
            return label;
        }
    }
}
