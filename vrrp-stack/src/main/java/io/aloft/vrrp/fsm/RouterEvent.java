package io.aloft.vrrp.fsm;

import io.aloft.model.net.IpAddress;
import io.aloft.model.vrrp.VirtualRouterSpec;
import io.aloft.vrrp.packet.Advertisement;

/** Everything that can happen to a virtual router. */
public sealed interface RouterEvent {

    /** Startup of RFC 5798 section 6.4.1. Must come first, and once. */
    record Startup(Fitness fitness) implements RouterEvent {}

    /** An advertisement passed all receive checks. */
    record AdvertisementReceived(Advertisement advertisement) implements RouterEvent {}

    /** Time went by; deadlines that have come are acted on, the others are not. */
    record TimePassed() implements RouterEvent {}

    /**
     * The process or its machine stood still. Comes when everything that had arrived meanwhile has been handled, and before
     * {@link TimePassed}.
     *
     * @param sleptSinceNanos when it last ran
     */
    record Stalled(long sleptSinceNanos) implements RouterEvent {}

    /**
     * Packets that were for virtual routers of this host, perhaps for this one, were dropped because the host was too busy to
     * read them. Comes before {@link TimePassed}.
     *
     * @param packets how many, about
     * @param lastNanos when that was last, or somewhat earlier
     */
    record PacketsDropped(long packets, long lastNanos) implements RouterEvent {}

    /** Something that is tracked changed. */
    record FitnessChanged(Fitness fitness) implements RouterEvent {}

    /** Somebody else removed one of our virtual addresses. */
    record AddressRemoved(IpAddress address, String interfaceName) implements RouterEvent {}

    /** The kernel refused to take one of our virtual addresses; it is tried again. */
    record AddressRefused(IpAddress address) implements RouterEvent {}

    /**
     * Somebody else removed one of our routes or rules, and it is one that is tracked.
     *
     * @param description what it was, such as {@code route 10.99.0.0/24}
     */
    record EntryRemoved(String description) implements RouterEvent {}

    /** The kernel refused to take one of our routes or rules; it is tried again. */
    record EntryRefused(String description) implements RouterEvent {}

    /** A reload changed the configuration under the same key. */
    record Reconfigured(VirtualRouterSpec spec, Fitness fitness) implements RouterEvent {}

    /**
     * Shutdown of RFC 5798 section 6.4.2 and 6.4.3.
     *
     * @param release false keeps addresses and says nothing to the network ({@code --dont-release-vrrp})
     */
    record Shutdown(boolean release) implements RouterEvent {

        /** The usual one, which gives everything back. */
        public Shutdown() {
            this(true);
        }
    }
}
