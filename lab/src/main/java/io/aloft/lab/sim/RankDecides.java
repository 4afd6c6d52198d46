package io.aloft.lab.sim;

import io.aloft.model.net.IpAddress;
import io.aloft.model.vrrp.VrrpState;
import io.aloft.vrrp.fsm.RouterEvent;
import io.aloft.vrrp.packet.Advertisement;
import io.aloft.vrrp.sim.Step;
import java.util.Optional;

/**
 * A Master gives way to a higher priority and, at equal priority, to a higher address, and to nothing else; no advert
 * ever makes a Master (RFC 5798 sections 6.4.2 and 6.4.3).
 */
final class RankDecides implements Invariant {

    @Override
    public Optional<String> step(Step step) {
        if (!step.own() || !(step.event() instanceof RouterEvent.AdvertisementReceived received)) {
            return Optional.empty();
        }
        VrrpState expected = step.before() == VrrpState.MASTER && isBetter(received.advertisement(), step)
                ? VrrpState.BACKUP
                : step.before();
        return step.after() == expected
                ? Optional.empty()
                : Optional.of("%s %s (priority %d) received priority %d from %s and is %s (expected: %s)"
                        .formatted(
                                step.who(),
                                step.before(),
                                step.fitness().priority(),
                                received.advertisement().priority(),
                                received.advertisement().sender(),
                                step.after(),
                                expected));
    }

    private static boolean isBetter(Advertisement advert, Step step) {
        IpAddress ours = step.fitness().source();
        int byPriority = Integer.compare(advert.priority(), step.fitness().priority());
        return byPriority > 0
                || byPriority == 0 && ours != null && advert.sender().compareTo(ours) > 0;
    }
}
