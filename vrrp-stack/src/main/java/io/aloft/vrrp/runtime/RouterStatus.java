package io.aloft.vrrp.runtime;

import io.aloft.model.net.IpAddress;
import io.aloft.model.vrrp.VirtualRouterSpec;
import io.aloft.model.vrrp.VrrpState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How one virtual router stands.
 *
 * @param spec what it is configured to do
 * @param state where it stands
 * @param priority effective priority
 * @param reasons how that priority came about: the configured one and each contribution
 * @param master the Master it listens to while Backup, if it has heard one
 * @param cause why it is in this state
 * @param history its last transitions, oldest first
 * @param counters what it has sent, received and rejected so far
 */
public record RouterStatus(
        VirtualRouterSpec spec,
        VrrpState state,
        int priority,
        List<String> reasons,
        @Nullable IpAddress master,
        String cause,
        List<JournalEntry> history,
        RouterCounters counters) {

    public RouterStatus {
        reasons = List.copyOf(reasons);
        history = List.copyOf(history);
    }
}
