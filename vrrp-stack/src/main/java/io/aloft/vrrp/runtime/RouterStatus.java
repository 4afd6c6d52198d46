package io.aloft.vrrp.runtime;

import io.aloft.model.net.IpAddress;
import io.aloft.model.vrrp.VirtualRouterSpec;
import io.aloft.model.vrrp.VrrpState;
import org.jspecify.annotations.Nullable;

/**
 * How one virtual router stands.
 *
 * @param spec what it is configured to do
 * @param state where it stands
 * @param priority effective priority
 * @param master the Master it listens to while Backup, if it has heard one
 * @param cause why it is in this state
 * @param counters what it has sent, received and rejected so far
 */
public record RouterStatus(
        VirtualRouterSpec spec,
        VrrpState state,
        int priority,
        @Nullable IpAddress master,
        String cause,
        RouterCounters counters) {}
