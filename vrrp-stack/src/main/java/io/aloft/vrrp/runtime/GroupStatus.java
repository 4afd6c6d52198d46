package io.aloft.vrrp.runtime;

import io.aloft.model.vrrp.SyncGroupSpec;
import io.aloft.model.vrrp.VrrpState;
import java.util.List;

/**
 * How one sync group stands.
 *
 * @param spec what it is configured to do
 * @param state where it stands
 * @param history its last transitions, oldest first
 */
public record GroupStatus(SyncGroupSpec spec, VrrpState state, List<JournalEntry> history) {

    public GroupStatus {
        history = List.copyOf(history);
    }
}
