package io.aloft.vrrp.sim;

import io.aloft.model.event.StateChange;
import io.aloft.model.vrrp.VirtualAddress;
import java.util.List;

/** Whoever looks on while a {@link SimulatedNetwork} runs. */
public interface NetworkObserver {

    /** Before something befalls the network. */
    default void befalls(Incident.What what, long nowNanos) {}

    /** A state machine took an event, and its actions were performed. */
    default void stepped(Step step) {}

    /** A sync group changed its state. */
    default void groupChanged(SimulatedHost host, StateChange change, long nowNanos) {}

    /** The kernel removed leased addresses that nobody refreshed. */
    default void leaseEnded(SimulatedHost host, List<VirtualAddress> gone, long nowNanos) {}

    /** Everything that was due at one moment has been handled. */
    default void momentIsOver(SimulatedNetwork network) {}
}
