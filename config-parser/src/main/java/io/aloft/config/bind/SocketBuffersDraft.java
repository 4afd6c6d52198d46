package io.aloft.config.bind;

import io.aloft.model.global.SocketBuffers;
import org.jspecify.annotations.Nullable;

/** One pair of {@code *_rcv_bufs} and {@code *_rcv_bufs_force}. */
public final class SocketBuffersDraft {

    @Nullable
    Long bytes;

    boolean force;

    public SocketBuffers settings() {
        return new SocketBuffers(bytes, force);
    }
}
