package io.aloft.vrrp.fsm;

import io.aloft.model.net.IpAddress;
import io.aloft.vrrp.packet.Advertisement;
import org.jspecify.annotations.Nullable;

/**
 * Two routers are configured as address owner (priority 255), and the other one, whose address is lower, should give way.
 * Two advertisements of ours let it know; if it goes on after that, this router takes 254 and so ends the fight.
 */
final class OwnerConflict {

    private static final int ADVERTS_BEFORE_WAITING = 2;

    private @Nullable IpAddress other;
    private long otherIntervalNanos;
    private int advertsLeft;
    private long waitUntilNanos = VirtualRouter.NEVER;

    long deadlineNanos() {
        return waitUntilNanos;
    }

    /** The other owner advertised. Answers whether it had its time to give way, so that we have to. */
    boolean heard(RouterCore core, Advertisement advert) {
        otherIntervalNanos = advert.interval().toNanos();
        if (other == null) {
            core.act(Phrases.bothOwners(core.name(), advert.sender()));
            advertsLeft = ADVERTS_BEFORE_WAITING;
        }
        other = advert.sender();
        if (waitUntilNanos == VirtualRouter.NEVER) {
            return false;
        }
        core.act(Phrases.stillOwner(core.name(), advert.sender()));
        end();
        return true;
    }

    /** One advertisement of ours went out on time. */
    void advertised(RouterCore core, long nowNanos) {
        if (other != null && advertsLeft > 0 && --advertsLeft == 0) {
            long longer =
                    Math.max(otherIntervalNanos, core.spec().advertInterval().toNanos());
            waitUntilNanos = nowNanos + longer * 6 / 5;
        }
    }

    void due(RouterCore core, long nowNanos) {
        if (waitUntilNanos <= nowNanos) {
            core.act(Phrases.otherOwnerSilent(core.name()));
            // Hosts may have learned the addresses from the other one last.
            core.announce(core.spec().allAddresses(), core.spec().garp().masterRepeat());
            end();
        }
    }

    private void end() {
        other = null;
        waitUntilNanos = VirtualRouter.NEVER;
    }
}
