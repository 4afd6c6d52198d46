package io.aloft.checkers.health;

import io.aloft.model.lvs.RealServerSpec;
import io.aloft.model.lvs.SorryServerSpec;
import io.aloft.model.lvs.VirtualServerKey;
import io.aloft.model.lvs.VirtualServerSpec;
import io.aloft.model.net.Endpoint;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * A virtual server and its real servers; immutable.
 *
 * <p>Only two things are remembered: the real servers, and whether there is a quorum. Everything else follows. Without
 * quorum the sorry server, if there is one, has the traffic, and living real servers wait outside the table.
 *
 * <p>Quorum is gained when the weight of the living real servers reaches {@code quorum + hysteresis}, and lost when it
 * falls below {@code quorum - hysteresis} or to 0.
 */
public final class VirtualServerHealth {

    private final VirtualServerSpec spec;
    private final List<RealServerHealth> realServers;
    private final boolean quorumUp;

    private VirtualServerHealth(VirtualServerSpec spec, List<RealServerHealth> realServers, boolean quorumUp) {
        this.spec = spec;
        this.realServers = List.copyOf(realServers);
        this.quorumUp = quorumUp;
    }

    /** The state at process start: servers that are not in alpha mode are up until a check says otherwise. */
    public static HealthTransition starting(VirtualServerSpec spec) {
        List<RealServerHealth> servers = spec.realServers().stream()
                .map(server -> RealServerHealth.starting(spec.key(), server))
                .toList();
        var turn = new Turn();
        VirtualServerHealth started = new VirtualServerHealth(spec, servers, false).evaluateQuorum(true, turn);
        return turn.to(started, 0);
    }

    public VirtualServerSpec spec() {
        return spec;
    }

    /** In the order of the specification. */
    public List<RealServerHealth> realServers() {
        return realServers;
    }

    public boolean quorumUp() {
        return quorumUp;
    }

    /** Whether the sorry server has the traffic. */
    public boolean sorryServerInUse() {
        return !quorumUp && spec.sorryServer() != null;
    }

    /**
     * Something happened.
     *
     * @param now monotonic clock in nanoseconds
     */
    public HealthTransition on(HealthEvent event, long now) {
        return switch (event) {
            case HealthEvent.CheckFinished finished -> checkFinished(finished, now);
            case HealthEvent.WeightChanged changed -> weightChanged(changed);
        };
    }

    private HealthTransition checkFinished(HealthEvent.CheckFinished event, long now) {
        RealServerHealth before = realServers.get(event.realServer());
        RealServerHealth.Step step = before.on(event.checker(), event.result(), now);
        var turn = new Turn();
        turn.lines.addAll(step.lines());
        VirtualServerHealth next = step.next() == before ? this : with(event.realServer(), step.next());
        boolean up = step.next().alive();
        boolean changed = up != before.alive();
        if (changed) {
            boolean inhibit = before.spec().inhibitOnFailure();
            turn.lines.add(
                    up
                            ? HealthPhrases.realServerUp(before.server(), inhibit)
                            : HealthPhrases.realServerDown(before.server(), inhibit));
        }
        if (step.announced()) {
            turn.changes.add(realServerChange(before.spec(), up));
        }
        return turn.to(changed ? next.evaluateQuorum(false, turn) : next, step.nextCheckAt());
    }

    private HealthTransition weightChanged(HealthEvent.WeightChanged event) {
        RealServerHealth before = realServers.get(event.realServer());
        RealServerHealth after = before.withWeight(event.weight());
        var turn = new Turn();
        VirtualServerHealth next = with(event.realServer(), after);
        if (before.weight() != after.weight()) {
            turn.lines.add(
                    HealthPhrases.weightChanged(before.server(), before.weight(), after.weight(), before.alive()));
            next = next.evaluateQuorum(false, turn);
        }
        return turn.to(next, 0);
    }

    /** Process end. With {@code omega} the notifiers are told that everything went down. */
    public HealthTransition stopping() {
        var turn = new Turn();
        for (RealServerHealth server : realServers) {
            boolean inhibited = !server.alive() && server.spec().inhibitOnFailure();
            turn.lines.add(HealthPhrases.shuttingDown(server.server(), inhibited));
            if (spec.omega() && server.alive()) {
                turn.changes.add(realServerChange(server.spec(), false));
            }
        }
        if (spec.omega()) {
            turn.changes.add(new HealthChange.QuorumChanged(
                    spec.key(), false, spec.quorum().down()));
        }
        return turn.to(this, 0);
    }

    /** Total weight of the living real servers. */
    public long livingWeight() {
        long weight = 0;
        for (RealServerHealth server : realServers) {
            if (server.alive()) {
                weight += server.weight();
            }
        }
        return weight;
    }

    /** What the kernel's table is to hold for this virtual server, in the order of the specification. */
    public List<PoolMember> pool() {
        var members = new LinkedHashMap<Endpoint, PoolMember>();
        boolean pooled = !sorryServerInUse();
        for (RealServerHealth server : realServers) {
            boolean inService = pooled && server.alive();
            if (inService || server.spec().inhibitOnFailure()) {
                RealServerSpec real = server.spec();
                members.put(
                        real.endpoint(),
                        new PoolMember(
                                real.endpoint(),
                                real.forwarding(),
                                inService ? server.weight() : 0,
                                real.upperThreshold(),
                                real.lowerThreshold()));
            }
        }
        SorryServerSpec sorry = spec.sorryServer();
        if (sorry != null) {
            // A sorry server may be one of the real servers: it then stands in for its inhibited self.
            if (sorryServerInUse()) {
                members.put(
                        sorry.endpoint(),
                        new PoolMember(sorry.endpoint(), sorry.forwarding(), 1, 0, 0));
            } else if (sorry.inhibit() && !isRealServer(sorry.endpoint())) {
                members.put(
                        sorry.endpoint(),
                        new PoolMember(sorry.endpoint(), sorry.forwarding(), 0, 0, 0));
            }
        }
        return List.copyOf(members.values());
    }

    private boolean isRealServer(Endpoint endpoint) {
        return spec.realServers().stream().anyMatch(real -> real.endpoint().equals(endpoint));
    }

    /** The rows of keepalived's quorum table; {@code start} is the evaluation before any check has run. */
    private VirtualServerHealth evaluateQuorum(boolean start, Turn turn) {
        long weight = livingWeight();
        long quorum = spec.quorum().needed();
        long hysteresis = spec.quorum().hysteresis();
        VirtualServerKey key = spec.key();
        if (!quorumUp && weight >= quorum + hysteresis && weight > 0) {
            turn.lines.add(HealthPhrases.quorumGained(key, quorum, hysteresis, weight));
            if (!start) {
                sorryServerLeaves(turn);
            }
            return quorumTurns(true, turn);
        }
        if (quorumUp && (weight == 0 || weight < quorum - hysteresis)) {
            turn.lines.add(HealthPhrases.quorumLost(key, quorum, hysteresis, weight));
            sorryServerComes(turn);
            return quorumTurns(false, turn);
        }
        if (start && spec.sorryServer() != null) {
            turn.lines.add(HealthPhrases.quorumDownAtStart(key, quorum, hysteresis, weight));
            sorryServerComes(turn);
            return quorumTurns(false, turn);
        }
        return this;
    }

    private VirtualServerHealth quorumTurns(boolean up, Turn turn) {
        turn.changes.add(new HealthChange.QuorumChanged(
                spec.key(), up, up ? spec.quorum().up() : spec.quorum().down()));
        return new VirtualServerHealth(spec, realServers, up);
    }

    private void sorryServerComes(Turn turn) {
        SorryServerSpec sorry = spec.sorryServer();
        if (sorry != null) {
            turn.lines.add(HealthPhrases.sorryServerUp(sorryServer(sorry), sorry.inhibit()));
            turn.lines.add(HealthPhrases.poolEmptied(spec.key()));
        }
    }

    private void sorryServerLeaves(Turn turn) {
        SorryServerSpec sorry = spec.sorryServer();
        if (sorry != null) {
            turn.lines.add(HealthPhrases.sorryServerDown(sorryServer(sorry), sorry.inhibit()));
            turn.lines.add(HealthPhrases.poolFilled(spec.key()));
        }
    }

    private CheckedServer sorryServer(SorryServerSpec sorry) {
        return new CheckedServer(spec.key(), sorry.endpoint());
    }

    private HealthChange realServerChange(RealServerSpec real, boolean up) {
        return new HealthChange.RealServerChanged(
                spec.key(), real.endpoint(), up, up ? real.notifyUp() : real.notifyDown());
    }

    private VirtualServerHealth with(int index, RealServerHealth server) {
        var changed = new ArrayList<>(realServers);
        changed.set(index, server);
        return new VirtualServerHealth(spec, changed, quorumUp);
    }

    /** Collects what one event leads to. */
    private static final class Turn {
        private final List<String> lines = new ArrayList<>();
        private final List<HealthChange> changes = new ArrayList<>();

        HealthTransition to(VirtualServerHealth next, long nextCheckAt) {
            return new HealthTransition(next, lines, changes, nextCheckAt);
        }
    }
}
