package io.aloft.vrrp.channel;

/** Takes packets from a receiving thread; must not block. */
@FunctionalInterface
public interface PacketSink {

    void packet(Arrival arrival);

    /**
     * How long the sink can do without packets that have arrived already, since nothing that they may decide is due before.
     *
     * @param nowNanos in terms of {@link System#nanoTime}
     */
    default long patienceNanos(long nowNanos) {
        return Long.MAX_VALUE;
    }
}
