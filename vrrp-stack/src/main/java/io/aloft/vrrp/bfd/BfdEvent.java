package io.aloft.vrrp.bfd;

import io.aloft.model.track.BfdSpec;

/** What a session hears. */
public sealed interface BfdEvent {

    /** The session begins; it may send. */
    record Start() implements BfdEvent {}

    /** A packet for this session passed all checks. */
    record Received(BfdPacket packet) implements BfdEvent {}

    /** The deadline of the last step has come. */
    record TimePassed() implements BfdEvent {}

    /** There is no socket to send from: the answer to a start or to {@link BfdAction.OpenSocket}. */
    record SocketFailed() implements BfdEvent {}

    /** There is a socket again. */
    record SocketOpened() implements BfdEvent {}

    /** A reload changed the settings of a session that goes on; neighbour and source are the same. */
    record Reconfigured(BfdSpec spec) implements BfdEvent {}
}
