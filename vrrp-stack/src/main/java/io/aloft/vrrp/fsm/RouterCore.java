package io.aloft.vrrp.fsm;

import io.aloft.model.event.StateChange;
import io.aloft.model.vrrp.VirtualAddress;
import io.aloft.model.vrrp.VirtualRouterSpec;
import io.aloft.vrrp.fsm.RouterAction.Announce;
import io.aloft.vrrp.fsm.RouterAction.Log;
import io.aloft.vrrp.fsm.RouterAction.Report;
import io.aloft.vrrp.fsm.RouterAction.SendAdvertisement;
import io.aloft.vrrp.packet.Advertisement;
import java.util.ArrayList;
import java.util.List;

/** What one virtual router is and where it stands; the rules of each state share it and answer into its list of actions. */
final class RouterCore {

    private static final long REMARKS_PERIOD_NANOS = 1_000_000_000L;

    /** Far more than a network that works gives cause for. */
    private static final int REMARKS_PER_PERIOD = 20;

    private VirtualRouterSpec spec;
    private RouterState state = new RouterState.Initialize();
    private Fitness fitness;
    private boolean started;
    private boolean ownerReduced;
    private long masterIntervalNanos;
    private long remarksSinceNanos = Long.MIN_VALUE / 2;
    private int remarks;
    private List<RouterAction> actions = new ArrayList<>();

    RouterCore(VirtualRouterSpec spec) {
        this.spec = spec;
        this.fitness = new Fitness(spec.priority(), List.of(), true, null);
        this.masterIntervalNanos = spec.advertInterval().toNanos();
    }

    VirtualRouterSpec spec() {
        return spec;
    }

    String name() {
        return spec.name();
    }

    RouterState state() {
        return state;
    }

    Fitness fitness() {
        return fitness;
    }

    boolean started() {
        return started;
    }

    /** Whether a sync group decides about the way to Master and out of Fault. */
    boolean grouped() {
        return spec.options().syncGroup() != null;
    }

    /** Effective priority: what is configured and tracked, or 254 for an owner that gave in to another owner. */
    int priority() {
        return ownerReduced ? VirtualRouterSpec.OWNER_PRIORITY - 1 : fitness.priority();
    }

    boolean ownerReduced() {
        return ownerReduced;
    }

    void reduceOwner(boolean reduced) {
        ownerReduced = reduced && fitness.priority() == VirtualRouterSpec.OWNER_PRIORITY;
    }

    void begin(Fitness initial) {
        started = true;
        fitness = initial;
    }

    void end() {
        started = false;
        state = new RouterState.Initialize();
    }

    void fitness(Fitness changed) {
        fitness = changed;
        reduceOwner(ownerReduced);
    }

    /** Another configuration: an interval that was learned counts on only while our own is what it was. */
    void adopt(VirtualRouterSpec changed) {
        if (!changed.advertInterval().equals(spec.advertInterval()) || changed.version() != spec.version()) {
            masterIntervalNanos = changed.advertInterval().toNanos();
        }
        spec = changed;
        ownerReduced = false;
        act(new RouterAction.Adopt(changed));
    }

    // Timers

    long skewNanos() {
        return Timers.skewNanos(spec.version(), priority(), masterIntervalNanos);
    }

    long masterDownNanos() {
        return Timers.masterDownNanos(spec, priority(), masterIntervalNanos);
    }

    long masterIntervalNanos() {
        return masterIntervalNanos;
    }

    /** (450) Set Master_Adver_Interval to the one of the advertisement (RFC 5798 section 6.4.2); version 2 has but one. */
    void learnInterval(Advertisement advert, long nowNanos) {
        long learned = advert.interval().toNanos();
        if (spec.version() == 3 && learned != masterIntervalNanos && learned > 0) {
            remark(Phrases.intervalLearned(name(), masterIntervalNanos, learned), nowNanos);
            masterIntervalNanos = learned;
        }
    }

    /** A Master sets the pace itself. */
    void resetInterval() {
        long own = spec.advertInterval().toNanos();
        if (masterIntervalNanos != own) {
            act(Phrases.intervalReset(name(), masterIntervalNanos, own));
            masterIntervalNanos = own;
        }
    }

    // Actions

    List<RouterAction> takeActions() {
        List<RouterAction> taken = actions;
        actions = new ArrayList<>();
        return taken;
    }

    void act(RouterAction action) {
        actions.add(action);
    }

    /** Says something that an advertisement caused without changing a state: a flood of them must not fill the disk. */
    void remark(Log line, long nowNanos) {
        if (nowNanos - remarksSinceNanos >= REMARKS_PERIOD_NANOS) {
            remarksSinceNanos = nowNanos;
            remarks = 0;
        }
        if (remarks < REMARKS_PER_PERIOD) {
            remarks++;
            act(line);
        }
    }

    void announce(List<VirtualAddress> addresses, int rounds) {
        if (!addresses.isEmpty() && rounds > 0) {
            act(new Announce(addresses, rounds));
        }
    }

    /** Sends an advertisement out of turn, which restarts the Adver_Timer. */
    void advertise(Master master, long nowNanos) {
        act(new SendAdvertisement(priority()));
        master.advertised(spec, nowNanos);
        master.advertAtNanos = nowNanos + spec.advertInterval().toNanos();
    }

    /** The one place where the state changes kind, and where everybody hears of it. */
    void enter(RouterState next, String cause, List<String> facts) {
        var change = new StateChange(name(), state.kind(), next.kind(), priority(), false, cause, facts);
        state = next;
        act(new Report(change));
    }

    /** Other causes of the same Fault; nobody needs to hear of it. */
    void stayInFault(List<String> causes) {
        state = new RouterState.Fault(causes);
    }
}
