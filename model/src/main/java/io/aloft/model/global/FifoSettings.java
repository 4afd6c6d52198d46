package io.aloft.model.global;

import org.jspecify.annotations.Nullable;

/**
 * Where events are written for other programs.
 *
 * @param all events of VRRP and of virtual servers ({@code notify_fifo}); null for none
 * @param vrrp events of VRRP ({@code vrrp_notify_fifo}); null for none and when it is the same as {@code all}
 * @param lvs events of virtual servers ({@code lvs_notify_fifo}); null for none and when it is the same as {@code all}
 * @param statesOnReload all states are written after a reload ({@code fifo_write_vrrp_states_on_reload})
 */
public record FifoSettings(
        @Nullable FifoSpec all,
        @Nullable FifoSpec vrrp,
        @Nullable FifoSpec lvs,
        boolean statesOnReload) {

    /** No FIFO. */
    public static final FifoSettings DEFAULT = new FifoSettings(null, null, null, false);
}
