package io.aloft.vrrp.runtime;

import io.aloft.model.event.StateChange;
import io.aloft.model.vrrp.VirtualRouterSpec;

/** Hears of every transition, on the VRRP loop's thread; must not block. */
@FunctionalInterface
public interface StateListener {

    void stateChanged(VirtualRouterSpec router, StateChange change);
}
