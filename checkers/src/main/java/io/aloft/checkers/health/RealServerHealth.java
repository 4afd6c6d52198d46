package io.aloft.checkers.health;

import io.aloft.model.lvs.RealServerSpec;
import io.aloft.model.lvs.VirtualServerKey;
import java.util.ArrayList;
import java.util.List;

/**
 * A real server and its checkers; immutable. It is alive while none of its checkers says down, so one without checkers
 * always is.
 *
 * @param server its name
 * @param spec what is configured
 * @param checkers their states, in the order of the specification
 * @param exactWeight configured weight and what checkers add to it
 */
public record RealServerHealth(
        CheckedServer server, RealServerSpec spec, List<CheckerState> checkers, long exactWeight) {

    public RealServerHealth {
        checkers = List.copyOf(checkers);
    }

    static RealServerHealth starting(VirtualServerKey virtualServer, RealServerSpec spec) {
        var server = new CheckedServer(virtualServer, spec.endpoint());
        List<CheckerState> checkers = spec.checkers().stream()
                .map(checker -> CheckerState.starting(server, checker))
                .toList();
        return new RealServerHealth(server, spec, checkers, spec.weight());
    }

    /** No checker says down. */
    public boolean alive() {
        for (CheckerState checker : checkers) {
            if (!checker.up()) {
                return false;
            }
        }
        return true;
    }

    /** The weight as the kernel can take it, 0..2147483647. */
    public int weight() {
        return (int) Math.clamp(exactWeight, 0, Integer.MAX_VALUE);
    }

    RealServerHealth withWeight(long changed) {
        return new RealServerHealth(server, spec, checkers, changed);
    }

    /** Checker number {@code index} has finished a check. */
    Step on(int index, CheckResult result, long now) {
        CheckerState before = checkers.get(index);
        CheckerStep step = before.on(result, now);
        RealServerHealth next = step.next() == before ? this : withChecker(index, step.next());
        boolean announced = next.alive() != alive() || firstReportWithoutChange(before, step, index);
        return new Step(next, step.lines(), announced, step.nextCheckAt());
    }

    /**
     * A checker's first verdict repeats what was assumed: notifiers hear it when it is bad news, or when the server was
     * not assumed to be up.
     */
    private boolean firstReportWithoutChange(CheckerState before, CheckerStep step, int index) {
        boolean alpha = spec.checkers().get(index).alpha();
        return switch (step.report()) {
            case NONE -> false;
            case UP -> before.up() && !before.hasRun() && alpha;
            case DOWN -> !before.up() && !before.hasRun();
        };
    }

    private RealServerHealth withChecker(int index, CheckerState state) {
        var changed = new ArrayList<>(checkers);
        changed.set(index, state);
        return new RealServerHealth(server, spec, changed, exactWeight);
    }

    /**
     * @param next the real server from now on
     * @param lines of the checker, to log
     * @param announced whether the notifiers are told {@code next}'s state
     * @param nextCheckAt when that checker is to run again, monotonic nanoseconds
     */
    record Step(RealServerHealth next, List<String> lines, boolean announced, long nextCheckAt) {}
}
