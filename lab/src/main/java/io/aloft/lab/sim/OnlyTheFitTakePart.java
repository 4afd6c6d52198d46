package io.aloft.lab.sim;

import io.aloft.model.vrrp.VrrpState;
import io.aloft.vrrp.sim.Step;
import java.util.Optional;

/** A router with a fault, or one that does not know yet whether it has one, is neither Backup nor Master. */
final class OnlyTheFitTakePart implements Invariant {

    @Override
    public Optional<String> step(Step step) {
        boolean takesPart = step.after() == VrrpState.BACKUP || step.after() == VrrpState.MASTER;
        return takesPart && !step.fitness().isFit()
                ? Optional.of("%s is %s although %s"
                        .formatted(
                                step.who(),
                                step.after(),
                                step.fitness().undecided()
                                        ? "its script has no result yet"
                                        : step.fitness().faults()))
                : Optional.empty();
    }
}
