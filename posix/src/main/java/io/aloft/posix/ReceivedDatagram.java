package io.aloft.posix;

/**
 * A datagram of an IP socket with what the kernel tells about its way.
 *
 * @param bytes owned by the receiver: the payload, but of a raw IPv4 socket the whole packet
 * @param source 4 or 16 octets
 * @param sourcePort 0..65535; zero for raw sockets
 * @param destination 4 or 16 octets; empty when the kernel did not say
 * @param interfaceIndex where it arrived; zero when the kernel did not say
 * @param ttl time to live or hop limit on arrival, 0..255; −1 when the kernel did not say
 * @param receivedNanos when the kernel took it, in terms of {@link System#nanoTime}
 */
@SuppressWarnings("ArrayRecordComponent") // A value in transit, never compared.
public record ReceivedDatagram(
        byte[] bytes,
        byte[] source,
        int sourcePort,
        byte[] destination,
        int interfaceIndex,
        int ttl,
        long receivedNanos) {}
