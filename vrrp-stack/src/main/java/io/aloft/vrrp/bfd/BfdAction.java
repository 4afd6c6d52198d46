package io.aloft.vrrp.bfd;

/** What a session wants done, in order. */
public sealed interface BfdAction {

    /** Sends a packet to the neighbour. */
    record Send(BfdPacket packet) implements BfdAction {}

    /** Tells who tracks the session. */
    record Report(boolean up) implements BfdAction {}

    /** Tries to open the socket, and answers by an event. */
    record OpenSocket() implements BfdAction {}

    /**
     * A line for the operator.
     *
     * @param detail only with {@code -D}
     */
    record Log(boolean detail, String line) implements BfdAction {}
}
