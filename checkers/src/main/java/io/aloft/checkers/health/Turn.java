package io.aloft.checkers.health;

import io.aloft.model.lvs.RealServerSpec;
import io.aloft.model.lvs.SorryServerSpec;
import io.aloft.model.lvs.VirtualServerKey;
import io.aloft.model.lvs.VirtualServerSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A virtual server while it is moved on by one event: collects what the event leads to. */
final class Turn {

    private final VirtualServerSpec spec;
    private final long now;
    private final List<String> lines = new ArrayList<>();
    private final List<HealthChange> changes = new ArrayList<>();
    private List<RealServerHealth> servers;
    private boolean copied;
    private boolean quorumUp;
    private boolean poolTouched;

    Turn(VirtualServerSpec spec, List<RealServerHealth> servers, boolean quorumUp, long now) {
        this.spec = spec;
        this.servers = servers;
        this.quorumUp = quorumUp;
        this.now = now;
    }

    RealServerHealth server(int index) {
        return servers.get(index);
    }

    void log(String line) {
        lines.add(line);
    }

    void log(List<String> more) {
        lines.addAll(more);
    }

    /** Tells the notifiers in which state the server is. */
    void announce(RealServerSpec server, boolean up) {
        changes.add(new HealthChange.RealServerChanged(
                spec.key(), server.endpoint(), up, up ? server.notifyUp() : server.notifyDown()));
    }

    /** Tells the notifiers whether there is a quorum. */
    void announceQuorum(boolean up) {
        changes.add(new HealthChange.QuorumChanged(
                spec.key(), up, up ? spec.quorum().up() : spec.quorum().down()));
    }

    /**
     * The server from now on. Another weight is told.
     *
     * @return whether the weight is another one
     */
    boolean replace(int index, RealServerHealth after) {
        RealServerHealth before = servers.get(index);
        if (after == before) {
            return false;
        }
        put(index, after);
        if (before.weight() == after.weight()) {
            return false;
        }
        log(HealthPhrases.weightChanged(after.server(), before.weight(), after.weight(), after.alive()));
        return true;
    }

    /**
     * The server goes up or down when its checkers say other than it is.
     *
     * @return whether it did
     */
    boolean perform(int index) {
        RealServerHealth before = servers.get(index);
        boolean up = before.failedCheckers() == 0;
        if (up == before.alive()) {
            return false;
        }
        boolean inhibit = before.spec().inhibitOnFailure();
        log(
                up
                        ? HealthPhrases.realServerUp(before.server(), inhibit)
                        : HealthPhrases.realServerDown(before.server(), inhibit));
        put(index, before.with(up, up ? slowStart(before) : null));
        announce(before.spec(), up);
        return true;
    }

    /** The beginning of the server's ramp, told; null when none is configured. */
    @Nullable
    SlowStart slowStart(RealServerHealth server) {
        SlowStart ramp = SlowStart.beginning(server.spec(), now);
        if (ramp != null) {
            long seconds = Duration.ofNanos(ramp.length()).toSeconds();
            log(HealthPhrases.slowStart(server.server(), server.weight(), seconds));
        }
        return ramp;
    }

    /** The rows of keepalived's quorum table, while virtual servers are running. */
    void evaluateQuorum() {
        evaluateQuorum(false, !quorumUp && spec.sorryServer() != null);
    }

    /**
     * The same at process start and after a reload, where a virtual server without quorum needs its sorry server, too.
     *
     * @param sorryServerServes the sorry server has the traffic already
     */
    void evaluateQuorumAnew(boolean sorryServerServes) {
        evaluateQuorum(true, sorryServerServes);
    }

    private void evaluateQuorum(boolean anew, boolean sorryServerServes) {
        long weight = livingWeight(servers);
        long quorum = spec.quorum().needed();
        long hysteresis = spec.quorum().hysteresis();
        VirtualServerKey key = spec.key();
        if (!quorumUp && weight > 0 && weight >= quorum + hysteresis) {
            log(HealthPhrases.quorumGained(key, quorum, hysteresis, weight));
            if (sorryServerServes) {
                sorryServerLeaves();
            }
            quorumTurns(true);
        } else if (quorumUp && (weight == 0 || weight < quorum - hysteresis)) {
            log(
                    anew
                            ? HealthPhrases.quorumDownAtStart(key, quorum, -hysteresis, weight)
                            : HealthPhrases.quorumLost(key, quorum, hysteresis, weight));
            sorryServerComes();
            quorumTurns(false);
        } else if (anew && !quorumUp && spec.sorryServer() != null && !sorryServerServes) {
            log(HealthPhrases.quorumDownAtStart(key, quorum, hysteresis, weight));
            sorryServerComes();
            quorumTurns(false);
        }
    }

    private void quorumTurns(boolean up) {
        quorumUp = up;
        poolTouched = true;
        announceQuorum(up);
    }

    private void sorryServerComes() {
        SorryServerSpec sorry = spec.sorryServer();
        if (sorry != null) {
            log(HealthPhrases.sorryServerUp(new CheckedServer(spec.key(), sorry.endpoint()), sorry.inhibit()));
            log(HealthPhrases.poolEmptied(spec.key()));
        }
    }

    private void sorryServerLeaves() {
        SorryServerSpec sorry = spec.sorryServer();
        if (sorry != null) {
            log(HealthPhrases.sorryServerDown(new CheckedServer(spec.key(), sorry.endpoint()), sorry.inhibit()));
            log(HealthPhrases.poolFilled(spec.key()));
        }
    }

    /** Total weight of the living ones. */
    static long livingWeight(List<RealServerHealth> servers) {
        long weight = 0;
        for (RealServerHealth server : servers) {
            if (server.alive()) {
                weight += server.weight();
            }
        }
        return weight;
    }

    /** The result: {@code before} itself when the event changed nothing, as happens nearly always. */
    HealthTransition from(VirtualServerHealth before, long nextCheckAt) {
        VirtualServerHealth next = copied || quorumUp != before.quorumUp() || spec != before.spec()
                ? new VirtualServerHealth(spec, servers, quorumUp)
                : before;
        return new HealthTransition(next, lines, changes, nextCheckAt, poolTouched);
    }

    /** The result for a virtual server that is new, or is leaving. */
    HealthTransition end() {
        return new HealthTransition(
                new VirtualServerHealth(spec, servers, quorumUp), lines, changes, Long.MAX_VALUE, true);
    }

    /** The server from now on; nothing is said about its weight. */
    void put(int index, RealServerHealth server) {
        if (!copied) {
            servers = new ArrayList<>(servers);
            copied = true;
        }
        RealServerHealth before = servers.set(index, server);
        poolTouched |= before.alive() != server.alive()
                || before.tableWeight() != server.tableWeight()
                || before.draining() != server.draining();
    }
}
