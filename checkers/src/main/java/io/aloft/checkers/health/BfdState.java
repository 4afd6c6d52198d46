package io.aloft.checkers.health;

import io.aloft.checkers.health.CheckerStep.Report;
import io.aloft.model.lvs.CheckerSpec;
import java.util.List;

/**
 * {@code BFD_CHECK}: a BFD session must be up. The session tells its state at start, where it is still down: without
 * alpha, too, the server leaves until the session is up.
 *
 * @param server what it checks
 * @param spec what is configured
 * @param up the verdict in force
 * @param hasRun whether the session has told its state yet
 */
public record BfdState(CheckedServer server, CheckerSpec.BfdCheck spec, boolean up, boolean hasRun)
        implements CheckerState {

    static BfdState starting(CheckedServer server, CheckerSpec.BfdCheck spec) {
        return new BfdState(server, spec, !spec.alpha(), false);
    }

    @Override
    public CheckerStep on(CheckResult result, long startedAt, long now) {
        return switch (result) {
            case CheckResult.Passed _ -> told(true);
            case CheckResult.Failed _ -> told(false);
            case CheckResult.NotChecked _, CheckResult.OfProgram _, CheckResult.FileValue _ ->
                throw CheckerState.unexpected(spec, result);
        };
    }

    private CheckerStep told(boolean sessionUp) {
        if (hasRun && up == sessionUp) {
            return new CheckerStep(this, List.of(), Report.NONE, Long.MAX_VALUE);
        }
        String line = HealthPhrases.bfd(server, spec.instance(), sessionUp);
        return new CheckerStep(
                new BfdState(server, spec, sessionUp, true),
                List.of(line),
                sessionUp ? Report.UP : Report.DOWN,
                Long.MAX_VALUE);
    }

    @Override
    public CheckerState carriedTo(CheckerSpec changed, long weight, HealthContext context) {
        if (!(changed instanceof CheckerSpec.BfdCheck bfd)) {
            throw CheckerIdentity.differs(spec, changed);
        }
        return new BfdState(server, bfd, up, hasRun);
    }

    @Override
    public CheckerState distrusted() {
        return new BfdState(server, spec, !spec.alpha(), false);
    }

    @Override
    public CheckerState trusted() {
        return new BfdState(server, spec, true, false);
    }
}
