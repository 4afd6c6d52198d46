package io.aloft.lab.sim;

import io.aloft.model.vrrp.VirtualRouterSpec;
import io.aloft.model.vrrp.VrrpState;
import io.aloft.vrrp.sim.SimulatedDirector;
import io.aloft.vrrp.sim.SimulatedHost;
import io.aloft.vrrp.sim.SimulatedRouter;
import java.util.stream.Stream;

/** One virtual router of one director that runs. */
record Seat(SimulatedHost host, SimulatedDirector director, SimulatedRouter router) {

    VirtualRouterSpec spec() {
        return router.spec();
    }

    boolean isMaster() {
        return router.state() == VrrpState.MASTER;
    }

    boolean grouped() {
        return spec().options().syncGroup() != null;
    }

    /** Whether it can be Master: nothing stands against it, nor against any member of its sync group. */
    boolean able() {
        String group = spec().options().syncGroup();
        for (SimulatedRouter other : director.routers()) {
            boolean concerned = other == router
                    || group != null && group.equals(other.spec().options().syncGroup());
            if (concerned && !other.fitness().isFit()) {
                return false;
            }
        }
        return true;
    }

    /** Every member of its sync group. */
    Stream<SimulatedRouter> members() {
        return director.routers().stream()
                .filter(other -> other.spec().options().syncGroup() != null);
    }

    String name() {
        return host.plan().name() + " " + spec().name();
    }
}
