package io.aloft.vrrp.fsm;

import io.aloft.model.net.IpAddress;
import io.aloft.vrrp.fsm.RouterAction.Conflict;
import io.aloft.vrrp.fsm.RouterAction.Log;
import io.aloft.vrrp.packet.Advertisement;
import org.jspecify.annotations.Nullable;

/**
 * What a Master knows of another one that should give way to it. Every advertisement of the other is counted, but neither
 * answered nor written down more often than a network that works needs.
 */
final class RivalWatch {

    /** At the usual interval this is each advertisement, as keepalived has it; a flood costs no more. */
    private static final long LINE_SPACING_NANOS = 1_000_000_000L;

    /** After our answer a rival that hears us is silent. One that is heard so often does not. */
    private static final int STUBBORN = 3;

    /** Answers until the Adver_Timer expires by itself: enough for every router of a network to be told. */
    private static final int ANSWERS_PER_INTERVAL = 8;

    private @Nullable IpAddress rival;
    private long firstNanos;
    private long lastNanos;
    private long silenceNanos;
    private long adverts;
    private long lineNanos = Long.MIN_VALUE / 2;
    private int answers;

    /** When the rival has been silent for long enough to be gone; NEVER when there is none. */
    long deadlineNanos() {
        return rival == null ? VirtualRouter.NEVER : lastNanos + silenceNanos;
    }

    /** Counts and names an advertisement of a rival; {@code line} is keepalived's. */
    void heard(RouterCore core, Conflict.Kind kind, Advertisement advert, Log line, long nowNanos) {
        core.act(new Conflict(kind, advert.sender(), advert.priority()));
        if (rival == null) {
            firstNanos = nowNanos;
            adverts = 0;
        }
        rival = advert.sender();
        lastNanos = nowNanos;
        silenceNanos = Timers.masterDownNanos(
                core.spec(),
                core.priority(),
                Math.max(
                        core.spec().advertInterval().toNanos(),
                        advert.interval().toNanos()));
        adverts++;
        if (nowNanos - lineNanos >= LINE_SPACING_NANOS) {
            lineNanos = nowNanos;
            core.act(line);
        }
        if (adverts == STUBBORN) {
            core.act(Phrases.twoMasters(core.name(), advert, core.priority()));
        }
    }

    /** Whether one more answer is within bounds; counts it. */
    boolean answer() {
        if (answers >= ANSWERS_PER_INTERVAL) {
            return false;
        }
        answers++;
        return true;
    }

    /** The Adver_Timer expired by itself. */
    void advertised() {
        answers = 0;
    }

    /** The rival is gone: hosts and switches that learned from it last have to learn anew. */
    void due(RouterCore core, long nowNanos) {
        if (rival != null && deadlineNanos() <= nowNanos) {
            core.act(Phrases.rivalGone(core.name(), rival, lastNanos - firstNanos, adverts));
            core.announce(core.spec().allAddresses(), core.spec().garp().masterRepeat());
            rival = null;
        }
    }
}
