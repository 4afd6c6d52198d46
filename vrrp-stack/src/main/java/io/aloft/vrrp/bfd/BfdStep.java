package io.aloft.vrrp.bfd;

import java.util.List;

/**
 * The answer to one event.
 *
 * @param actions to perform in order
 * @param nextDeadlineNanos when the session wants {@link BfdEvent.TimePassed}
 */
public record BfdStep(List<BfdAction> actions, long nextDeadlineNanos) {

    /** No deadline. */
    public static final long NEVER = Long.MAX_VALUE;

    public BfdStep {
        actions = List.copyOf(actions);
    }
}
