package io.aloft.lab.sim;

import io.aloft.vrrp.fsm.RouterEvent;
import io.aloft.vrrp.sim.Step;
import java.util.Optional;

/** After time passed, the next deadline is in the future: a loop that trusts it would otherwise spin. */
final class DeadlineAhead implements Invariant {

    @Override
    public Optional<String> step(Step step) {
        long next = step.transition().nextDeadlineNanos();
        return step.event() instanceof RouterEvent.TimePassed && next <= step.eventNanos()
                ? Optional.of("%s asks to be woken at %s, which is over".formatted(step.who(), TimeLine.time(next)))
                : Optional.empty();
    }
}
