package io.aloft.checkers.health;

import io.aloft.model.lvs.RealServerSpec;
import io.aloft.model.lvs.SorryServerSpec;
import io.aloft.model.net.Endpoint;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which servers the kernel's table is to hold. */
final class PoolRules {

    private PoolRules() {}

    /** In the order of the specification; the sorry server last, unless it is one of the real servers. */
    static List<PoolMember> of(VirtualServerHealth health) {
        Map<Endpoint, PoolMember> members = new LinkedHashMap<>();
        boolean pooled = !health.sorryServerInUse();
        for (RealServerHealth server : health.realServers()) {
            if (pooled && server.alive()) {
                members.put(server.spec().endpoint(), member(server.spec(), server.tableWeight()));
            } else if (server.spec().inhibitOnFailure() || (server.alive() && server.draining())) {
                // One that is drained keeps the connections it has, whoever gets the new ones.
                members.put(server.spec().endpoint(), member(server.spec(), 0));
            }
        }
        SorryServerSpec sorry = health.spec().sorryServer();
        if (sorry == null) {
            return List.copyOf(members.values());
        }
        if (health.sorryServerInUse()) {
            // It may be one of the real servers: it then stands in for its inhibited self.
            members.put(sorry.endpoint(), member(sorry, 1));
        } else if (sorry.inhibit() && !isRealServer(health, sorry.endpoint())) {
            members.put(sorry.endpoint(), member(sorry, 0));
        }
        return List.copyOf(members.values());
    }

    private static PoolMember member(RealServerSpec real, int weight) {
        return new PoolMember(real.endpoint(), real.forwarding(), weight, real.upperThreshold(), real.lowerThreshold());
    }

    private static PoolMember member(SorryServerSpec sorry, int weight) {
        return new PoolMember(sorry.endpoint(), sorry.forwarding(), weight, 0, 0);
    }

    private static boolean isRealServer(VirtualServerHealth health, Endpoint endpoint) {
        for (RealServerHealth server : health.realServers()) {
            if (server.spec().endpoint().equals(endpoint)) {
                return true;
            }
        }
        return false;
    }
}
