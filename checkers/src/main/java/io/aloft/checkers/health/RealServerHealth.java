package io.aloft.checkers.health;

import io.aloft.model.lvs.CheckerSpec;
import io.aloft.model.lvs.RealServerSpec;
import io.aloft.model.lvs.VirtualServerKey;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A real server and its checkers; immutable.
 *
 * @param server its name
 * @param spec what is configured
 * @param checkers their states, in the order of the specification
 * @param alive the decision in force: none of its checkers says down. One without checkers always is
 * @param override what an operator said at run time; null for nothing
 * @param slowStart the ramp that its weight is on; null for none
 */
public record RealServerHealth(
        CheckedServer server,
        RealServerSpec spec,
        List<CheckerState> checkers,
        boolean alive,
        @Nullable ServerOverride override,
        @Nullable SlowStart slowStart) {

    public RealServerHealth {
        checkers = List.copyOf(checkers);
    }

    static RealServerHealth starting(VirtualServerKey virtualServer, RealServerSpec spec, HealthContext context) {
        var server = new CheckedServer(virtualServer, spec.endpoint());
        var checkers = new ArrayList<CheckerState>();
        for (CheckerSpec checker : spec.checkers()) {
            checkers.add(CheckerState.starting(server, spec.weight(), checker, context));
        }
        return new RealServerHealth(server, spec, checkers, failed(checkers) == 0, null, null);
    }

    /** How many of its checkers say down. */
    public int failedCheckers() {
        return failed(checkers);
    }

    /** What it counts for the quorum, 0..2147483647: the override, or what is configured and what checkers add to it. */
    public int weight() {
        return switch (override) {
            case ServerOverride.Drain() -> 0;
            case ServerOverride.Weight(int weight) -> weight;
            case ServerOverride.Enable() -> exactWeight();
            case null -> exactWeight();
        };
    }

    private int exactWeight() {
        long weight = spec.weight();
        for (CheckerState checker : checkers) {
            weight += checker.contribution();
        }
        return (int) Math.clamp(weight, 0, Integer.MAX_VALUE);
    }

    /** The weight for the kernel, 0..2147483647: less than {@link #weight} during a slow start. */
    public int tableWeight() {
        return slowStart == null ? weight() : slowStart.weight(weight());
    }

    /** An operator wants no new connections for it. */
    public boolean draining() {
        return override instanceof ServerOverride.Drain;
    }

    RealServerHealth withChecker(int index, CheckerState state) {
        var changed = new ArrayList<>(checkers);
        changed.set(index, state);
        return new RealServerHealth(server, spec, changed, alive, override, slowStart);
    }

    RealServerHealth with(boolean nowAlive, @Nullable SlowStart ramp) {
        return new RealServerHealth(server, spec, checkers, nowAlive, override, ramp);
    }

    RealServerHealth withOverride(@Nullable ServerOverride said) {
        return new RealServerHealth(server, spec, checkers, alive, said, slowStart);
    }

    /**
     * Goes on under a changed configuration. Checkers that it knows keep their states; it stays alive or not, as it is,
     * until somebody compares that with {@link #failedCheckers}.
     */
    RealServerHealth carriedTo(RealServerSpec changed, HealthContext context) {
        List<Integer> matches = CheckerIdentity.match(spec.checkers(), changed.checkers());
        var carried = new ArrayList<CheckerState>();
        for (int i = 0; i < matches.size(); i++) {
            CheckerSpec checker = changed.checkers().get(i);
            int known = matches.get(i);
            carried.add(
                    known >= 0
                            ? checkers.get(known).carriedTo(checker, changed.weight(), context)
                            : CheckerState.starting(server, changed.weight(), checker, context)
                                    .trusted());
        }
        if (doubtful(carried)) {
            carried.replaceAll(checker -> checker.hasRun() ? checker : checker.distrusted());
        }
        @Nullable SlowStart ramp = changed.slowStart().isZero() ? null : slowStart;
        return new RealServerHealth(server, changed, carried, alive, override, ramp);
    }

    /** Known to be down, or not yet known to be up: new checkers then have to prove themselves. */
    private boolean doubtful(List<CheckerState> carried) {
        boolean anyRun = false;
        for (CheckerState checker : carried) {
            if (checker.hasRun() && !checker.up()) {
                return true;
            }
            anyRun |= checker.hasRun();
        }
        return !alive && !anyRun;
    }

    private static int failed(List<CheckerState> checkers) {
        int failed = 0;
        for (CheckerState checker : checkers) {
            if (!checker.up()) {
                failed++;
            }
        }
        return failed;
    }
}
