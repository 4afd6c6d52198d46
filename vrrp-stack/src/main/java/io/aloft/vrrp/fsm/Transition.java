package io.aloft.vrrp.fsm;

import io.aloft.model.vrrp.VrrpState;
import java.util.List;

/**
 * The answer to one event.
 *
 * @param state after the event
 * @param actions to perform, in order
 * @param nextDeadlineNanos when the router wants {@link RouterEvent.TimePassed}; {@link VirtualRouter#NEVER} if not at all
 */
public record Transition(VrrpState state, List<RouterAction> actions, long nextDeadlineNanos) {

    public Transition {
        actions = List.copyOf(actions);
    }
}
