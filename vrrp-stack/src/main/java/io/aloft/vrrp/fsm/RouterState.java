package io.aloft.vrrp.fsm;

import io.aloft.model.net.IpAddress;
import io.aloft.model.vrrp.VrrpState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a virtual router stands, with only those facts that are true there. {@link VirtualRouter} alone replaces it:
 *
 * <ul>
 *   <li>Initialize → Backup, Master (owner) or Fault: startup, or the first script result
 *   <li>Backup → Master: the Master_Down_Timer expires
 *   <li>Backup, Master → Fault: something that is tracked without weight fails
 *   <li>Master → Backup: a better advertisement arrives
 *   <li>Fault → Backup: everything that is tracked works again
 *   <li>any → Initialize: shutdown
 * </ul>
 */
sealed interface RouterState {

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
     * Listening.
     *
     * @param masterDownAtNanos when the Master_Down_Timer expires
     * @param preemptFromNanos until then a Master of lower priority is let be ({@code preempt_delay}); NEVER when no
     *     such delay runs
     * @param master whose advertisement was accepted last, null before the first
     */
    record Backup(
            long masterDownAtNanos,
            long preemptFromNanos,
            @Nullable IpAddress master) implements RouterState {
        @Override
        public VrrpState kind() {
            return VrrpState.BACKUP;
        }

        @Override
        public long nextDeadlineNanos() {
            return masterDownAtNanos;
        }

        Backup until(long masterDownAt) {
            return new Backup(masterDownAt, preemptFromNanos, master);
        }
    }

    /**
     * Holding the virtual addresses.
     *
     * @param advertAtNanos when the Adver_Timer expires
     * @param announceAtNanos when the second block of gratuitous ARP is due, NEVER after it
     * @param announceRounds how many rounds that block has
     * @param refreshAtNanos when the next refresh is due, NEVER without {@code garp_master_refresh}
     * @param restoreAtNanos when addresses that somebody removed are put back, NEVER when none is missing
     * @param restoredAtNanos when they were put back last, so that a fight over an address stays bounded
     */
    record Master(
            long advertAtNanos,
            long announceAtNanos,
            int announceRounds,
            long refreshAtNanos,
            long restoreAtNanos,
            long restoredAtNanos)
            implements RouterState {
        @Override
        public VrrpState kind() {
            return VrrpState.MASTER;
        }

        @Override
        public long nextDeadlineNanos() {
            return Math.min(Math.min(advertAtNanos, announceAtNanos), Math.min(refreshAtNanos, restoreAtNanos));
        }

        Master advertAt(long nanos) {
            return new Master(nanos, announceAtNanos, announceRounds, refreshAtNanos, restoreAtNanos, restoredAtNanos);
        }

        Master announceAt(long nanos, int rounds) {
            return new Master(advertAtNanos, nanos, rounds, refreshAtNanos, restoreAtNanos, restoredAtNanos);
        }

        Master refreshAt(long nanos) {
            return new Master(advertAtNanos, announceAtNanos, announceRounds, nanos, restoreAtNanos, restoredAtNanos);
        }

        Master restoreAt(long nanos) {
            return new Master(advertAtNanos, announceAtNanos, announceRounds, refreshAtNanos, nanos, restoredAtNanos);
        }

        Master restored(long nanos) {
            return new Master(
                    advertAtNanos, announceAtNanos, announceRounds, refreshAtNanos, VirtualRouter.NEVER, nanos);
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
