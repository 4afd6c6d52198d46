package io.aloft.vrrp.fsm;

import io.aloft.model.event.StateChange;
import io.aloft.vrrp.fsm.Turn.MemberTransition;
import java.util.ArrayList;
import java.util.List;

/** Collects what one event does to the members of a sync group, in order. */
final class TurnBuilder {

    private final List<StateChange> first = new ArrayList<>();
    private final List<MemberTransition> transitions = new ArrayList<>();
    private final List<StateChange> last = new ArrayList<>();

    /** Adds an answer; two in a row of the same member become one. */
    void add(VirtualRouter member, Transition transition) {
        if (!transitions.isEmpty() && transitions.getLast().member() == member) {
            transitions.add(
                    new MemberTransition(member, joined(transitions.removeLast().transition(), transition)));
        } else {
            transitions.add(new MemberTransition(member, transition));
        }
    }

    private static Transition joined(Transition one, Transition next) {
        List<RouterAction> actions = new ArrayList<>(one.actions());
        actions.addAll(next.actions());
        return new Transition(next.state(), actions, next.nextDeadlineNanos());
    }

    /** Says something after the last answer. */
    void say(RouterAction.Log line) {
        MemberTransition latest = transitions.getLast();
        Transition answer = latest.transition();
        add(latest.member(), new Transition(answer.state(), List.of(line), answer.nextDeadlineNanos()));
    }

    void groupFirst(StateChange change) {
        first.add(change);
    }

    void groupLast(StateChange change) {
        last.add(change);
    }

    /** Whether a member that is Master heard of a lower one. */
    boolean lowerMasterHeard() {
        return transitions.stream()
                .flatMap(t -> t.transition().actions().stream())
                .anyMatch(action -> action instanceof RouterAction.ReportLowerPriority);
    }

    /** Why a member changed its state last in this turn; empty when it did not. */
    String lastCause(VirtualRouter member) {
        return transitions.stream()
                .filter(t -> t.member() == member)
                .flatMap(t -> t.transition().actions().stream())
                .filter(action -> action instanceof RouterAction.Report)
                .map(action -> ((RouterAction.Report) action).change().cause())
                .reduce("", (before, next) -> next);
    }

    Turn build() {
        return new Turn(first, transitions, last);
    }
}
