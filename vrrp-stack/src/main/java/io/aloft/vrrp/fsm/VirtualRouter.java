package io.aloft.vrrp.fsm;

import io.aloft.model.event.StateChange;
import io.aloft.model.net.IpAddress;
import io.aloft.model.vrrp.GarpPolicy;
import io.aloft.model.vrrp.VirtualAddress;
import io.aloft.model.vrrp.VirtualRouterSpec;
import io.aloft.model.vrrp.VrrpState;
import io.aloft.vrrp.fsm.RouterAction.AddAddresses;
import io.aloft.vrrp.fsm.RouterAction.Announce;
import io.aloft.vrrp.fsm.RouterAction.CancelAnnouncements;
import io.aloft.vrrp.fsm.RouterAction.RemoveAddresses;
import io.aloft.vrrp.fsm.RouterAction.Report;
import io.aloft.vrrp.fsm.RouterAction.SendAdvertisement;
import io.aloft.vrrp.fsm.RouterState.Backup;
import io.aloft.vrrp.fsm.RouterState.Fault;
import io.aloft.vrrp.fsm.RouterState.Initialize;
import io.aloft.vrrp.fsm.RouterState.Master;
import io.aloft.vrrp.packet.Advertisement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One virtual router: the state machine of RFC 5798 section 6.4 with keepalived's deviations. It knows no clock, no
 * thread and no socket; its owner feeds events and performs the actions in order.
 *
 * <p>Time is nanoseconds from any fixed origin. There are no timers to cancel: each answer names the next deadline, and
 * an event that comes first may move it. The owner must hand over every advertisement that has already arrived before
 * it lets a deadline pass, or a busy machine would see a silent Master where there is none.
 */
public final class VirtualRouter {

    /** A deadline that does not come. */
    public static final long NEVER = Long.MAX_VALUE;

    /** Two routers that both put an address back at once would otherwise fight at the speed of the kernel. */
    private static final long RESTORE_SPACING_NANOS = 1_000_000_000L;

    private VirtualRouterSpec spec;
    private RouterState state = new Initialize();
    private Fitness fitness;
    private boolean started;
    private List<RouterAction> actions = new ArrayList<>();

    public VirtualRouter(VirtualRouterSpec spec) {
        this.spec = spec;
        this.fitness = new Fitness(spec.priority(), List.of(), true, null);
    }

    public VrrpState state() {
        return state.kind();
    }

    public VirtualRouterSpec spec() {
        return spec;
    }

    /** What it was told last: priority, faults, source address. */
    public Fitness fitness() {
        return fitness;
    }

    /** Whose advertisement was accepted last while Backup; null in every other state and before the first. */
    public @Nullable IpAddress master() {
        return state instanceof Backup backup ? backup.master() : null;
    }

    /** Takes one event. {@code nowNanos} never goes back from one call to the next by more than the queueing delay. */
    public Transition on(RouterEvent event, long nowNanos) {
        actions = new ArrayList<>();
        switch (event) {
            case RouterEvent.Startup startup -> startup(startup.fitness(), nowNanos);
            case RouterEvent.AdvertisementReceived received -> received(received.advertisement(), nowNanos);
            case RouterEvent.TimePassed time -> timePassed(nowNanos);
            case RouterEvent.FitnessChanged changed -> fitnessChanged(changed.fitness(), nowNanos);
            case RouterEvent.AddressRemoved removed -> addressRemoved(removed, nowNanos);
            case RouterEvent.AddressRefused refused -> addressRefused(nowNanos);
            case RouterEvent.Reconfigured reconfigured -> reconfigured(reconfigured, nowNanos);
            case RouterEvent.Shutdown shutdown -> shutdown();
        }
        return new Transition(state.kind(), actions, state.nextDeadlineNanos());
    }

    // Initialize (RFC 5798 section 6.4.1)

    private void startup(Fitness initial, long now) {
        started = true;
        fitness = initial;
        leaveInitialize(now);
    }

    private void leaveInitialize(long now) {
        if (!fitness.faults().isEmpty()) {
            fitness.faults().forEach(cause -> actions.add(Phrases.faultCause(spec.name(), cause)));
            removeLeftovers();
            actions.add(Phrases.enteringAtStart(spec.name(), "FAULT"));
            enter(new Fault(fitness.faults()), String.join("; ", fitness.faults()));
        } else if (fitness.undecided()) {
            removeLeftovers();
        } else if (spec.isOwner() && spec.startsAsMaster()) {
            // (105) If the Priority = 255, transition to Master at once (RFC 5798 section 6.4.1).
            becomeMaster(now, "it owns the address (priority 255)");
        } else {
            removeLeftovers();
            actions.add(Phrases.enteringAtStart(spec.name(), "BACKUP"));
            enter(new Backup(now + masterDown(), NEVER, null), "start");
        }
    }

    /** An earlier life may have died without taking its addresses away; until we are Master they are somebody else's. */
    private void removeLeftovers() {
        if (!spec.isOwner()) {
            actions.add(new RemoveAddresses(allAddresses()));
        }
    }

    // Advertisements

    private void received(Advertisement advert, long now) {
        switch (state) {
            case Backup backup -> receivedAsBackup(backup, advert, now);
            case Master master -> receivedAsMaster(master, advert, now);
            // Adverts are ignored in FAULT, and before startup nobody listens.
            case Fault fault -> {}
            case Initialize initialize -> {}
        }
    }

    /** RFC 5798 section 6.4.2. */
    private void receivedAsBackup(Backup backup, Advertisement advert, long now) {
        String x = spec.name();
        if (advert.priority() == Advertisement.STOPPING) {
            // (420) If the Priority is zero, set the Master_Down_Timer to Skew_Time.
            actions.add(Phrases.backupReceivedPriorityZero(x));
            state = backup.until(now + Timers.skewNanos(fitness.priority()));
        } else if (!spec.preempt() || advert.priority() >= fitness.priority()) {
            // (430) Preempt_Mode is false, or the advertised priority is at least ours: it stays Master.
            if (backup.preemptFromNanos() != NEVER) {
                actions.add(Phrases.stopPreemptDelay(x));
            }
            accept(backup, advert, NEVER, now);
        } else if (letLowerMasterBe(backup, now)) {
            if (backup.preemptFromNanos() == NEVER) {
                actions.add(Phrases.startPreemptDelay(x, spec.preemptDelay()));
            }
            long preemptFrom = backup.preemptFromNanos() == NEVER
                    ? now + spec.preemptDelay().toNanos()
                    : backup.preemptFromNanos();
            accept(backup, advert, preemptFrom, now);
        } else {
            // (465) Otherwise discard it: the Master_Down_Timer runs on, and we take over when it expires.
            actions.add(Phrases.discardingLower(x, advert));
        }
    }

    private boolean letLowerMasterBe(Backup backup, long now) {
        return spec.preemptDelay().isPositive()
                && (backup.preemptFromNanos() == NEVER || now < backup.preemptFromNanos());
    }

    private void accept(Backup backup, Advertisement advert, long preemptFrom, long now) {
        if (!advert.sender().equals(backup.master())) {
            actions.add(Phrases.masterIs(spec.name(), backup.master(), advert.sender()));
        }
        state = new Backup(now + masterDown(), preemptFrom, advert.sender());
    }

    /** RFC 5798 section 6.4.3. */
    private void receivedAsMaster(Master master, Advertisement advert, long now) {
        String x = spec.name();
        int ours = fitness.priority();
        IpAddress source = fitness.source();
        if (advert.priority() == Advertisement.STOPPING) {
            // (705) If the Priority is zero, send an advertisement and restart the Adver_Timer.
            actions.add(Phrases.masterReceivedPriorityZero(x));
            advertise(master, now);
            return;
        }
        int byPriority = Integer.compare(advert.priority(), ours);
        int byAddress = source == null ? 1 : advert.sender().compareTo(source);
        if (byPriority > 0) {
            giveWay(master, advert, Phrases.higherPriority(x, advert, ours), now);
        } else if (byPriority == 0 && byAddress > 0) {
            // (725) Equal priority, and the sender's primary address is greater than ours.
            giveWay(master, advert, Phrases.samePriorityHigherAddress(x, advert), now);
        } else if (byPriority == 0 && byAddress == 0) {
            actions.add(Phrases.ourOwnAddress(x));
        } else {
            resist(master, advert, now);
        }
    }

    private void giveWay(Master master, Advertisement advert, RouterAction.Log line, long now) {
        if (spec.higherPrioSendAdvert()) {
            advertise(master, now);
        }
        actions.add(line);
        leaveMaster("BACKUP");
        enter(
                new Backup(now + masterDown(), NEVER, advert.sender()),
                "%s advertises priority %d, ours is %d"
                        .formatted(advert.sender(), advert.priority(), fitness.priority()));
    }

    /** A second Master of lower rank: tell it and every switch who is Master (keepalived's garp_lower_prio_*). */
    private void resist(Master master, Advertisement advert, long now) {
        actions.add(Phrases.lowerPriority(spec.name(), advert, fitness.priority(), !spec.lowerPrioNoAdvert()));
        Master after = spec.lowerPrioNoAdvert() ? master : advertise(master, now);
        GarpPolicy garp = spec.garp();
        if (garp.lowerPrioRepeat() > 0) {
            actions.add(new Announce(allAddresses(), garp.lowerPrioRepeat()));
            if (garp.lowerPrioDelay().isPositive()) {
                after = after.announceAt(now + garp.lowerPrioDelay().toNanos(), garp.lowerPrioRepeat());
            }
        }
        state = after;
    }

    // Deadlines

    private void timePassed(long now) {
        switch (state) {
            case Backup backup -> {
                if (backup.masterDownAtNanos() <= now) {
                    // (370) If the Master_Down_Timer fires, become Master (RFC 5798 section 6.4.2).
                    becomeMaster(now, masterDownCause(backup), Phrases.advertisementTimeout(spec.name()));
                }
            }
            case Master master -> masterDuties(master, now);
            case Fault fault -> {}
            case Initialize initialize -> {}
        }
    }

    private String masterDownCause(Backup backup) {
        return backup.master() == null
                ? "no advertisement from any Master"
                : "no advertisement from Master " + backup.master() + " any more";
    }

    private void masterDuties(Master entered, long now) {
        Master master = entered;
        if (master.advertAtNanos() <= now) {
            // (645) If the Adver_Timer fires, send an advertisement and restart the timer (RFC 5798 section 6.4.3).
            actions.add(new SendAdvertisement(fitness.priority()));
            long onTime = master.advertAtNanos() + spec.advertInterval().toNanos();
            master = master.advertAt(
                    onTime > now ? onTime : now + spec.advertInterval().toNanos());
        }
        if (master.announceAtNanos() <= now) {
            actions.add(new Announce(allAddresses(), master.announceRounds()));
            master = master.announceAt(NEVER, 0);
        }
        if (master.refreshAtNanos() <= now) {
            actions.add(new Announce(allAddresses(), spec.garp().refreshRepeat()));
            master = master.refreshAt(refreshAfter(Duration.ZERO, now));
        }
        if (master.restoreAtNanos() <= now) {
            actions.add(new AddAddresses(allAddresses()));
            actions.add(new Announce(allAddresses(), 1));
            master = master.restored(now);
        }
        state = master;
    }

    // Tracking

    private void fitnessChanged(Fitness changed, long now) {
        Fitness before = fitness;
        fitness = changed;
        if (!started) {
            return;
        }
        if (before.priority() != changed.priority()) {
            actions.add(Phrases.priorityChanged(spec.name(), before.priority(), changed.priority()));
        }
        switch (state) {
            case Initialize initialize -> leaveInitialize(now);
            case Backup backup -> {
                if (!changed.faults().isEmpty()) {
                    becomeFault();
                } else {
                    // The time already waited counts on: only the difference of the two skews moves the deadline.
                    long shift = Timers.skewNanos(changed.priority()) - Timers.skewNanos(before.priority());
                    state = backup.until(backup.masterDownAtNanos() + shift);
                }
            }
            case Master master -> {
                if (!changed.faults().isEmpty()) {
                    becomeFault();
                }
            }
            case Fault fault -> {
                if (changed.isFit()) {
                    actions.add(Phrases.entering(spec.name(), "BACKUP"));
                    enter(
                            new Backup(now + masterDown(), NEVER, null),
                            "recovered from: " + String.join("; ", fault.causes()));
                } else if (!changed.faults().isEmpty()) {
                    state = new Fault(changed.faults());
                }
                // Else a script that decides alone has no result yet: who waits for it does so in FAULT.
            }
        }
    }

    private void becomeFault() {
        fitness.faults().forEach(cause -> actions.add(Phrases.faultCause(spec.name(), cause)));
        if (state instanceof Master) {
            // A Master that cannot go on says so, that the Backup need not wait for three intervals.
            leaveMasterWithPriorityZero("FAULT");
        } else {
            actions.add(Phrases.entering(spec.name(), "FAULT"));
        }
        enter(new Fault(fitness.faults()), String.join("; ", fitness.faults()));
    }

    private void addressRemoved(RouterEvent.AddressRemoved removed, long now) {
        boolean ours = allAddresses().stream()
                .anyMatch(a -> a.tracked()
                        && a.address().equals(removed.address())
                        && a.device().equals(removed.interfaceName()));
        if (state instanceof Master master && ours && master.restoreAtNanos() == NEVER) {
            actions.add(Phrases.addressTakenAway(removed.address(), removed.interfaceName()));
            actions.add(Phrases.restoringAddresses(spec.name()));
            masterDuties(master.restoreAt(Math.max(now, master.restoredAtNanos() + RESTORE_SPACING_NANOS)), now);
        }
    }

    private void addressRefused(long now) {
        if (state instanceof Master master) {
            state = master.restoreAt(now + RESTORE_SPACING_NANOS);
        }
    }

    // Reload and shutdown

    /** keepalived keeps the state, replaces the addresses and advertises the new settings at once. */
    private void reconfigured(RouterEvent.Reconfigured event, long now) {
        List<VirtualAddress> before = allAddresses();
        spec = event.spec();
        if (state instanceof Master) {
            replaceAddresses(before, allAddresses());
        }
        fitnessChanged(event.fitness(), now);
        if (state instanceof Master master) {
            // The refresh keeps no rhythm of a period that is gone: one of zero would be due again at once, for ever.
            advertise(master.refreshAt(refreshAfter(Duration.ZERO, now)), now);
        } else if (state instanceof Backup backup) {
            state = backup.until(now + masterDown());
        }
    }

    private void replaceAddresses(List<VirtualAddress> before, List<VirtualAddress> after) {
        List<VirtualAddress> gone =
                before.stream().filter(a -> !after.contains(a)).toList();
        List<VirtualAddress> added =
                after.stream().filter(a -> !before.contains(a)).toList();
        if (!gone.isEmpty()) {
            actions.add(new RemoveAddresses(gone));
        }
        if (!added.isEmpty()) {
            actions.add(new AddAddresses(added));
            actions.add(new Announce(added, spec.garp().masterRepeat()));
        }
    }

    private void shutdown() {
        VrrpState from = state.kind();
        if (state instanceof Master) {
            // (655) Send an advertisement with Priority = 0 (RFC 5798 section 6.4.3).
            actions.add(new SendAdvertisement(Advertisement.STOPPING));
            actions.add(Phrases.sentPriorityZero(spec.name()));
            dropAddresses();
        }
        if (started) {
            state = new Initialize();
            started = false;
            actions.add(new Report(
                    new StateChange(spec.name(), from, VrrpState.INIT, fitness.priority(), true, "Aloft is stopping")));
        }
    }

    // What every change of state does

    /** The order is keepalived's: advertise first, so that nobody else takes over while we are busy with the rest. */
    private void becomeMaster(long now, String cause, RouterAction.Log... why) {
        GarpPolicy garp = spec.garp();
        actions.add(new SendAdvertisement(fitness.priority()));
        actions.addAll(List.of(why));
        actions.add(Phrases.entering(spec.name(), "MASTER"));
        actions.add(Phrases.settingAddresses(spec.name()));
        actions.add(new AddAddresses(allAddresses()));
        actions.add(new Announce(allAddresses(), garp.masterRepeat()));
        boolean secondBlock = garp.masterDelay().isPositive();
        enter(
                new Master(
                        now + spec.advertInterval().toNanos(),
                        secondBlock ? now + garp.masterDelay().toNanos() : NEVER,
                        garp.masterRepeat(),
                        refreshAfter(garp.masterDelay(), now),
                        NEVER,
                        now - RESTORE_SPACING_NANOS),
                cause);
    }

    private long refreshAfter(Duration delay, long now) {
        Duration period = spec.garp().refresh();
        return period.isPositive() ? now + delay.plus(period).toNanos() : NEVER;
    }

    private Master advertise(Master master, long now) {
        actions.add(new SendAdvertisement(fitness.priority()));
        Master after = master.advertAt(now + spec.advertInterval().toNanos());
        state = after;
        return after;
    }

    private void leaveMaster(String towards) {
        actions.add(Phrases.entering(spec.name(), towards));
        dropAddresses();
    }

    private void leaveMasterWithPriorityZero(String towards) {
        actions.add(Phrases.entering(spec.name(), towards));
        actions.add(new SendAdvertisement(Advertisement.STOPPING));
        actions.add(Phrases.sentPriorityZero(spec.name()));
        dropAddresses();
    }

    private void dropAddresses() {
        actions.add(new CancelAnnouncements());
        actions.add(Phrases.removingAddresses(spec.name()));
        actions.add(new RemoveAddresses(allAddresses()));
    }

    /** The one place where the state changes kind, and where everybody hears of it. */
    private void enter(RouterState next, String cause) {
        var change = new StateChange(spec.name(), state.kind(), next.kind(), fitness.priority(), false, cause);
        state = next;
        actions.add(new Report(change));
    }

    private long masterDown() {
        return Timers.masterDownNanos(spec, fitness.priority());
    }

    private List<VirtualAddress> allAddresses() {
        return Stream.concat(spec.addresses().stream(), spec.excludedAddresses().stream())
                .toList();
    }
}
