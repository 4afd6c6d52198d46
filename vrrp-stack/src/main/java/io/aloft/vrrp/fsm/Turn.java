package io.aloft.vrrp.fsm;

import io.aloft.model.event.StateChange;
import java.util.List;

/**
 * What one event did to a sync group. A member may occur more than once; its last deadline counts.
 *
 * @param groupFirst what the group itself has to report before its members' actions are performed: its state at start
 * @param transitions of the members, to be performed in this order
 * @param groupChanges what the group itself has to report after that; {@code instance} is the name of the group
 */
public record Turn(List<StateChange> groupFirst, List<MemberTransition> transitions, List<StateChange> groupChanges) {

    public Turn {
        groupFirst = List.copyOf(groupFirst);
        transitions = List.copyOf(transitions);
        groupChanges = List.copyOf(groupChanges);
    }

    /** The answer of one member. */
    public record MemberTransition(VirtualRouter member, Transition transition) {}
}
