package io.aloft.vrrp.fsm;

import io.aloft.model.event.StateChange;
import io.aloft.model.vrrp.SyncGroupSpec;
import io.aloft.model.vrrp.VrrpState;
import java.util.List;
import java.util.stream.Stream;

/**
 * Virtual routers that are Master together or not at all ({@code vrrp_sync_group}). Pure like them: it takes each event that
 * concerns a member, and answers with what it did to the others in the same turn.
 *
 * <ul>
 *   <li>up: when the Master_Down_Timer of a member expires it wants to be Master, and the timer starts anew; the last one
 *       that wants it makes all of them Master
 *   <li>down: a Master that gives way takes all others with it, without priority 0
 *   <li>Fault: one member that cannot take part keeps all out, until every member is able again
 * </ul>
 *
 * A reload makes a new group around routers that live; it goes by the states that it finds. A member that the reload adds
 * starts as Backup beside Masters, and either joins them when its timer expires or, when it hears a better Master, pulls them
 * down. A router that is removed gets its last events itself.
 */
public final class SyncGroup {

    private final SyncGroupSpec spec;
    private final List<VirtualRouter> members;
    private VrrpState state;

    /**
     * A group of routers in whatever state they are.
     *
     * @param members whose specification names this group, now or after the {@link RouterEvent.Reconfigured} they get next
     */
    public SyncGroup(SyncGroupSpec spec, List<VirtualRouter> members) {
        this.spec = spec;
        this.members = List.copyOf(members);
        this.state = found();
    }

    private VrrpState found() {
        if (members.stream().anyMatch(m -> m.state() == VrrpState.FAULT)) {
            return VrrpState.FAULT;
        }
        List<VrrpState> running = members.stream()
                .map(VirtualRouter::state)
                .filter(s -> s != VrrpState.INIT)
                .toList();
        if (running.isEmpty()) {
            return VrrpState.INIT;
        }
        return running.stream().allMatch(s -> s == VrrpState.MASTER) ? VrrpState.MASTER : VrrpState.BACKUP;
    }

    public SyncGroupSpec spec() {
        return spec;
    }

    /** The state of the group: INIT until every member was started and is able to decide. */
    public VrrpState state() {
        return state;
    }

    public List<VirtualRouter> members() {
        return members;
    }

    /**
     * Takes one event for one member. After {@link RouterEvent.Startup} nothing happens until the last member has had its
     * own; after {@link RouterEvent.Shutdown} each member goes by itself, and the group with the last.
     */
    public Turn on(VirtualRouter member, RouterEvent event, long nowNanos) {
        var turn = new TurnBuilder();
        VrrpState before = member.state();
        turn.add(member, member.on(event, nowNanos));
        if (event instanceof RouterEvent.Shutdown) {
            stopped(turn);
        } else if (members.stream().allMatch(m -> m.state() != VrrpState.INIT || m.awaitsGroup())) {
            begin(turn, nowNanos);
            follow(turn, member, before, nowNanos);
        }
        return turn.build();
    }

    // Start

    private void begin(TurnBuilder turn, long now) {
        List<VirtualRouter> waiting =
                members.stream().filter(VirtualRouter::awaitsGroup).toList();
        if (waiting.isEmpty()) {
            return;
        }
        List<VirtualRouter> failing = failing();
        boolean first = state == VrrpState.INIT;
        if (!failing.isEmpty()) {
            List<String> causes = causesOf(failing);
            String cause = causeOf(causes);
            if (first) {
                state = VrrpState.FAULT;
                turn.groupFirst(change(VrrpState.INIT, cause, causes));
            }
            for (VirtualRouter one : waiting) {
                turn.add(one, startInFault(one, causes, cause));
            }
        } else if (waiting.stream().noneMatch(one -> one.fitness().undecided())) {
            beginAble(turn, waiting, first, now);
        }
    }

    private Transition startInFault(VirtualRouter one, List<String> causes, String cause) {
        List<String> own = one.fitness().faults();
        return !own.isEmpty()
                ? one.startInFault(own, FitnessResponse.cause(own), List.of())
                : one.startInFault(
                        causes,
                        cause,
                        List.of(Phrases.groupSyncingAtStart(
                                spec.name(), one.spec().name())));
    }

    /** MASTER only when all members are address owners; a group with owners and others starts as BACKUP. */
    private void beginAble(TurnBuilder turn, List<VirtualRouter> waiting, boolean first, long now) {
        String owners = "all members own their addresses (priority 255)";
        if (first && members.stream().allMatch(VirtualRouter::startsAsMaster)) {
            for (VirtualRouter one : waiting) {
                turn.add(one, one.becomeMaster(owners, now));
                if (one == waiting.getFirst()) {
                    turn.say(Phrases.groupSyncing(spec.name(), VrrpState.MASTER));
                }
            }
            enter(turn, VrrpState.MASTER, owners, List.of());
            return;
        }
        if (first) {
            state = VrrpState.BACKUP;
            turn.groupFirst(change(VrrpState.INIT, "it was started", List.of()));
        }
        for (VirtualRouter one : waiting) {
            turn.add(one, one.startInBackup(now));
        }
    }

    // While running

    private void follow(TurnBuilder turn, VirtualRouter member, VrrpState before, long now) {
        if (state == VrrpState.INIT) {
            return;
        }
        List<VirtualRouter> failing = failing();
        if (!failing.isEmpty()) {
            pullToFault(turn, failing);
        } else if (state == VrrpState.FAULT) {
            if (members.stream().allMatch(m -> m.fitness().isFit())) {
                recover(turn, member, now);
            }
        } else if (members.stream().allMatch(VirtualRouter::wantsMaster)
                && members.stream().anyMatch(m -> m.state() == VrrpState.BACKUP)) {
            pullUp(turn, member, now);
        } else if (gaveWay(member, before)) {
            pullDown(turn, member, now);
        } else if (turn.lowerMasterHeard()) {
            others(member).forEach(other -> turn.add(other, other.announceOverLower(now)));
        }
    }

    /** It was Master, or it is one that a reload added and that follows a Master elsewhere while others are it here. */
    private static boolean gaveWay(VirtualRouter member, VrrpState before) {
        return member.state() == VrrpState.BACKUP && (before == VrrpState.MASTER || member.master() != null);
    }

    private void pullUp(TurnBuilder turn, VirtualRouter last, long now) {
        String cause = "every member of sync group %s wants to be Master, %s the last of them"
                .formatted(spec.name(), last.spec().name());
        List<String> reasons = members.stream()
                .map(m -> m.reasonToBeMaster(now))
                .filter(reason -> !reason.isEmpty())
                .toList();
        boolean said = false;
        for (VirtualRouter one : withFirst(last)) {
            if (one.state() == VrrpState.BACKUP) {
                turn.add(one, one.becomeMaster(cause, now));
            }
            if (!said) {
                turn.say(Phrases.groupSyncing(spec.name(), VrrpState.MASTER));
                said = true;
            }
        }
        enter(turn, VrrpState.MASTER, cause, reasons);
    }

    private void pullDown(TurnBuilder turn, VirtualRouter first, long now) {
        List<VirtualRouter> masters =
                members.stream().filter(m -> m.state() == VrrpState.MASTER).toList();
        if (masters.isEmpty() && state == VrrpState.BACKUP) {
            return;
        }
        String why = turn.lastCause(first);
        String cause = "%s of its sync group %s is no Master%s"
                .formatted(first.spec().name(), spec.name(), why.isEmpty() ? "" : ": " + why);
        turn.say(Phrases.groupSyncing(spec.name(), VrrpState.BACKUP));
        masters.forEach(one -> turn.add(one, one.followToBackup(cause, List.of(cause), now)));
        enter(turn, VrrpState.BACKUP, cause, List.of());
    }

    private void pullToFault(TurnBuilder turn, List<VirtualRouter> failing) {
        // Once for all: in a group of hundreds an interface that goes down makes each of them come here.
        List<String> causes = causesOf(failing);
        String cause = causeOf(causes);
        if (state != VrrpState.FAULT) {
            turn.say(Phrases.groupSyncing(spec.name(), VrrpState.FAULT));
        }
        for (VirtualRouter one : members) {
            if (one.fitness().faults().isEmpty()) {
                turn.add(one, one.followToFault(causes, cause));
            }
        }
        enter(turn, VrrpState.FAULT, cause, causes);
    }

    private void recover(TurnBuilder turn, VirtualRouter last, long now) {
        boolean said = false;
        for (VirtualRouter one : withFirst(last)) {
            if (one.state() == VrrpState.FAULT) {
                turn.add(one, one.recover(now));
            }
            if (!said) {
                turn.say(Phrases.groupSyncing(spec.name(), VrrpState.BACKUP));
                said = true;
            }
        }
        enter(turn, VrrpState.BACKUP, "every member is able again", List.of());
    }

    // Stop

    private void stopped(TurnBuilder turn) {
        boolean last = members.stream().allMatch(m -> m.state() == VrrpState.INIT);
        if (last && state != VrrpState.INIT) {
            VrrpState from = state;
            state = VrrpState.INIT;
            turn.groupLast(new StateChange(spec.name(), from, state, 0, true, "Aloft is stopping"));
        }
    }

    // Parts

    private List<VirtualRouter> failing() {
        return members.stream().filter(m -> !m.fitness().faults().isEmpty()).toList();
    }

    private List<VirtualRouter> others(VirtualRouter member) {
        return members.stream().filter(m -> m != member).toList();
    }

    private List<VirtualRouter> withFirst(VirtualRouter first) {
        return Stream.concat(Stream.of(first), others(first).stream()).toList();
    }

    private String causeOf(List<String> causes) {
        return "sync group %s has members that cannot take part: %s".formatted(spec.name(), String.join("; ", causes));
    }

    private static List<String> causesOf(List<VirtualRouter> failing) {
        return failing.stream()
                .flatMap(
                        m -> m.fitness().faults().stream().map(fault -> m.spec().name() + ": " + fault))
                .toList();
    }

    private void enter(TurnBuilder turn, VrrpState next, String cause, List<String> facts) {
        if (state != next) {
            VrrpState from = state;
            state = next;
            turn.groupLast(change(from, cause, facts));
        }
    }

    /** keepalived gives groups priority 0. */
    private StateChange change(VrrpState from, String cause, List<String> facts) {
        return new StateChange(spec.name(), from, state, 0, false, cause, facts);
    }
}
