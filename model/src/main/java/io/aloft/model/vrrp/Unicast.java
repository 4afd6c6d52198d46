package io.aloft.model.vrrp;

import io.aloft.model.net.IpAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Advertisements sent to named peers instead of a multicast group.
 *
 * @param peers in configuration order; empty means multicast ({@code unicast_peer})
 * @param ttl of what is sent, 0..255; null for 255 over IPv4 and the kernel's default over IPv6 ({@code unicast_ttl})
 * @param faultWithoutPeer without peers the instance stays in FAULT ({@code unicast_fault_no_peer})
 * @param checkSource only peers are listened to ({@code check_unicast_src}, or a TTL limit of some peer)
 */
public record Unicast(List<Peer> peers, @Nullable Integer ttl, boolean faultWithoutPeer, boolean checkSource) {

    /** Multicast. */
    public static final Unicast NONE = new Unicast(List.of(), null, false, false);

    public Unicast {
        peers = List.copyOf(peers);
    }

    /**
     * One line of {@code unicast_peer}.
     *
     * @param address of the other router
     * @param minTtl least TTL of what it sends, 0..255 (default 0)
     * @param maxTtl greatest TTL of what it sends, 0..255 (default 255)
     */
    public record Peer(IpAddress address, int minTtl, int maxTtl) {}
}
