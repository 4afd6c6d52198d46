package io.aloft.vrrp.sim;

import io.aloft.vrrp.fsm.RouterEvent;
import io.aloft.vrrp.fsm.Transition;
import io.aloft.vrrp.fsm.VirtualRouter;
import java.util.List;
import java.util.Optional;

/** Stands between the events and the state machines, so that tests can break a rule on purpose. As it is, it does nothing. */
public interface Interposer {

    /** Production as it ships. */
    Interposer NONE = new Interposer() {};

    /** What reaches the router of an event, if anything. */
    default Optional<RouterEvent> heard(VirtualRouter router, RouterEvent event) {
        return Optional.of(event);
    }

    /** What becomes of its answer. */
    default Transition answered(VirtualRouter router, Transition answer, RouterEvent event, long nowNanos) {
        return answer;
    }

    /** Which members of a sync group are made one. */
    default List<List<VirtualRouter>> groups(List<VirtualRouter> members) {
        return List.of(members);
    }
}
