package io.aloft.checkers.health;

import io.aloft.checkers.health.CheckerStep.Report;
import io.aloft.model.lvs.LvsGlobals.Flush;
import io.aloft.model.lvs.VirtualServerSpec;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

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

    VirtualServerHealth(VirtualServerSpec spec, List<RealServerHealth> realServers, boolean quorumUp) {
        this.spec = spec;
        this.realServers = List.copyOf(realServers);
        this.quorumUp = quorumUp;
    }

    /** The state at process start: servers that are not in alpha mode are up until a check says otherwise. */
    public static HealthTransition starting(VirtualServerSpec spec, HealthContext context, long now) {
        var servers = new ArrayList<RealServerHealth>();
        spec.realServers().forEach(server -> servers.add(RealServerHealth.starting(spec.key(), server, context)));
        var turn = new Turn(spec, servers, false, now);
        for (RealServerHealth server : servers) {
            if (context.notifyFirstState() && server.alive()) {
                turn.announce(server.spec(), true);
            }
        }
        turn.evaluateQuorumAnew(false);
        return turn.end();
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

    /** Total weight of the living real servers. */
    public long livingWeight() {
        return Turn.livingWeight(realServers);
    }

    /** What the kernel's table is to hold for this virtual server, in the order of the specification. */
    public List<PoolMember> pool() {
        return PoolRules.of(this);
    }

    /** When {@link HealthEvent.TimePassed} is to come, monotonic nanoseconds; {@link Long#MAX_VALUE} for never. */
    public long nextStepAt() {
        long earliest = Long.MAX_VALUE;
        for (RealServerHealth server : realServers) {
            SlowStart ramp = server.slowStart();
            if (ramp != null) {
                earliest = Math.min(earliest, ramp.nextAt());
            }
        }
        return earliest;
    }

    /**
     * Something happened.
     *
     * @param now monotonic clock in nanoseconds
     */
    public HealthTransition on(HealthEvent event, long now) {
        var turn = new Turn(spec, realServers, quorumUp, now);
        long nextCheckAt = Long.MAX_VALUE;
        switch (event) {
            case HealthEvent.CheckFinished finished -> nextCheckAt = checkFinished(turn, finished, now);
            case HealthEvent.Overridden(int server, ServerOverride override) -> overridden(turn, server, override);
            case HealthEvent.TimePassed() -> timePassed(turn, now);
        }
        return turn.from(this, nextCheckAt);
    }

    private static long checkFinished(Turn turn, HealthEvent.CheckFinished event, long now) {
        int index = event.realServer();
        RealServerHealth server = turn.server(index);
        CheckerState before = server.checkers().get(event.checker());
        CheckerStep step = before.on(event.result(), event.startedAt(), now);
        RealServerHealth after = step.next() == before ? server : server.withChecker(event.checker(), step.next());
        // Another weight counts before a good verdict does. What a failed checker has added goes without a word.
        if (step.next().up() && turn.replace(index, after)) {
            turn.evaluateQuorum();
        }
        turn.log(step.lines());
        if (step.next() != before) {
            turn.put(index, after);
            if (turn.perform(index)) {
                turn.evaluateQuorum();
            } else if (repeatsWhatWasAssumed(before, step.report())) {
                turn.announce(server.spec(), server.alive());
            }
        }
        return step.nextCheckAt();
    }

    /**
     * A checker's first verdict repeats what was assumed: notifiers hear it when it is bad news, or when the checker is in
     * alpha mode.
     */
    private static boolean repeatsWhatWasAssumed(CheckerState before, Report report) {
        return !before.hasRun()
                && switch (report) {
                    case NONE -> false;
                    case UP -> before.up() && before.spec().alpha();
                    case DOWN -> !before.up();
                };
    }

    private static void overridden(Turn turn, int index, ServerOverride override) {
        RealServerHealth before = turn.server(index);
        @Nullable ServerOverride said = override instanceof ServerOverride.Enable ? null : override;
        RealServerHealth after = before.withOverride(said);
        if (before.draining() && !after.draining() && before.alive()) {
            // Whoever drains a server mostly restarts what it serves.
            after = after.with(true, turn.slowStart(after));
        }
        if (turn.replace(index, after)) {
            turn.evaluateQuorum();
        }
    }

    private void timePassed(Turn turn, long now) {
        for (int i = 0; i < realServers.size(); i++) {
            RealServerHealth server = realServers.get(i);
            SlowStart ramp = server.slowStart();
            @Nullable SlowStart stepped = ramp == null ? null : ramp.on(now);
            if (stepped != ramp) {
                turn.replace(i, server.with(server.alive(), stepped));
            }
        }
    }

    /**
     * A reload changed the configuration of this virtual server. Real servers, sorry servers and checkers that are still
     * there go on as they are.
     *
     * @param changed with the same key
     */
    public HealthTransition reconfigured(VirtualServerSpec changed, HealthContext context, long now) {
        return Reload.of(this, changed, context, now);
    }

    /** A reload took this virtual server out of the configuration. */
    public HealthTransition leaving() {
        return Reload.leaving(this);
    }

    /**
     * Process end. With {@code omega} the notifiers are told that everything went down.
     *
     * @param flush how the kernel's table is emptied; where that is done at once, nothing is said about real servers
     */
    public HealthTransition stopping(Flush flush) {
        var turn = new Turn(spec, realServers, quorumUp, 0);
        if (flush == Flush.OWN) {
            for (RealServerHealth server : realServers) {
                boolean inhibited = !server.alive() && server.spec().inhibitOnFailure();
                turn.log(HealthPhrases.shuttingDown(server.server(), inhibited));
                if (spec.omega() && server.alive()) {
                    turn.announce(server.spec(), false);
                }
            }
        }
        if (spec.omega()) {
            turn.announceQuorum(false);
        }
        return turn.end();
    }
}
