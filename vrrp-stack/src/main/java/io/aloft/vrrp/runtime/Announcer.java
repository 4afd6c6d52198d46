package io.aloft.vrrp.runtime;

import io.aloft.model.net.IpAddress;
import io.aloft.netlink.route.Link;
import io.aloft.vrrp.channel.FrameChannel;
import io.aloft.vrrp.device.SettingFile;
import io.aloft.vrrp.packet.GratuitousArp;
import io.aloft.vrrp.packet.NeighbourAdvertisement;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells hosts and switches where an address is now: by gratuitous ARP, or by an unsolicited neighbour advertisement. Owned by
 * the VRRP loop.
 */
final class Announcer {

    private static final Logger LOG = LoggerFactory.getLogger("io.aloft.vrrp");

    /** keepalived looks again after this time whether a host forwards IPv6. */
    private static final long FORWARDING_VALID_NANOS = 5_000_000_000L;

    private record Forwarding(boolean on, long readNanos) {}

    private final LinkTable links;
    private final Channels channels;
    private final Map<String, Forwarding> forwarding = new HashMap<>();

    Announcer(LinkTable links, Channels channels) {
        this.links = links;
        this.channels = channels;
    }

    /** Sends one frame about {@code address} on its interface; losing one is harmless, since there are more rounds. */
    void announce(IpAddress address, String interfaceName, long nowNanos) {
        Link link = links.link(interfaceName).orElse(null);
        FrameChannel channel = channels.frames(interfaceName);
        if (link == null || link.mac() == null || channel == null || link.withoutArp()) {
            return;
        }
        String what = address.isIpv4() ? "gratuitous ARP" : "unsolicited Neighbour Advert";
        try {
            channel.send(
                    address.isIpv4()
                            ? GratuitousArp.frame(address, link.mac())
                            : NeighbourAdvertisement.frame(address, link.mac(), forwards(interfaceName, nowNanos)));
            LOG.debug("Sending {} on {} for {}", what, interfaceName, address);
        } catch (IOException e) {
            LOG.warn("Error ({}) sending {} on {} for {}", e.getMessage(), what, interfaceName, address);
        }
    }

    /** The Router flag of RFC 4861 section 4.4: a host that took it for a mere host would drop its default route. */
    private boolean forwards(String interfaceName, long nowNanos) {
        Forwarding known = forwarding.get(interfaceName);
        if (known == null || nowNanos - known.readNanos() >= FORWARDING_VALID_NANOS) {
            Path setting = Path.of("/proc/sys/net/ipv6/conf", interfaceName, "forwarding");
            known = new Forwarding(SettingFile.number(setting).orElse(0) != 0, nowNanos);
            forwarding.put(interfaceName, known);
        }
        return known.on();
    }
}
