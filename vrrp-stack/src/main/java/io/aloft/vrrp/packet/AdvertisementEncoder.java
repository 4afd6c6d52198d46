package io.aloft.vrrp.packet;

import io.aloft.model.net.AddressFamily;
import io.aloft.model.net.IpAddress;
import io.aloft.model.vrrp.AdvertisementSize;
import io.aloft.model.vrrp.Authentication;
import io.aloft.model.vrrp.VirtualAddress;
import io.aloft.model.vrrp.VirtualRouterSpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Builds whole IP packets with the advertisements of one virtual router.
 *
 * <pre>
 * | IP header | authentication header (AH only) | message | trailer (auth_hmac only) |
 *
 * version 2 (RFC 3768 section 5.1)          version 3 (RFC 9568 section 5.2)
 * | 0x21 | VRID | priority | addresses |    | 0x31 | VRID | priority | addresses |
 * | auth | seconds | checksum (2)      |    | centiseconds (2) | checksum (2)    |
 * | addresses ...                      |    | addresses ...                      |
 * | authentication data (8, IPv4 only) |
 * </pre>
 *
 * <p>Nearly all of a packet never changes, so it is made once and copied. Not thread-safe: it counts the IP identification,
 * which keepalived starts at 1, raises with every advertisement and never lets be 0.
 */
public final class AdvertisementEncoder {

    /** Internetwork control (RFC 791), as keepalived and most routers mark VRRP. */
    private static final int TRAFFIC_CLASS = 0xc0;
    /** Linux' own for unicast over IPv6, which keepalived leaves to the kernel. */
    private static final int HOP_LIMIT_UNICAST = 64;

    private static final int PRIORITY = 2;
    private static final int CHECKSUM = 6;

    private final VirtualRouterSpec spec;
    private final Authenticator authenticator;
    private final boolean ipv4;
    private final int message;
    private final int messageLength;
    private final byte[] template;
    private final long messageSum;
    private int identification;

    /**
     * An encoder whose next identification is 1.
     *
     * @param authenticator of the same router; the one that its checks use
     * @throws IllegalArgumentException when the router advertises more addresses than a packet can count, which
     *     {@link AdvertisementSize} prevents
     */
    public AdvertisementEncoder(VirtualRouterSpec spec, Authenticator authenticator) {
        int count = spec.addresses().size();
        if (count > AdvertisementSize.MOST_ADDRESSES) {
            throw new IllegalArgumentException("(%s) %d addresses do not fit into an advertisement (at most %d)"
                    .formatted(spec.name(), count, AdvertisementSize.MOST_ADDRESSES));
        }
        this.spec = spec;
        this.authenticator = authenticator;
        this.ipv4 = spec.family() == AddressFamily.INET;
        int ipHeader = Layout.ipHeader(spec.family());
        this.message = ipHeader + (authenticator.header() == null ? 0 : Layout.AH_HEADER);
        this.messageLength = Layout.message(spec.version(), spec.family(), count);
        this.template = new byte[message + messageLength + (sendsTrailer() ? Layout.TRAILER : 0)];
        writeIpHeader(ipHeader);
        writeMessage();
        this.messageSum = InternetChecksum.sum(template, message, messageLength);
    }

    /** An encoder for another configuration of the same router, whose identifications go on. */
    public AdvertisementEncoder reconfigured(VirtualRouterSpec after, Authenticator afterwards) {
        var encoder = new AdvertisementEncoder(after, afterwards);
        encoder.identification = identification;
        return encoder;
    }

    /**
     * The next advertisement, one packet for each destination. All are one to the receivers: they have one identification
     * and one number of AH or {@code auth_hmac}. The arrays belong to the caller.
     *
     * @param priority effective priority 1..255, or 0 to say that this Master stops
     * @param source address of the IP header
     * @param destinations the multicast group or the unicast peers, of the source's family
     * @param now for the number of {@code auth_hmac}
     */
    public List<byte[]> packets(int priority, IpAddress source, List<IpAddress> destinations, Instant now) {
        requireFamily(source);
        identification = identification == 0xffff ? 1 : identification + 1;
        byte[] common = common(priority, source, now);
        if (destinations.size() == 1) {
            return List.of(finished(common, priority, source, destinations.getFirst()));
        }
        List<byte[]> packets = new ArrayList<>(destinations.size());
        for (IpAddress destination : destinations) {
            packets.add(finished(common.clone(), priority, source, destination));
        }
        return packets;
    }

    /** What does not depend on the destination. */
    private byte[] common(int priority, IpAddress source, Instant now) {
        byte[] packet = template.clone();
        packet[message + PRIORITY] = (byte) priority;
        if (ipv4) {
            Layout.put16(packet, 4, identification);
        }
        Layout.put(packet, ipv4 ? 12 : 8, source);
        AuthenticationHeader header = authenticator.header();
        if (header != null) {
            header.write(packet, source);
        }
        HmacTrailer trailer = authenticator.trailer();
        if (trailer != null && trailer.sends()) {
            trailer.sign(packet, message, messageLength, source, now);
        }
        return packet;
    }

    private byte[] finished(byte[] packet, int priority, IpAddress source, IpAddress destination) {
        requireFamily(destination);
        boolean unicast = !destination.isMulticast();
        packet[ipv4 ? 8 : 7] = (byte) ttl(unicast);
        Layout.put(packet, ipv4 ? 16 : 24, destination);
        Layout.put16(packet, message + CHECKSUM, checksum(packet, priority, source, destination));
        if (ipv4) {
            Layout.put16(packet, 10, InternetChecksum.of(packet, 0, Layout.IPV4_HEADER));
        }
        AuthenticationHeader header = authenticator.header();
        if (header != null) {
            header.seal(packet, unicast);
        }
        return packet;
    }

    /** RFC 9568 section 5.1.1.3: of multicast any other value than 255 shows that a router forwarded the packet. */
    private int ttl(boolean unicast) {
        Integer configured = spec.options().unicast().ttl();
        if (!unicast) {
            return Layout.TTL;
        }
        return configured != null ? configured : ipv4 ? Layout.TTL : HOP_LIMIT_UNICAST;
    }

    /** RFC 1071 lets sums of parts be added: of the message only the priority is new. */
    private int checksum(byte[] packet, int priority, IpAddress source, IpAddress destination) {
        long sum = messageSum + ((long) priority << 8);
        if (!ipv4) {
            // The kernel computes it over all that follows the IPv6 header, and so has to the receiver's.
            int trailer = packet.length - message - messageLength;
            sum += InternetChecksum.sum(packet, message + messageLength, trailer);
            return InternetChecksum.fold(
                    sum + InternetChecksum.pseudoHeader(source, destination, messageLength + trailer));
        }
        // RFC 3768 section 5.3.8: version 2 has no pseudo header.
        if (spec.version() == 3 && !spec.options().conduct().checksumAsVersion2()) {
            boolean old = authenticator.oldChecksum() && !destination.isMulticast();
            sum += InternetChecksum.pseudoHeader(source, old ? spec.group() : destination, messageLength);
        }
        return InternetChecksum.fold(sum);
    }

    private void writeIpHeader(int ipHeader) {
        int payload = template.length - ipHeader;
        int protocol = authenticator.header() == null ? Layout.VRRP : Layout.AH;
        if (ipv4) {
            template[0] = 0x45;
            template[1] = (byte) TRAFFIC_CLASS;
            Layout.put16(template, 2, template.length);
            template[9] = (byte) protocol;
        } else {
            Layout.put16(template, 0, 6 << 12 | TRAFFIC_CLASS << 4);
            Layout.put16(template, 4, payload);
            template[6] = (byte) protocol;
        }
    }

    private void writeMessage() {
        template[message] = (byte) (spec.version() << 4 | Layout.ADVERTISEMENT);
        template[message + 1] = (byte) spec.vrid();
        template[message + 3] = (byte) spec.addresses().size();
        if (spec.version() == 2) {
            template[message + 4] = (byte) authenticationType(spec);
            template[message + 5] = (byte) spec.advertInterval().toSeconds();
        } else {
            Layout.put16(template, message + 4, (int) (spec.advertInterval().toMillis() / 10));
        }
        int at = message + Layout.VRRP_HEADER;
        for (VirtualAddress address : spec.addresses()) {
            Layout.put(template, at, address.address());
            at += spec.family().addressBytes();
        }
        if (spec.authentication() instanceof Authentication.Password password
                && Authenticator.usesAuthenticationData(spec)) {
            Layout.put64(template, at, password.data());
        }
    }

    /** The type on the wire (RFC 2338 section 5.3.6). Over IPv6 keepalived names a password that it does not send. */
    static int authenticationType(VirtualRouterSpec spec) {
        return switch (spec.authentication()) {
            case Authentication.None none -> 0;
            case Authentication.Password password -> 1;
            case Authentication.Header header -> Authenticator.usesAuthenticationData(spec) ? 2 : 0;
        };
    }

    private boolean sendsTrailer() {
        HmacTrailer trailer = authenticator.trailer();
        return trailer != null && trailer.sends();
    }

    private void requireFamily(IpAddress address) {
        if (address.family() != spec.family()) {
            throw new IllegalArgumentException(
                    "(%s) %s is not of the family of the virtual addresses".formatted(spec.name(), address));
        }
    }
}
