package io.aloft.vrrp.channel;

/**
 * A whole IP packet, version 4 or 6, that arrived.
 *
 * @param interfaceName where; empty when a routed packet came by a socket that is bound to no device
 * @param bytes owned by the receiver from now on; may hold other octets before and behind the packet
 * @param offset of the packet's first octet
 * @param length of the packet with the link's padding, at least one octet; what the IP header says is not checked
 * @param receivedNanos when the kernel took it, in terms of {@link System#nanoTime}
 */
@SuppressWarnings("ArrayRecordComponent") // A value in transit, never compared.
public record Arrival(String interfaceName, byte[] bytes, int offset, int length, long receivedNanos) {}
