package io.aloft.vrrp.packet;

import io.aloft.model.net.IpAddress;
import io.aloft.model.vrrp.Unicast;
import io.aloft.model.vrrp.VirtualRouterSpec;
import java.time.Instant;
import java.util.List;

/**
 * The advertisements of one virtual router to everybody whom it speaks to, through all its reloads: a multicast group or its
 * unicast peers. Not thread-safe.
 */
public final class AdvertisementWriter {

    private List<IpAddress> destinations;
    private Authenticator authenticator;
    private AdvertisementEncoder encoder;

    /** For a router that has sent and heard nothing yet. */
    public AdvertisementWriter(VirtualRouterSpec spec) {
        this.destinations = destinations(spec);
        this.authenticator = new Authenticator(spec);
        this.encoder = new AdvertisementEncoder(spec, authenticator);
    }

    private static List<IpAddress> destinations(VirtualRouterSpec spec) {
        return spec.isUnicast()
                ? spec.options().unicast().peers().stream()
                        .map(Unicast.Peer::address)
                        .toList()
                : List.of(spec.group());
    }

    /** From now on by this configuration; what authentication counts goes on. */
    public void adopt(VirtualRouterSpec next) {
        destinations = destinations(next);
        authenticator = authenticator.reconfigured(next);
        encoder = encoder.reconfigured(next, authenticator);
    }

    /** To whom it speaks: the group, or each peer. */
    public List<IpAddress> destinations() {
        return destinations;
    }

    /** What this router remembers of authenticated packets, sent and received. */
    public Authenticator authenticator() {
        return authenticator;
    }

    /** One advertisement: a whole IP packet for each of the {@link #destinations()}, as {@link AdvertisementEncoder} writes it. */
    public List<byte[]> packets(int priority, IpAddress source, Instant now) {
        return encoder.packets(priority, source, destinations, now);
    }
}
