package io.aloft.checkers.health;

import io.aloft.model.lvs.SorryServerSpec;
import io.aloft.model.lvs.VirtualServerKey;
import io.aloft.model.net.Endpoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How all virtual servers are at one moment; for status pages and the command line.
 *
 * @param virtualServers in configuration order
 */
public record HealthStatus(List<VirtualServer> virtualServers) {

    public HealthStatus {
        virtualServers = List.copyOf(virtualServers);
    }

    /**
     * A virtual server.
     *
     * @param weight total of the living real servers
     * @param quorum weight that is needed
     * @param hysteresis on both sides of it
     * @param sorryServerInUse whether the sorry server has the traffic
     * @param suspended checks rest, since the address is not on this machine ({@code ha_suspend})
     */
    public record VirtualServer(
            VirtualServerKey key,
            boolean quorumUp,
            long weight,
            long quorum,
            long hysteresis,
            @Nullable Endpoint sorryServer,
            boolean sorryServerInUse,
            boolean suspended,
            List<RealServer> realServers) {
        public VirtualServer {
            realServers = List.copyOf(realServers);
        }
    }

    /**
     * A real server.
     *
     * @param configuredWeight as written
     * @param weight with what checkers add to it, or what an operator said
     * @param tableWeight less than {@code weight} during a slow start
     * @param override what an operator said; null for nothing
     * @param inTable whether the kernel's table is to hold it
     * @param failedCheckers how many of its checkers say down
     * @param lastFailure the latest one of its checkers; null for none
     */
    public record RealServer(
            Endpoint endpoint,
            boolean alive,
            int configuredWeight,
            int weight,
            int tableWeight,
            @Nullable ServerOverride override,
            boolean inTable,
            int failedCheckers,
            @Nullable Failure lastFailure,
            List<Checker> checkers) {
        public RealServer {
            checkers = List.copyOf(checkers);
        }
    }

    /**
     * A checker.
     *
     * @param keyword of the configuration
     * @param up the verdict in force
     * @param hasRun whether a check has come to a verdict yet
     * @param obstacle why the last check could not be made; null when it could
     * @param latencyNanos of the last check; -1 for none
     * @param lastFailure null for none
     */
    public record Checker(
            String keyword,
            boolean up,
            boolean hasRun,
            @Nullable String obstacle,
            long latencyNanos,
            @Nullable Failure lastFailure) {}

    /**
     * A check that failed.
     *
     * @param reason in the words of its kind
     * @param latencyNanos how long it took; -1 for a checker that does not ask itself
     * @param agoNanos how long ago it ended
     */
    public record Failure(String reason, long latencyNanos, long agoNanos) {}

    /** A virtual server as it is; {@code histories} in the order of its real servers and their checkers. */
    public static VirtualServer of(
            VirtualServerHealth health, boolean suspended, List<List<CheckHistory>> histories, long now) {
        Set<Endpoint> pool = health.pool().stream().map(PoolMember::endpoint).collect(Collectors.toSet());
        var servers = new ArrayList<RealServer>();
        for (int i = 0; i < histories.size(); i++) {
            RealServerHealth server = health.realServers().get(i);
            servers.add(realServer(server, pool.contains(server.spec().endpoint()), histories.get(i), now));
        }
        SorryServerSpec sorry = health.spec().sorryServer();
        return new VirtualServer(
                health.spec().key(),
                health.quorumUp(),
                health.livingWeight(),
                health.spec().quorum().needed(),
                health.spec().quorum().hysteresis(),
                sorry == null ? null : sorry.endpoint(),
                health.sorryServerInUse(),
                suspended,
                servers);
    }

    private static RealServer realServer(
            RealServerHealth server, boolean inTable, List<CheckHistory> histories, long now) {
        var checkers = new ArrayList<Checker>();
        @Nullable Failure latest = null;
        for (int i = 0; i < histories.size(); i++) {
            Checker checker = checker(server.checkers().get(i), histories.get(i), now);
            Failure failure = checker.lastFailure();
            if (failure != null && (latest == null || failure.agoNanos() < latest.agoNanos())) {
                latest = failure;
            }
            checkers.add(checker);
        }
        return new RealServer(
                server.spec().endpoint(),
                server.alive(),
                server.spec().weight(),
                server.weight(),
                server.tableWeight(),
                server.override(),
                inTable,
                server.failedCheckers(),
                latest,
                checkers);
    }

    private static Checker checker(CheckerState state, CheckHistory history, long now) {
        CheckHistory.Failure failure = history.lastFailure();
        return new Checker(
                state.spec().keyword(),
                state.up(),
                state.hasRun(),
                state instanceof CheckerState.Polling polling
                        ? polling.standing().obstacle()
                        : null,
                history.latencyNanos(),
                failure == null ? null : new Failure(failure.reason(), failure.latencyNanos(), now - failure.at()));
    }
}
