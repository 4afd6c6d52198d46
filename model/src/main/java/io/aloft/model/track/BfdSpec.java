package io.aloft.model.track;

import io.aloft.model.net.IpAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A {@code bfd_instance}: a session of bidirectional forwarding detection (RFC 5880).
 *
 * @param name at most 31 characters
 * @param neighbour the other end ({@code neighbor_ip})
 * @param source local address ({@code source_ip}); null leaves it to the kernel
 * @param minRx shortest interval wanted between packets received, 1..4294967 ms (default 10 ms)
 * @param minTx shortest interval between packets sent, 1..4294967 ms (default 10 ms)
 * @param idleTx interval while the session is down, 1000..4294967 ms (default 1 s)
 * @param multiplier lost packets that end the session, 1..255 (default 5)
 * @param passive waits for the neighbour to start
 * @param ttl of what is sent, 1..255 ({@code ttl}, {@code hoplimit}; default 255 over IPv4, 64 over IPv6)
 * @param maxHops by how much the TTL of what is received may be below {@code ttl}, -1..255; -1 and 255 for any (default 0)
 * @param multihop UDP port 4784 instead of 3784 ({@code multihop})
 * @param weight -253..253 (default 0)
 * @param reverse the weight works the other way round
 * @param toVrrp VRRP learns of it
 * @param toCheckers checkers learn of it
 */
public record BfdSpec(
        String name,
        IpAddress neighbour,
        @Nullable IpAddress source,
        Duration minRx,
        Duration minTx,
        Duration idleTx,
        int multiplier,
        boolean passive,
        int ttl,
        int maxHops,
        boolean multihop,
        int weight,
        boolean reverse,
        boolean toVrrp,
        boolean toCheckers) {}
