package io.aloft.lab.sim;

import io.aloft.model.vrrp.VrrpState;
import java.util.ArrayList;
import java.util.List;

/**
 * The whole network when everything that was due at one moment has been handled.
 *
 * @param nowNanos that moment
 * @param hosts all hosts
 * @param lanCalm no cut, no loss, no long delay
 * @param calmSinceNanos since when, if it is calm
 * @param disturbedNanos the last time that anything befell a host, or that a router's fitness changed
 */
record World(long nowNanos, List<SimulatedHost> hosts, boolean lanCalm, long calmSinceNanos, long disturbedNanos) {

    /** Frames pass between all routers that take part, and none of those is frozen. */
    boolean whole() {
        return lanCalm
                && hosts.stream().allMatch(host -> {
                    SimulatedDirector director = host.director();
                    return director == null
                            || !director.paused()
                                    && (host.carrier() || !director.fitness().isFit());
                });
    }

    /** When the last frame of rougher weather was under way, and the last disturbance was over. */
    long quietSinceNanos() {
        return Math.max(calmSinceNanos + Weather.LONGEST_DELAY_NANOS, disturbedNanos);
    }

    /** The routers that can be Master. */
    List<SimulatedHost> participants() {
        List<SimulatedHost> able = new ArrayList<>();
        for (SimulatedHost host : hosts) {
            SimulatedDirector director = host.director();
            if (director != null && director.fitness().isFit()) {
                able.add(host);
            }
        }
        return able;
    }

    /** Hosts whose router is Master. */
    List<SimulatedHost> masters() {
        return hosts.stream().filter(World::isMaster).toList();
    }

    static boolean isMaster(SimulatedHost host) {
        SimulatedDirector director = host.director();
        return director != null && director.state() == VrrpState.MASTER;
    }

    static int priority(SimulatedHost host) {
        SimulatedDirector director = host.director();
        return director == null ? 0 : director.fitness().priority();
    }
}
