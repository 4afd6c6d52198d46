package io.aloft.vrrp.sim;

import io.aloft.model.vrrp.VirtualRouterSpec;
import io.aloft.model.vrrp.VrrpState;
import io.aloft.vrrp.fsm.Fitness;
import io.aloft.vrrp.fsm.RouterEvent;
import io.aloft.vrrp.fsm.Transition;

/**
 * One answer of a state machine, its actions performed.
 *
 * @param host where
 * @param router whose
 * @param event to what
 * @param own whether the event was for this router; false when it followed another member of its sync group
 * @param eventNanos the time that the state machine was told; for a packet when it was received
 * @param nowNanos when it was handled, later than {@code eventNanos} if it waited in the queue of a frozen process
 * @param before the state before
 * @param transition the answer
 */
public record Step(
        SimulatedHost host,
        SimulatedRouter router,
        RouterEvent event,
        boolean own,
        long eventNanos,
        long nowNanos,
        VrrpState before,
        Transition transition) {

    public VrrpState after() {
        return transition.state();
    }

    /** Of the router, as of this event. */
    public Fitness fitness() {
        return router.fitness();
    }

    /** Its configuration, as of this event. */
    public VirtualRouterSpec spec() {
        return router.spec();
    }

    /** Host and instance, for a reader. */
    public String who() {
        return host.plan().name() + " " + spec().name();
    }

    /** Whether the state machine went from one state to another one. */
    public boolean entered(VrrpState state) {
        return before != state && after() == state;
    }
}
