package io.aloft.vrrp.fsm;

import io.aloft.model.vrrp.VrrpState;
import java.util.List;

/**
 * Where a virtual router stands, with only those facts that are true there. {@link RouterCore#enter} alone replaces it:
 *
 * <ul>
 *   <li>Initialize → Backup, Master (owner) or Fault: startup, or the first script result
 *   <li>Backup → Master: the Master_Down_Timer expires
 *   <li>Backup, Master → Fault: something that is tracked without weight fails
 *   <li>Master → Backup: a better advertisement arrives
 *   <li>Fault → Backup: everything that is tracked works again
 *   <li>any → Initialize: shutdown
 * </ul>
 *
 * In a sync group the group decides about the way to Master, the way out of Fault, and what the others have to follow.
 */
sealed interface RouterState permits RouterState.Initialize, RouterState.Fault, Backup, Master {

    VrrpState kind();

    /** The earliest deadline of this state. */
    long nextDeadlineNanos();

    /** Not started, stopped, or waiting for the first result of a script that decides alone. */
    record Initialize() implements RouterState {
        @Override
        public VrrpState kind() {
            return VrrpState.INIT;
        }

        @Override
        public long nextDeadlineNanos() {
            return VirtualRouter.NEVER;
        }
    }

    /**
     * Unable to take part.
     *
     * @param causes in keepalived's words, at least one
     */
    record Fault(List<String> causes) implements RouterState {
        public Fault {
            causes = List.copyOf(causes);
        }

        @Override
        public VrrpState kind() {
            return VrrpState.FAULT;
        }

        @Override
        public long nextDeadlineNanos() {
            return VirtualRouter.NEVER;
        }
    }
}
