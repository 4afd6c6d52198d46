package io.aloft.model.global;

import org.jspecify.annotations.Nullable;

/**
 * How large the receive buffer of an advertisement socket is ({@code vrrp_rx_bufs_policy}).
 *
 * @param basis what it is computed from
 * @param bytes 0..4294967295 when the basis is BYTES, else null
 * @param multiplier how many packets fit, for the other bases ({@code vrrp_rx_bufs_multiplier}, 1..4294967295; default 3)
 */
public record ReceiveBufferPolicy(Basis basis, @Nullable Long bytes, long multiplier) {

    /** What the size is computed from; of several that are written the last of these counts. */
    public enum Basis {
        /** The kernel decides. */
        KERNEL,
        /** The length of an advertisement. */
        ADVERT,
        /** The largest packet of the interface. */
        MTU,
        /** A number. */
        BYTES
    }

    /** The kernel decides. */
    public static final ReceiveBufferPolicy DEFAULT = new ReceiveBufferPolicy(Basis.KERNEL, null, 3);
}
