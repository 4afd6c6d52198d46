package io.aloft.model.global;

import org.jspecify.annotations.Nullable;

/**
 * The receive buffers of the netlink sockets of VRRP or of IPVS, or of the process monitor.
 *
 * @param bytes 0..4294967295, 0 to leave it ({@code *_rcv_bufs}); null for the kernel's default
 * @param force set beyond the system's limit ({@code *_rcv_bufs_force})
 */
public record SocketBuffers(@Nullable Long bytes, boolean force) {

    /** The kernel decides. */
    public static final SocketBuffers DEFAULT = new SocketBuffers(null, false);
}
