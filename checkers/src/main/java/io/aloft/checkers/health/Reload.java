package io.aloft.checkers.health;

import io.aloft.model.lvs.RealServerSpec;
import io.aloft.model.lvs.SorryServerSpec;
import io.aloft.model.lvs.VirtualServerSpec;
import io.aloft.model.net.Endpoint;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a reload means for one virtual server. Real servers and the sorry server are known by address and port. */
final class Reload {

    private Reload() {}

    /** The virtual server is in both configurations. */
    static HealthTransition of(VirtualServerHealth before, VirtualServerSpec changed, HealthContext context, long now) {
        Map<Endpoint, RealServerHealth> left = new HashMap<>();
        before.realServers().forEach(server -> left.put(server.spec().endpoint(), server));
        var servers = new ArrayList<RealServerHealth>();
        var kept = new ArrayList<Boolean>();
        for (RealServerSpec spec : changed.realServers()) {
            RealServerHealth known = left.remove(spec.endpoint());
            servers.add(known != null ? known : RealServerHealth.starting(changed.key(), spec, context));
            kept.add(known != null);
        }
        var turn = new Turn(changed, servers, before.quorumUp(), now);
        Set<Endpoint> table = table(before);
        for (RealServerHealth server : before.realServers()) {
            if (left.containsKey(server.spec().endpoint())) {
                turn.log(HealthPhrases.noLongerConfigured(server.server()));
                leave(turn, server, table);
            }
        }
        boolean sorryServerServes = sorryServerStays(turn, before, changed.sorryServer());
        for (int i = 0; i < servers.size(); i++) {
            if (kept.get(i)) {
                turn.replace(i, servers.get(i).carriedTo(changed.realServers().get(i), context));
                turn.perform(i);
            } else if (context.notifyFirstState() && servers.get(i).alive()) {
                turn.announce(changed.realServers().get(i), true);
            }
        }
        turn.evaluateQuorumAnew(sorryServerServes);
        return turn.from(before, Long.MAX_VALUE);
    }

    /**
     * A sorry server that serves and is not configured any more goes at once; another one comes with the next look at the
     * quorum.
     *
     * @return whether it goes on serving
     */
    private static boolean sorryServerStays(Turn turn, VirtualServerHealth before, @Nullable SorryServerSpec changed) {
        SorryServerSpec sorry = before.spec().sorryServer();
        if (sorry == null || !before.sorryServerInUse()) {
            return false;
        }
        if (changed != null && changed.endpoint().equals(sorry.endpoint())) {
            return true;
        }
        var server = new CheckedServer(before.spec().key(), sorry.endpoint());
        turn.log(HealthPhrases.sorryServerDown(server, false));
        if (changed == null) {
            turn.log(HealthPhrases.poolFilled(before.spec().key()));
        }
        return false;
    }

    /** The virtual server is in the old configuration only. */
    static HealthTransition leaving(VirtualServerHealth health) {
        var turn = new Turn(health.spec(), health.realServers(), health.quorumUp(), 0);
        turn.log(HealthPhrases.virtualServerRemoved(health.spec().key()));
        Set<Endpoint> table = table(health);
        for (RealServerHealth server : health.realServers()) {
            leave(turn, server, table);
        }
        if (health.quorumUp()) {
            turn.announceQuorum(false);
        }
        return turn.end();
    }

    private static void leave(Turn turn, RealServerHealth server, Set<Endpoint> table) {
        if (table.contains(server.spec().endpoint())) {
            turn.log(HealthPhrases.removed(server.server()));
        }
        if (server.alive()) {
            turn.announce(server.spec(), false);
        }
    }

    private static Set<Endpoint> table(VirtualServerHealth health) {
        return health.pool().stream().map(PoolMember::endpoint).collect(Collectors.toSet());
    }
}
