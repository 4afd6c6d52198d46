package io.aloft.vrrp.runtime;

import io.aloft.model.net.IpAddress;
import io.aloft.model.net.MacAddress;
import io.aloft.model.vrrp.VirtualRouterSpec;
import io.aloft.netlink.route.Link;
import io.aloft.vrrp.channel.FrameChannel;
import io.aloft.vrrp.channel.UnicastChannel;
import io.aloft.vrrp.device.plan.RouterInterfaces;
import io.aloft.vrrp.packet.Advertisement;
import io.aloft.vrrp.packet.AdvertisementWriter;
import io.aloft.vrrp.packet.Authenticator;
import io.aloft.vrrp.packet.EthernetFrame;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends the advertisements of one virtual router: one frame to a multicast group, or one packet to each unicast peer. Owned
 * by the VRRP loop.
 */
final class AdvertisementSender {

    private static final Logger LOG = LoggerFactory.getLogger("io.aloft.vrrp");

    private final LinkTable links;
    private final Channels channels;
    private final RouterCounters.Running counters;
    private VirtualRouterSpec spec;
    private String interfaceName;
    private final AdvertisementWriter writer;

    /** Whether the operator knows that sending fails; a failure lasts for many advertisements. */
    private boolean errorSaid;

    AdvertisementSender(VirtualRouterSpec spec, LinkTable links, Channels channels, RouterCounters.Running counters) {
        this.links = links;
        this.channels = channels;
        this.counters = counters;
        this.spec = spec;
        this.interfaceName = RouterInterfaces.of(spec).sendsOn();
        this.writer = new AdvertisementWriter(spec);
    }

    /** From now on by this configuration; what authentication counts goes on. */
    void adopt(VirtualRouterSpec next) {
        spec = next;
        interfaceName = RouterInterfaces.of(next).sendsOn();
        writer.adopt(next);
    }

    /** What this router remembers of authenticated packets, sent and received. */
    Authenticator authenticator() {
        return writer.authenticator();
    }

    /** An error that comes after this is said again. */
    void forgetErrors() {
        errorSaid = false;
    }

    void send(int priority, @Nullable IpAddress source) {
        if (source == null) {
            failed("no source address", priority);
            return;
        }
        boolean sent = spec.isUnicast() ? unicast(priority, source) : multicast(priority, source);
        if (sent) {
            counters.sent++;
            if (priority == Advertisement.STOPPING) {
                counters.priorityZeroSent++;
            }
        }
    }

    private boolean multicast(int priority, IpAddress source) {
        FrameChannel channel = channels.frames(interfaceName);
        MacAddress mac = links.link(interfaceName).map(Link::mac).orElse(null);
        if (channel == null || mac == null) {
            failed("interface " + interfaceName + " cannot send", priority);
            return false;
        }
        try {
            byte[] packet = writer.packets(priority, source, Instant.now()).getFirst();
            channel.send(EthernetFrame.multicast(packet, mac));
            return true;
        } catch (IOException e) {
            failed(String.valueOf(e.getMessage()), priority);
            return false;
        }
    }

    /** One peer that cannot be reached keeps none of the others waiting. */
    private boolean unicast(int priority, IpAddress source) {
        UnicastChannel channel = channels.unicast(spec, source);
        if (channel == null) {
            failed("no socket for " + source, priority);
            return false;
        }
        boolean any = false;
        List<byte[]> packets = writer.packets(priority, source, Instant.now());
        for (int i = 0; i < packets.size(); i++) {
            try {
                channel.send(packets.get(i));
                any = true;
            } catch (IOException e) {
                failed("Cant send advert to " + writer.destinations().get(i) + " (" + e.getMessage() + ")", priority);
            }
        }
        return any;
    }

    private void failed(String reason, int priority) {
        counters.sendErrors++;
        // A Master whose interface went down says good-bye into the void; that it failed is no news.
        boolean farewellOnDeadLink =
                priority == Advertisement.STOPPING && !interfaceName.isEmpty() && !links.running(interfaceName);
        if (!errorSaid && !farewellOnDeadLink) {
            errorSaid = true;
            if (reason.startsWith("Cant")) {
                LOG.warn("({}) {}", spec.name(), reason);
            } else {
                LOG.warn("({}): send advert error ({})", spec.name(), reason);
            }
        }
    }
}
