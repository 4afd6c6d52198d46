package io.aloft.vrrp.channel;

import io.aloft.model.net.IpAddress;
import java.util.Set;

/**
 * What a channel on one interface is for. Two requests that are equal are served by the same channel.
 *
 * @param interfaceName must exist
 * @param interfaceIndex its number now; a re-created interface has another one
 * @param groups multicast groups of either family to join, since switches forward only to members
 * @param vrids virtual routers to hear, 1..255; advertisements of others never leave the kernel. Empty: the channel only sends
 */
public record CaptureRequest(String interfaceName, int interfaceIndex, Set<IpAddress> groups, Set<Integer> vrids) {

    public CaptureRequest {
        groups = Set.copyOf(groups);
        vrids = Set.copyOf(vrids);
    }

    /** False for gratuitous ARP, neighbour advertisements, and a VMAC whose base interface does the hearing. */
    boolean hears() {
        return !vrids.isEmpty();
    }
}
