package io.aloft.vrrp.fsm;

import io.aloft.vrrp.fsm.RouterAction.SendAdvertisement;
import io.aloft.vrrp.packet.Advertisement;
import java.util.List;

/** Becoming Master and ceasing to be it: the order of things is the same whatever the reason. */
final class Succession {

    private Succession() {}

    /** The order is keepalived's: advertise first, so that nobody else takes over while we are busy with the rest. */
    static void becomeMaster(
            RouterCore core, long now, String cause, List<String> facts, List<? extends RouterAction> why) {
        boolean restored = core.ownerReduced();
        core.reduceOwner(false);
        core.act(new SendAdvertisement(core.priority()));
        why.forEach(core::act);
        if (restored) {
            core.act(Phrases.ownerRestored(core.name()));
        }
        core.resetInterval();
        core.act(Phrases.entering(core.name(), "MASTER"));
        Holdings.add(core);
        core.announce(core.spec().allAddresses(), core.spec().garp().masterRepeat());
        core.enter(new Master(core.spec(), now), cause, facts);
    }

    /** Gives everything away to a better Master, which has announced itself already. */
    static void standDown(RouterCore core) {
        core.act(Phrases.entering(core.name(), "BACKUP"));
        Holdings.remove(core);
    }

    /** A Master that cannot go on says so, that the Backups need not wait for three intervals. */
    static void fail(RouterCore core) {
        core.act(Phrases.entering(core.name(), "FAULT"));
        resign(core);
    }

    /** (665) Send an advertisement with Priority = 0 (RFC 5798 section 6.4.3). */
    static void resign(RouterCore core) {
        core.act(new SendAdvertisement(Advertisement.STOPPING));
        core.act(Phrases.sentPriorityZero(core.name()));
        Holdings.remove(core);
    }
}
