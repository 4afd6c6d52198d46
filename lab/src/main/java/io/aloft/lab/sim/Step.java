package io.aloft.lab.sim;

import io.aloft.model.vrrp.VrrpState;
import io.aloft.vrrp.fsm.Fitness;
import io.aloft.vrrp.fsm.RouterEvent;
import io.aloft.vrrp.fsm.Transition;

/**
 * One event that a state machine took.
 *
 * @param host where
 * @param event what
 * @param eventNanos the time that the state machine was told; for a frame when it was received
 * @param nowNanos when it was handled, later than {@code eventNanos} if it waited in the queue of a frozen process
 * @param before the state before
 * @param fitness of the router, as of this event
 * @param transition the answer
 */
record Step(
        SimulatedHost host,
        RouterEvent event,
        long eventNanos,
        long nowNanos,
        VrrpState before,
        Fitness fitness,
        Transition transition) {

    VrrpState after() {
        return transition.state();
    }

    /** Whether the state machine went from one state to another one. */
    boolean entered(VrrpState state) {
        return before != state && after() == state;
    }
}
