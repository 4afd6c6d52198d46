package io.aloft.vrrp.packet;

import io.aloft.model.net.IpAddress;
import io.aloft.model.vrrp.Unicast;
import io.aloft.model.vrrp.VirtualRouterSpec;

/**
 * How much a packet concerns a virtual router on the interface where it came. Several routers may share a VRID there, by other
 * groups or other peers: those get the packet whom it concerns most.
 */
public enum Concern {
    /** Another VRID, family, group or destination. */
    NONE,
    /** Unicast to a router of a group, or multicast to one with peers: worth a complaint if nobody else wants it. */
    WRONG_WAY,
    /** For this router. */
    ADDRESSED,
    /** For this router, and from one of its peers: it tells routers apart that are alike in everything but their peers. */
    PEER;

    /** Of a packet for a router. */
    public static Concern of(ReceivedPacket packet, VirtualRouterSpec spec) {
        if (packet.vrid() != spec.vrid() || packet.family() != spec.family()) {
            return NONE;
        }
        boolean multicast = packet.destination().isMulticast();
        if (multicast == spec.isUnicast()) {
            return WRONG_WAY;
        }
        if (!reaches(packet.destination(), spec)) {
            return NONE;
        }
        return spec.isUnicast() && isPeer(packet.source(), spec) ? PEER : ADDRESSED;
    }

    /** Whether a destination of the right kind is ours. Without a configured source any unicast that came is. */
    static boolean reaches(IpAddress destination, VirtualRouterSpec spec) {
        IpAddress ours = spec.isUnicast() ? spec.sourceAddress() : spec.group();
        return ours == null || ours.equals(destination);
    }

    private static boolean isPeer(IpAddress source, VirtualRouterSpec spec) {
        for (Unicast.Peer peer : spec.options().unicast().peers()) {
            if (peer.address().equals(source)) {
                return true;
            }
        }
        return false;
    }
}
