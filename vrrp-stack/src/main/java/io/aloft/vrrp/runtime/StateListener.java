package io.aloft.vrrp.runtime;

import io.aloft.model.event.StateChange;
import io.aloft.model.vrrp.SyncGroupSpec;
import io.aloft.model.vrrp.VirtualRouterSpec;
import io.aloft.model.vrrp.VrrpState;

/** Hears of everything that scripts and others are told of, on the VRRP loop's thread; must not block. */
public interface StateListener {

    /** A virtual router changed its state, or told its first one. */
    void stateChanged(VirtualRouterSpec router, StateChange change);

    /** A sync group did, after its members. */
    void groupChanged(SyncGroupSpec group, StateChange change);

    /** A reload removed a router that has {@code notify_deleted}; {@code last} is how it left. */
    void deleted(VirtualRouterSpec router, StateChange last);

    /** A Master received an advertisement of lower priority; comes for each of them. */
    void lowerPriorityReceived(VirtualRouterSpec router, int priority);

    /** The effective priority changed, of a router that has {@code notify_priority_changes}. */
    void priorityChanged(VirtualRouterSpec router, VrrpState state, int priority);
}
