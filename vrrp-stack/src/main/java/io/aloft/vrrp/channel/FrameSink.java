package io.aloft.vrrp.channel;

/** Takes frames from a capture thread; must not block. */
@FunctionalInterface
public interface FrameSink {

    /**
     * A frame arrived.
     *
     * @param interfaceName where
     * @param frame the whole Ethernet frame, owned by the receiver from now on
     * @param receivedNanos when the kernel took it, in terms of {@link System#nanoTime}
     */
    void frame(String interfaceName, byte[] frame, long receivedNanos);
}
