package io.aloft.vrrp.fsm;

import io.aloft.model.vrrp.VirtualRouterSpec;
import io.aloft.vrrp.packet.Advertisement;
import java.util.List;

/** What a Backup does (RFC 5798 section 6.4.2). */
final class BackupRules {

    private BackupRules() {}

    static void received(RouterCore core, Backup backup, Advertisement advert, long now) {
        VirtualRouterSpec spec = core.spec();
        if (advert.priority() == Advertisement.STOPPING) {
            // (430) If the Priority is zero, set the Master_Down_Timer to Skew_Time.
            core.remark(Phrases.backupReceivedPriorityZero(core.name()), now);
            backup.stopped(advert, now);
            backup.restart(now, core.skewNanos());
        } else if (!spec.preempt() || advert.priority() >= core.priority()) {
            // (445) Preempt_Mode is false, or the advertised priority is at least ours: it stays Master.
            if (backup.preemptFromNanos != VirtualRouter.NEVER) {
                core.remark(Phrases.stopPreemptDelay(core.name()), now);
                backup.preemptFromNanos = VirtualRouter.NEVER;
            }
            accept(core, backup, advert, now);
        } else if (letLowerMasterBe(spec, backup, now)) {
            if (backup.preemptFromNanos == VirtualRouter.NEVER) {
                core.remark(Phrases.startPreemptDelay(core.name(), spec.preemptDelay()), now);
                backup.preemptFromNanos = now + spec.preemptDelay().toNanos();
            }
            accept(core, backup, advert, now);
        } else {
            // (470) Otherwise discard it: the Master_Down_Timer runs on, and we take over when it expires.
            core.remark(Phrases.discardingLower(core.name(), advert), now);
            backup.discard(advert, now);
            if (core.ownerReduced()) {
                restoreOwner(core, backup, Phrases.ownerRestoredByLower(core.name()));
            }
        }
    }

    private static boolean letLowerMasterBe(VirtualRouterSpec spec, Backup backup, long now) {
        return spec.preemptDelay().isPositive()
                && (backup.preemptFromNanos == VirtualRouter.NEVER || now < backup.preemptFromNanos);
    }

    private static void accept(RouterCore core, Backup backup, Advertisement advert, long now) {
        if (!advert.sender().equals(backup.master)) {
            core.remark(Phrases.masterIs(core.name(), backup.master, advert.sender()), now);
            if (core.ownerReduced() && backup.master != null) {
                restoreOwner(core, backup, Phrases.ownerRestored(core.name()));
            }
        }
        core.learnInterval(advert, now);
        backup.follow(advert, now);
        // (460) Reset the Master_Down_Timer to Master_Down_Interval.
        backup.restart(now, core.masterDownNanos());
    }

    private static void restoreOwner(RouterCore core, Backup backup, RouterAction line) {
        core.act(line);
        long before = core.masterDownNanos();
        core.reduceOwner(false);
        backup.masterDownAtNanos += core.masterDownNanos() - before;
    }

    /** (365) If the Master_Down_Timer fires, become Master; in a sync group ask for it. */
    static void timePassed(RouterCore core, Backup backup, long now) {
        if (backup.masterDownAtNanos > now) {
            return;
        }
        if (core.grouped()) {
            core.act(Phrases.advertisementTimeout(core.name()));
            backup.wantMaster(now);
            backup.restart(now, core.masterDownNanos());
        } else {
            Succession.becomeMaster(
                    core,
                    now,
                    silence(backup, now),
                    Evidence.ofSilence(core, backup, now),
                    List.of(Phrases.advertisementTimeout(core.name())));
        }
    }

    /** Why it is time to take over, in a sentence. */
    static String silence(Backup backup, long now) {
        if (backup.stopped != null) {
            return "Master %s has stopped".formatted(backup.stopped);
        }
        return backup.master == null
                ? "no Master has advertised for %s".formatted(Evidence.seconds(now - backup.sinceNanos))
                : "Master %s has not advertised for %s"
                        .formatted(backup.master, Evidence.seconds(now - backup.heardAtNanos));
    }

    /**
     * A machine that was frozen has a timer that ran out and no advertisements, since nobody took them from the network. One
     * interval tells whether there is a Master.
     */
    static void stalled(RouterCore core, Backup backup, long sleptSince, long now) {
        long interval = core.masterIntervalNanos();
        if (backup.masterDownAtNanos <= now && now - sleptSince >= interval) {
            long wait = interval + core.skewNanos();
            core.act(Phrases.backupListens(core.name(), now - sleptSince, wait));
            backup.restart(now, wait);
        }
    }

    /**
     * Packets that were dropped on this host may have been the Master's, and a queue that nobody could read is no silence. One
     * more interval tells. It is waited for once: a host that is busy for long must not leave the addresses to nobody.
     */
    static void packetsDropped(RouterCore core, Backup backup, RouterEvent.PacketsDropped dropped, long now) {
        boolean mayBeTheMasters = backup.stopped == null && dropped.lastNanos() > backup.setAtNanos;
        if (backup.masterDownAtNanos <= now && mayBeTheMasters && backup.heldBackPackets == 0) {
            long wait = core.masterIntervalNanos();
            core.act(Phrases.backupHeldBack(core.name(), dropped.packets(), wait));
            backup.heldBackPackets = dropped.packets();
            backup.restart(now, wait);
        }
    }
}
