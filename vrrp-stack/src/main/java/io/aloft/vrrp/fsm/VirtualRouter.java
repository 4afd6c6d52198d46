package io.aloft.vrrp.fsm;

import io.aloft.model.event.StateChange;
import io.aloft.model.net.IpAddress;
import io.aloft.model.vrrp.VirtualRouterSpec;
import io.aloft.model.vrrp.VrrpState;
import io.aloft.vrrp.fsm.RouterAction.Report;
import io.aloft.vrrp.fsm.RouterState.Fault;
import io.aloft.vrrp.packet.Advertisement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One virtual router: the state machine of RFC 5798 section 6.4 with keepalived's deviations. It knows no clock, no
 * thread and no socket; its owner feeds events and performs the actions in order. A member of a sync group gets its events
 * by {@link SyncGroup#on}: by itself it neither becomes Master nor leaves Fault.
 *
 * <p>Time is nanoseconds from any fixed origin. There are no timers to cancel: each answer names the next deadline, and
 * an event that comes first may move it. The owner must hand over every advertisement that has already arrived before
 * it lets a deadline pass, or a busy machine would see a silent Master where there is none.
 */
public final class VirtualRouter {

    /** A deadline that does not come. */
    public static final long NEVER = Long.MAX_VALUE;

    private final RouterCore core;

    public VirtualRouter(VirtualRouterSpec spec) {
        core = new RouterCore(spec);
    }

    public VrrpState state() {
        return core.state().kind();
    }

    public VirtualRouterSpec spec() {
        return core.spec();
    }

    /** What it was told last: priority, faults, source address. */
    public Fitness fitness() {
        return core.fitness();
    }

    /** Effective priority, 1..255: that of its fitness, or 254 for an owner that gave in to another owner. */
    public int priority() {
        return core.priority();
    }

    /** Whose advertisement was accepted last while Backup; null in every other state and before the first. */
    public @Nullable IpAddress master() {
        return core.state() instanceof Backup backup ? backup.master : null;
    }

    /** The interval of advertisements that it reckons with, in nanoseconds: the Master's in version 3, once it has heard one. */
    public long masterIntervalNanos() {
        return core.masterIntervalNanos();
    }

    /** Why it is in Fault, its own faults or those of its sync group; empty in every other state. */
    public List<String> faults() {
        return core.state() instanceof Fault fault ? fault.causes() : List.of();
    }

    /** Whether it is Master, or would be if it were not for its sync group. */
    public boolean wantsMaster() {
        return core.state() instanceof Master || (core.state() instanceof Backup backup && backup.wantsMaster);
    }

    /** Takes one event. {@code nowNanos} never goes back from one call to the next by more than the queueing delay. */
    public Transition on(RouterEvent event, long nowNanos) {
        switch (event) {
            case RouterEvent.Startup startup -> {
                core.begin(startup.fitness());
                if (core.grouped()) {
                    Holdings.removeLeftovers(core, false);
                } else {
                    FitnessResponse.leaveInitialize(core, nowNanos);
                }
            }
            case RouterEvent.AdvertisementReceived received -> received(received.advertisement(), nowNanos);
            case RouterEvent.TimePassed time -> timePassed(nowNanos);
            case RouterEvent.Stalled stalled -> stalled(stalled.sleptSinceNanos(), nowNanos);
            case RouterEvent.PacketsDropped dropped -> {
                if (core.state() instanceof Backup backup) {
                    BackupRules.packetsDropped(core, backup, dropped, nowNanos);
                }
            }
            case RouterEvent.FitnessChanged changed -> FitnessResponse.changed(core, changed.fitness(), nowNanos);
            case RouterEvent.AddressRemoved removed -> {
                if (core.state() instanceof Master master) {
                    MasterRules.addressRemoved(core, master, removed, nowNanos);
                }
            }
            case RouterEvent.AddressRefused refused -> {
                if (core.state() instanceof Master master) {
                    master.restoration.addressRefused(refused.address(), nowNanos);
                }
            }
            case RouterEvent.EntryRemoved removed -> {
                if (core.state() instanceof Master master) {
                    MasterRules.entryRemoved(core, master, removed.description(), nowNanos);
                }
            }
            case RouterEvent.EntryRefused refused -> {
                if (core.state() instanceof Master master) {
                    master.restoration.entryRefused(nowNanos);
                }
            }
            case RouterEvent.Reconfigured reconfigured -> reconfigured(reconfigured, nowNanos);
            case RouterEvent.Shutdown shutdown -> shutdown(shutdown.release());
        }
        return answer();
    }

    private Transition answer() {
        return new Transition(state(), core.takeActions(), core.state().nextDeadlineNanos());
    }

    private void received(Advertisement advert, long now) {
        switch (core.state()) {
            case Backup backup -> BackupRules.received(core, backup, advert, now);
            case Master master -> MasterRules.received(core, master, advert, now);
            // Adverts are ignored in FAULT, and before startup nobody listens.
            case Fault fault -> {}
            case RouterState.Initialize initialize -> {}
        }
    }

    private void timePassed(long now) {
        switch (core.state()) {
            case Backup backup -> BackupRules.timePassed(core, backup, now);
            case Master master -> MasterRules.timePassed(core, master, now);
            case Fault fault -> {}
            case RouterState.Initialize initialize -> {}
        }
    }

    private void stalled(long sleptSince, long now) {
        switch (core.state()) {
            case Backup backup -> BackupRules.stalled(core, backup, sleptSince, now);
            case Master master -> MasterRules.stalled(core, master, sleptSince, now);
            case Fault fault -> {}
            case RouterState.Initialize initialize -> {}
        }
    }

    /**
     * keepalived keeps the state, replaces what is held, and a Master advertises the old settings once more and the new ones
     * at once. A changed priority does not unseat it; later advertisements decide. One that slept meanwhile says nothing before
     * it has listened.
     */
    private void reconfigured(RouterEvent.Reconfigured event, long now) {
        VirtualRouterSpec before = core.spec();
        boolean speaks = core.state() instanceof Master master && !master.listening && !master.overslept(now);
        if (speaks) {
            core.act(new RouterAction.SendAdvertisement(core.priority()));
        }
        core.adopt(event.spec());
        if (core.state() instanceof Master) {
            Holdings.replace(core, before, event.spec());
        }
        FitnessResponse.changed(core, event.fitness(), now);
        if (core.state() instanceof Master master) {
            core.resetInterval();
            master.announcements.reconfigured(core.spec(), now);
            master.lease.reconfigured(core.spec(), now);
            if (speaks) {
                core.advertise(master, now);
            }
        } else if (core.state() instanceof Backup backup) {
            // The whole Master_Down_Timer begins: it is no longer a good-bye that it waits for.
            backup.stopped = null;
            backup.restart(now, core.masterDownNanos());
        }
    }

    private void shutdown(boolean release) {
        VrrpState from = state();
        if (release && core.state() instanceof Master) {
            // (655) If a Shutdown event is received, give up with Priority = 0 (RFC 5798 section 6.4.3).
            Succession.resign(core);
        }
        if (core.started()) {
            int priority = core.priority();
            core.end();
            core.act(new Report(new StateChange(
                    core.name(),
                    from,
                    VrrpState.INIT,
                    priority,
                    true,
                    "Aloft is stopping",
                    release ? List.of() : List.of("It was told not to release what it holds."))));
        }
    }

    // What a sync group decides

    /** Whether it was started and waits for its group. */
    boolean awaitsGroup() {
        return core.started() && core.state() instanceof RouterState.Initialize;
    }

    /** Whether it owns its addresses and is configured as Master. */
    boolean startsAsMaster() {
        return FitnessResponse.startsAsMaster(core);
    }

    Transition startInFault(List<String> causes, String cause, List<? extends RouterAction> why) {
        FitnessResponse.startInFault(core, causes, cause, why);
        return answer();
    }

    Transition startInBackup(long now) {
        long wait = startsAsMaster() ? Timers.ownerInGroupNanos(spec()) : core.masterDownNanos();
        FitnessResponse.startInBackup(core, wait, now);
        return answer();
    }

    /** Why it wants to be Master, in a sentence; empty for one that does not. */
    String reasonToBeMaster(long now) {
        return core.state() instanceof Backup backup && backup.wantsMaster
                ? core.name() + ": " + BackupRules.silence(backup, now)
                : "";
    }

    Transition becomeMaster(String cause, long now) {
        List<String> facts = core.state() instanceof Backup backup
                ? Evidence.ofSilence(core, backup, now)
                : List.of(Evidence.priority(core));
        Succession.becomeMaster(core, now, cause, facts, List.of());
        return answer();
    }

    Transition followToBackup(String cause, List<String> facts, long now) {
        if (core.state() instanceof Master) {
            Succession.standDown(core);
            core.enter(new Backup(now, core.masterDownNanos()), cause, facts);
        }
        return answer();
    }

    Transition recover(long now) {
        FitnessResponse.recover(core, now);
        return answer();
    }

    /** Fails with another member; one that is in Fault already takes note of the causes that keep it there. */
    Transition followToFault(List<String> causes, String cause) {
        if (core.state() instanceof Fault) {
            core.stayInFault(causes);
        } else {
            FitnessResponse.becomeFault(core, causes, cause, causes);
        }
        return answer();
    }

    /** A Master of lower rank was heard on the network of another member. */
    Transition announceOverLower(long now) {
        if (core.state() instanceof Master master && master.rivals.answer()) {
            MasterRules.announceOverLower(core, master, now);
        }
        return answer();
    }
}
