package io.aloft.vrrp.packet;

import io.aloft.model.net.IpAddress;
import io.aloft.model.vrrp.Authentication;
import io.aloft.model.vrrp.VirtualAddress;
import io.aloft.model.vrrp.VirtualRouterSpec;
import io.aloft.vrrp.packet.Verdict.Accepted;
import io.aloft.vrrp.packet.Verdict.Dropped;
import io.aloft.vrrp.packet.Verdict.Kind;
import io.aloft.vrrp.packet.Verdict.Objection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The checks of RFC 3768 section 7.1 in keepalived's order: the first that fails decides what is counted and said.
 */
public final class ReceiveChecks {

    private static final int VRRP_HEADER = 8;
    private static final int AUTHENTICATION_DATA = 8;
    private static final int TTL = 255;
    private static final int TYPE_ADVERTISEMENT = 1;

    private ReceiveChecks() {}

    /**
     * Judges a packet that carries the VRID of {@code spec}.
     *
     * @param master whose advertisement was accepted last, for {@code skip_check_adv_addr}
     */
    public static Verdict check(ReceivedPacket packet, VirtualRouterSpec spec, @Nullable IpAddress master) {
        Optional<Objection> reason = length(packet)
                .or(() -> header(packet, spec))
                .or(() -> authentication(packet, spec))
                .or(() -> rest(packet, spec));
        if (reason.isPresent()) {
            return new Dropped(reason.get());
        }
        var advertisement = new Advertisement(
                packet.source(), packet.priority(), packet.addresses(), Duration.ofSeconds(packet.interval()));
        boolean skipAddresses = spec.skipCheckAdvertAddress() && packet.source().equals(master);
        return new Accepted(advertisement, skipAddresses ? List.of() : addressRemarks(packet, spec));
    }

    /** "MUST verify that the received packet contains the complete VRRP packet" (RFC 3768 section 7.1). */
    private static Optional<Objection> length(ReceivedPacket packet) {
        int expected = packet.ipHeaderLength() + VRRP_HEADER + 4 * packet.addressCount() + AUTHENTICATION_DATA;
        // A packet of another version has another layout; the version is what to complain about.
        if (packet.version() != 2 || packet.receivedLength() == expected) {
            return Optional.empty();
        }
        String how = packet.receivedLength() < expected ? "too short" : "too long";
        return objection(
                Kind.LENGTH,
                "vrrp packet from %s %s, length %d and expect %d",
                packet.source(),
                how,
                packet.receivedLength(),
                expected);
    }

    /** "MUST verify that the IP TTL is 255" and "that the VRRP version is 2" (RFC 3768 section 7.1). */
    private static Optional<Objection> header(ReceivedPacket packet, VirtualRouterSpec spec) {
        if (packet.ttl() != TTL) {
            return objection(
                    Kind.TTL, "invalid TTL/HL from %s. Received %d and expect %d", packet.source(), packet.ttl(), TTL);
        }
        if (packet.version() != spec.version()) {
            return objection(
                    Kind.VERSION,
                    "wrong VRRP version from %s. Received %d and expect %d",
                    packet.source(),
                    packet.version(),
                    spec.version());
        }
        return Optional.empty();
    }

    /** "MUST perform authentication specified by Auth Type" (RFC 2338 section 7.1). */
    private static Optional<Objection> authentication(ReceivedPacket packet, VirtualRouterSpec spec) {
        int ours = spec.authentication() instanceof Authentication.Password ? 1 : 0;
        if (packet.authenticationType() > 2) {
            return objection(
                    Kind.AUTHENTICATION_TYPE,
                    "Invalid auth type from %s: %d",
                    packet.source(),
                    packet.authenticationType());
        }
        if (packet.authenticationType() != ours) {
            return objection(
                    Kind.AUTHENTICATION_MISMATCH,
                    "received a %d auth from %s, expecting %d!",
                    packet.authenticationType(),
                    packet.source(),
                    ours);
        }
        // The exclusive or looks at all 64 bits whatever they are, so the time tells nothing about the password.
        if (spec.authentication() instanceof Authentication.Password password
                && (password.data() ^ packet.authenticationData()) != 0) {
            return objection(Kind.AUTHENTICATION_FAILURE, "received an invalid passwd from %s!", packet.source());
        }
        return Optional.empty();
    }

    private static Optional<Objection> rest(ReceivedPacket packet, VirtualRouterSpec spec) {
        // "MUST verify that the Adver Interval in the packet is the same as the locally configured" (RFC 3768 7.1).
        if (packet.interval() != spec.advertInterval().toSeconds()) {
            return objection(
                    Kind.INTERVAL,
                    "advertisement interval mismatch with %s mine=%d sec rcv'd=%d sec",
                    packet.source(),
                    spec.advertInterval().toSeconds(),
                    packet.interval());
        }
        if (packet.type() != TYPE_ADVERTISEMENT) {
            return objection(
                    Kind.TYPE,
                    "Invalid packet type from %s. %d and expect %d",
                    packet.source(),
                    packet.type(),
                    TYPE_ADVERTISEMENT);
        }
        if (packet.ipTotalLength() != packet.receivedLength()) {
            return objection(
                    Kind.LENGTH,
                    "ip_tot_len mismatch against received length from %s. %d and received %d",
                    packet.source(),
                    packet.ipTotalLength(),
                    packet.receivedLength());
        }
        if (!packet.checksumCorrect()) {
            return objection(Kind.CHECKSUM, "Invalid VRRPv%d checksum from %s", packet.version(), packet.source());
        }
        if (!packet.destination().equals(spec.group())) {
            return objection(
                    Kind.DESTINATION,
                    "Expected multicast packet to %s but received packet to %s from %s",
                    spec.group(),
                    packet.destination(),
                    packet.source());
        }
        return Optional.empty();
    }

    /**
     * "MAY verify that the IP addresses associated with the VRID are valid" (RFC 3768 section 7.1). keepalived 2.4
     * says it and accepts the advertisement; 2.2.7 drops it, which makes a second Master of a typing error.
     */
    private static List<Objection> addressRemarks(ReceivedPacket packet, VirtualRouterSpec spec) {
        List<Objection> remarks = new ArrayList<>();
        if (packet.addressCount() != spec.addresses().size()) {
            remarks.add(new Objection(
                    Kind.ADDRESS_LIST,
                    "expected %d VIPs but received %d"
                            .formatted(spec.addresses().size(), packet.addressCount())));
        }
        for (VirtualAddress ours : spec.addresses()) {
            if (!packet.addresses().contains(ours.address())) {
                remarks.add(new Objection(
                        Kind.ADDRESS_LIST,
                        "ip address associated with VRID %d not present in advert from %s: %s"
                                .formatted(spec.vrid(), packet.source(), ours.address())));
                break;
            }
        }
        return remarks;
    }

    private static Optional<Objection> objection(Kind kind, String format, Object... values) {
        return Optional.of(new Objection(kind, format.formatted(values)));
    }
}
