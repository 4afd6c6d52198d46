package io.aloft.vrrp.channel;

/** Takes packets from a receiving thread; must not block. */
@FunctionalInterface
public interface PacketSink {

    void packet(Arrival arrival);
}
