package io.aloft.lab.sim;

import io.aloft.model.vrrp.VrrpState;
import io.aloft.vrrp.fsm.RouterAction;
import io.aloft.vrrp.packet.Advertisement;
import io.aloft.vrrp.sim.Step;
import java.util.Optional;

/** A Master that stops or fails says priority 0, once; nobody else ever does (RFC 5798 section 6.4.3). */
final class PriorityZeroOnLeaving implements Invariant {

    @Override
    public Optional<String> step(Step step) {
        long said = step.transition().actions().stream()
                .filter(action -> action instanceof RouterAction.SendAdvertisement send
                        && send.priority() == Advertisement.STOPPING)
                .count();
        boolean leaves = step.before() == VrrpState.MASTER
                && (step.after() == VrrpState.INIT || step.after() == VrrpState.FAULT);
        return said == (leaves ? 1 : 0)
                ? Optional.empty()
                : Optional.of("%s went from %s to %s and said priority 0 %d times"
                        .formatted(step.who(), step.before(), step.after(), said));
    }
}
