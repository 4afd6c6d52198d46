package io.aloft.vrrp.bfd.runtime;

import io.aloft.model.track.BfdSpec;
import io.aloft.posix.ReceivedDatagram;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** What the BFD thread hears from others. */
sealed interface BfdInput {

    /** A datagram came in on one of the two ports. */
    record Datagram(ReceivedDatagram datagram, boolean multihop) implements BfdInput {}

    record Reload(List<BfdSpec> specs) implements BfdInput {}

    record StatusWanted(CompletableFuture<List<BfdStatus>> answer) implements BfdInput {}

    record Stop() implements BfdInput {}
}
