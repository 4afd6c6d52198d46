package io.aloft.vrrp.fsm;

import io.aloft.model.net.IpAddress;
import io.aloft.model.vrrp.GarpPolicy;
import io.aloft.model.vrrp.VirtualRouterSpec;
import io.aloft.vrrp.fsm.RouterAction.Conflict;
import io.aloft.vrrp.fsm.RouterAction.Log;
import io.aloft.vrrp.fsm.RouterAction.SendAdvertisement;
import io.aloft.vrrp.packet.Advertisement;
import java.util.List;

/** What a Master does (RFC 5798 section 6.4.3). */
final class MasterRules {

    private MasterRules() {}

    // Advertisements

    static void received(RouterCore core, Master master, Advertisement advert, long now) {
        int ours = core.priority();
        IpAddress source = core.fitness().source();
        if (advert.priority() == Advertisement.STOPPING) {
            // (705) If the Priority is zero, send an advertisement and restart the Adver_Timer.
            core.remark(Phrases.masterReceivedPriorityZero(core.name()), now);
            if (!master.overslept(now) && master.rivals.answer()) {
                core.advertise(master, now);
            }
            return;
        }
        int byPriority = Integer.compare(advert.priority(), ours);
        int byAddress = source == null ? 1 : advert.sender().compareTo(source);
        if (byPriority == 0 && byAddress == 0) {
            master.rivals.heard(core, Conflict.Kind.OWN_ADDRESS, advert, Phrases.ourOwnAddress(core.name()), now);
        } else if (byPriority == 0 && ours == VirtualRouterSpec.OWNER_PRIORITY) {
            anotherOwner(core, master, advert, byAddress, now);
        } else if (byPriority > 0) {
            giveWay(core, master, advert, Phrases.higherPriority(core.name(), advert, ours), now);
        } else if (byPriority == 0 && byAddress > 0) {
            // (730) Equal priority, and the sender's primary address is greater than ours.
            giveWay(core, master, advert, Phrases.samePriorityHigherAddress(core.name(), advert), now);
        } else if (tooLate(core, master, now)) {
            // keepalived's timer_expired_backup: whoever is Master by now became it by right.
            stepDown(core, master, now);
        } else {
            resist(core, master, advert, byPriority, now);
        }
    }

    private static void giveWay(RouterCore core, Master master, Advertisement advert, Log line, long now) {
        List<String> facts = Evidence.ofBetter(core, master, advert, now);
        String cause = "%s advertises priority %d, ours is %d%s"
                .formatted(
                        advert.sender(),
                        advert.priority(),
                        core.priority(),
                        advert.priority() == core.priority() ? " with a lower address" : "");
        if (core.spec().higherPrioSendAdvert() && !master.overslept(now)) {
            core.advertise(master, now);
        }
        core.act(line);
        Succession.standDown(core);
        core.learnInterval(advert, now);
        // (755) Set the Master_Down_Timer to Master_Down_Interval.
        var backup = new Backup(now, core.masterDownNanos());
        backup.follow(advert, now);
        core.enter(backup, cause, facts);
    }

    private static void anotherOwner(RouterCore core, Master master, Advertisement advert, int byAddress, long now) {
        if (byAddress > 0) {
            core.act(new Conflict(Conflict.Kind.TWO_OWNERS, advert.sender(), advert.priority()));
            giveWay(core, master, advert, Phrases.bothOwners(core.name(), advert.sender()), now);
            return;
        }
        core.act(new Conflict(Conflict.Kind.TWO_OWNERS, advert.sender(), advert.priority()));
        if (master.owners.heard(core, advert)) {
            core.reduceOwner(true);
        }
    }

    /** A second Master of lower rank: tell it and every switch who is Master (keepalived's garp_lower_prio_*). */
    private static void resist(RouterCore core, Master master, Advertisement advert, int byPriority, long now) {
        boolean answers = !core.spec().lowerPrioNoAdvert();
        Conflict.Kind kind = byPriority < 0 ? Conflict.Kind.LOWER_PRIORITY : Conflict.Kind.EQUAL_PRIORITY;
        Log line = Phrases.lowerPriority(core.name(), advert, core.priority(), answers);
        master.rivals.heard(core, kind, advert, line, now);
        if (core.ownerReduced()) {
            core.act(Phrases.ownerRestoredByLower(core.name()));
            core.reduceOwner(false);
        }
        // After a pause everything that waited is read first: behind this one there may be an advert to give way to.
        if (!master.overslept(now) && master.rivals.answer()) {
            if (answers) {
                core.advertise(master, now);
            }
            announceOverLower(core, master, now);
        }
        core.act(new RouterAction.ReportLowerPriority(core.priority()));
    }

    /** {@code garp_lower_prio_repeat} now, and again after {@code garp_lower_prio_delay}. */
    static void announceOverLower(RouterCore core, Master master, long now) {
        GarpPolicy garp = core.spec().garp();
        if (garp.lowerPrioRepeat() > 0) {
            core.announce(core.spec().allAddresses(), garp.lowerPrioRepeat());
            if (garp.lowerPrioDelay().isPositive()) {
                master.announcements.later(now + garp.lowerPrioDelay().toNanos(), garp.lowerPrioRepeat());
            }
        }
    }

    // Deadlines

    static void timePassed(RouterCore core, Master master, long now) {
        if (tooLate(core, master, now)) {
            stepDown(core, master, now);
            return;
        }
        if (master.advertAtNanos <= now) {
            // (680) If the Adver_Timer fires, send an advertisement and restart the timer.
            long interval = core.spec().advertInterval().toNanos();
            long onTime = master.advertAtNanos + interval;
            core.act(new SendAdvertisement(core.priority()));
            master.advertised(core.spec(), now);
            master.advertAtNanos = onTime > now ? onTime : now + interval;
            master.rivals.advertised();
            master.owners.advertised(core, now);
        }
        master.announcements.due(core, now);
        master.restoration.due(core, now);
        master.lease.due(core, now);
        master.rivals.due(core, now);
        master.owners.due(core, now);
    }

    // Pauses

    /**
     * After a pause longer than a Master_Down_Interval somebody else may be Master by right. What arrived meanwhile has been
     * handled; a Master that is there now advertises within one interval, and only then is it time to speak. Who sleeps again while
     * it listens has heard nothing.
     */
    static void stalled(RouterCore core, Master master, long sleptSince, long now) {
        if (tooLate(core, master, now)) {
            stepDown(core, master, now);
            return;
        }
        long interval = core.spec().advertInterval().toNanos();
        boolean again = master.listening && now - sleptSince >= interval;
        if (master.overslept(now) || again) {
            core.act(Phrases.masterListens(core.name(), now - master.lastAdvertNanos, interval));
            master.listening = true;
            master.advertAtNanos = now + interval;
            master.restoration.notBefore(master.advertAtNanos);
            master.lease.notBefore(master.advertAtNanos);
        }
    }

    /** {@code timer_expired_backup}: a router of that priority must have taken over since our last advertisement. */
    private static boolean tooLate(RouterCore core, Master master, long now) {
        Integer other = core.spec().options().conduct().lateTimerPriority();
        return other != null
                && !master.listening
                && now - master.lastAdvertNanos > Timers.tooLateNanos(core.spec(), other);
    }

    private static void stepDown(RouterCore core, Master master, long now) {
        List<String> facts = Evidence.ofLateness(core, master, now);
        core.act(Phrases.timerExpired(Math.max(0, now - master.advertAtNanos)));
        Succession.standDown(core);
        core.enter(
                new Backup(now, core.masterDownNanos()),
                "its timers were so late that another router must be Master by now (timer_expired_backup)",
                facts);
    }

    // What others take away

    static void addressRemoved(RouterCore core, Master master, RouterEvent.AddressRemoved removed, long now) {
        boolean ours = core.spec().allAddresses().stream()
                .anyMatch(a -> a.tracked()
                        && a.address().equals(removed.address())
                        && a.device().equals(removed.interfaceName()));
        if (ours) {
            if (!master.restoration.pending()) {
                core.act(Phrases.addressTakenAway(removed.address(), removed.interfaceName()));
                if (mayRestore(core, master, now)) {
                    core.act(Phrases.restoringAddresses(core.name()));
                }
            }
            master.restoration.addressRemoved(removed.address(), now);
            restore(core, master, now);
        }
    }

    static void entryRemoved(RouterCore core, Master master, String description, long now) {
        if (!master.restoration.pending()) {
            core.act(Phrases.entryTakenAway(core.name(), description));
            if (mayRestore(core, master, now)) {
                core.act(Phrases.restoringEntries(core.name()));
            }
        }
        master.restoration.entryRemoved(now);
        restore(core, master, now);
    }

    /** Not while somebody else may be Master by right. */
    private static boolean mayRestore(RouterCore core, Master master, long now) {
        return !master.listening && !master.overslept(now);
    }

    private static void restore(RouterCore core, Master master, long now) {
        if (mayRestore(core, master, now)) {
            master.restoration.due(core, now);
        } else if (master.listening) {
            master.restoration.notBefore(master.advertAtNanos);
        }
    }
}
