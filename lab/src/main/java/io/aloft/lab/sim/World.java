package io.aloft.lab.sim;

import io.aloft.model.vrrp.Authentication;
import io.aloft.model.vrrp.VirtualRouterSpec;
import io.aloft.vrrp.sim.SimulatedDirector;
import io.aloft.vrrp.sim.SimulatedHost;
import io.aloft.vrrp.sim.SimulatedNetwork;
import io.aloft.vrrp.sim.SimulatedRouter;
import io.aloft.vrrp.sim.Weather;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The whole network when everything that was due at one moment has been handled; moves on from moment to moment. */
final class World {

    private final SimulatedNetwork network;
    private final Set<SimulatedRouter> stepped = Collections.newSetFromMap(new IdentityHashMap<>());

    /** Which routers each host had when {@link #services} was put together. */
    private final List<@Nullable List<SimulatedRouter>> known = new ArrayList<>();

    private Map<Integer, List<Seat>> services = Map.of();
    private boolean groupsAlike;

    World(SimulatedNetwork network) {
        this.network = network;
    }

    void stepped(SimulatedRouter router) {
        stepped.add(router);
    }

    /** Looks at what there is now. */
    void look() {
        boolean same = known.size() == network.hosts().size();
        for (int i = 0; same && i < known.size(); i++) {
            same = known.get(i) == routers(network.hosts().get(i));
        }
        if (!same) {
            putTogether();
        }
    }

    /** Forgets what happened in the moment that is over. */
    void next() {
        stepped.clear();
    }

    private static @Nullable List<SimulatedRouter> routers(SimulatedHost host) {
        SimulatedDirector director = host.director();
        return director == null ? null : director.routers();
    }

    private void putTogether() {
        known.clear();
        services = new TreeMap<>();
        for (SimulatedHost host : network.hosts()) {
            SimulatedDirector director = host.director();
            known.add(routers(host));
            if (director != null) {
                for (SimulatedRouter router : director.routers()) {
                    services.computeIfAbsent(router.spec().vrid(), vrid -> new ArrayList<>())
                            .add(new Seat(host, director, router));
                }
            }
        }
        Set<Set<Integer>> memberships = new HashSet<>();
        services.values()
                .forEach(seats -> seats.stream()
                        .filter(Seat::grouped)
                        .forEach(seat -> memberships.add(seat.members()
                                .map(SimulatedRouter::spec)
                                .map(VirtualRouterSpec::vrid)
                                .collect(Collectors.toSet()))));
        groupsAlike = memberships.size() <= 1;
    }

    SimulatedNetwork network() {
        return network;
    }

    /** Who works for each VRID. */
    Map<Integer, List<Seat>> services() {
        return services;
    }

    /** Whether anything happened to this router in this moment. */
    boolean concerns(Seat seat) {
        return stepped.contains(seat.router());
    }

    long nowNanos() {
        return network.nowNanos();
    }

    /**
     * Packets pass between all routers of a service that take part, and none of those is frozen. A sync group that has another
     * member on one director than on another may hold back everywhere, so that nothing can be said of it; nor of authentication
     * headers, whose counter takes a router that missed some packets, or was started anew, for a replay.
     */
    boolean whole(List<Seat> seats) {
        boolean counts = seats.getFirst().spec().authentication() instanceof Authentication.Header;
        if (!network.calm() || counts || !groupsAlike && seats.getFirst().grouped()) {
            return false;
        }
        for (Seat seat : seats) {
            boolean deaf = !seat.host().carrier(seat.spec().interfaceName()) && seat.able();
            if (seat.director().paused() || deaf) {
                return false;
            }
        }
        return true;
    }

    /** When the last frame of rougher weather was under way, and the last disturbance was over. */
    long quietSinceNanos() {
        return Math.max(network.calmSinceNanos() + Weather.LONGEST_DELAY_NANOS, network.disturbedNanos());
    }
}
