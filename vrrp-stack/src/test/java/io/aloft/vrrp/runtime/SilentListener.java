package io.aloft.vrrp.runtime;

import io.aloft.model.event.StateChange;
import io.aloft.model.vrrp.SyncGroupSpec;
import io.aloft.model.vrrp.VirtualRouterSpec;
import io.aloft.model.vrrp.VrrpState;

/** Hears everything and does nothing. */
class SilentListener implements StateListener {

    @Override
    public void stateChanged(VirtualRouterSpec router, StateChange change) {}

    @Override
    public void groupChanged(SyncGroupSpec group, StateChange change) {}

    @Override
    public void deleted(VirtualRouterSpec router, StateChange last) {}

    @Override
    public void lowerPriorityReceived(VirtualRouterSpec router, int priority) {}

    @Override
    public void priorityChanged(VirtualRouterSpec router, VrrpState state, int priority) {}
}
