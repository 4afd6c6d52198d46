package io.aloft.vrrp.packet;

import io.aloft.model.net.IpAddress;
import io.aloft.model.vrrp.Authentication;
import io.aloft.model.vrrp.Unicast;
import io.aloft.model.vrrp.VirtualAddress;
import io.aloft.model.vrrp.VirtualRouterSpec;
import io.aloft.model.vrrp.VrrpState;
import io.aloft.vrrp.packet.Verdict.Accepted;
import io.aloft.vrrp.packet.Verdict.Dropped;
import io.aloft.vrrp.packet.Verdict.Kind;
import io.aloft.vrrp.packet.Verdict.Objection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The checks of RFC 3768 and RFC 9568 section 7.1 in keepalived's order: the first that fails decides what is counted and said.
 * The source MAC address is none of them, so VMACs need nothing here.
 */
public final class ReceiveChecks {

    /** Behind the first. */
    private static final int CHECKS = 12;

    private final ReceivedPacket packet;
    private final VirtualRouterSpec spec;
    private final Receiver receiver;
    /** Of the VRRP message that the address count promises. */
    private final int messageLength;

    private ReceiveChecks(ReceivedPacket packet, VirtualRouterSpec spec, Receiver receiver) {
        this.packet = packet;
        this.spec = spec;
        this.receiver = receiver;
        this.messageLength = Layout.message(spec.version(), spec.family(), packet.addressCount());
    }

    /**
     * Judges a packet that carries the VRID and the family of {@code spec}, for a router that is neither in INIT nor in FAULT:
     * those hear nothing.
     */
    public static Verdict check(ReceivedPacket packet, VirtualRouterSpec spec, Receiver receiver) {
        return new ReceiveChecks(packet, spec, receiver).verdict();
    }

    private Verdict verdict() {
        List<Objection> remarks = new ArrayList<>(0);
        Optional<Objection> reason = objection(remarks);
        if (reason.isPresent()) {
            return new Dropped(reason.get());
        }
        synchronizeSequence(remarks);
        return new Accepted(
                new Advertisement(packet.source(), packet.priority(), packet.addresses(), interval()), remarks);
    }

    /**
     * The first of all. A chain of {@code or} would read better, and cost more than all the checks: each of its lambdas is made
     * anew for every packet, which takes the JVM of a director, with its small compiler, as long as several checks.
     */
    private Optional<Objection> objection(List<Objection> remarks) {
        Optional<Objection> reason = elsewhere();
        for (int next = 0; reason.isEmpty() && next < CHECKS; next++) {
            reason = switch (next) {
                case 0 -> authenticationHeader();
                case 1 -> length();
                case 2 -> header();
                case 3 -> trailer(remarks);
                case 4 -> authentication();
                case 5 -> message();
                case 6 -> intervalRemark(remarks);
                case 7 -> checksum(remarks);
                case 8 -> destination();
                case 9 -> owner();
                case 10 -> addressRemarks(remarks);
                default -> peer();
            };
        }
        return reason;
    }

    /** keepalived's sockets do not even get what is for another group or address; over IPv6 it leaves the rest alone too. */
    private Optional<Objection> elsewhere() {
        boolean rightWay = packet.destination().isMulticast() != spec.isUnicast();
        if (rightWay
                ? Concern.reaches(packet.destination(), spec)
                : packet.destination().isIpv4()) {
            return Optional.empty();
        }
        return Objection.of(
                Kind.ELSEWHERE,
                "packet from %s to %s is not for this virtual router",
                packet.source(),
                packet.destination());
    }

    private Optional<Objection> authenticationHeader() {
        if (packet.messageLength() < Layout.VRRP_HEADER) {
            return tooShort(packet.receivedLength() - packet.messageLength() + Layout.VRRP_HEADER);
        }
        boolean wanted = receiver.authenticator().header() != null;
        if (wanted == packet.hasAuthenticationHeader()) {
            return Optional.empty();
        }
        return Objection.of(
                Kind.AUTHENTICATION_HEADER,
                wanted ? "No AH header but auth type is AH from %s" : "Received AH header but auth type not AH from %s",
                packet.source());
    }

    /** "MUST verify that the received packet contains the complete VRRP packet" (RFC 9568 section 7.1). */
    private Optional<Objection> length() {
        int received = packet.receivedLength();
        int expected = received - packet.messageLength() + messageLength;
        int surplus = received - expected;
        // A packet of another version has another layout; the version is what to complain about.
        if (packet.version() != spec.version() || surplus == 0) {
            return Optional.empty();
        }
        if (surplus < 0) {
            return tooShort(expected);
        }
        boolean trailer = receiver.authenticator().trailer() != null && surplus == Layout.TRAILER;
        // Some senders count the padding of a short frame as part of the packet. Packets are multiples of four bytes
        // long and
        // the least payload of a frame is not.
        boolean padding = expected < Layout.LEAST_PAYLOAD && surplus % 4 == 2;
        return trailer || padding
                ? Optional.empty()
                : Objection.of(
                        Kind.LENGTH,
                        "vrrp packet from %s too long, length %d and expect %d",
                        packet.source(),
                        received,
                        expected);
    }

    private Optional<Objection> tooShort(int expected) {
        return Objection.of(
                Kind.LENGTH,
                "vrrp packet from %s too short, length %d and expect %d",
                packet.source(),
                packet.receivedLength(),
                expected);
    }

    /** "MUST verify that the IPv4 TTL or IPv6 Hop Limit is 255" and the version (RFC 9568 section 7.1). */
    private Optional<Objection> header() {
        // Unicast may cross routers, so keepalived does not look at its TTL here.
        if (!spec.isUnicast() && packet.ttl() != Layout.TTL) {
            return Objection.of(
                    Kind.TTL,
                    "invalid TTL/HL from %s. Received %d and expect %d",
                    packet.source(),
                    packet.ttl(),
                    Layout.TTL);
        }
        if (packet.version() != spec.version()) {
            return Objection.of(
                    Kind.VERSION,
                    "wrong VRRP version from %s. Received %d and expect %d",
                    packet.source(),
                    packet.version(),
                    spec.version());
        }
        return Optional.empty();
    }

    private Optional<Objection> trailer(List<Objection> remarks) {
        HmacTrailer trailer = receiver.authenticator().trailer();
        if (trailer == null) {
            return Optional.empty();
        }
        Optional<Objection> objection = trailer.verify(packet, messageLength, receiver.now());
        if (objection.isEmpty()) {
            trailer.approaching(packet, messageLength, receiver.now()).ifPresent(remarks::add);
        }
        return objection;
    }

    /** "MUST perform authentication specified by Auth Type" (RFC 2338 section 7.1). */
    private Optional<Objection> authentication() {
        // keepalived looks at no part of it over IPv6, where nobody can tell a password.
        if (!Authenticator.usesAuthenticationData(spec)) {
            return Optional.empty();
        }
        int ours = AdvertisementEncoder.authenticationType(spec);
        if (packet.authenticationType() > 2) {
            return Objection.of(
                    Kind.AUTHENTICATION_TYPE,
                    "Invalid auth type from %s: %d",
                    packet.source(),
                    packet.authenticationType());
        }
        if (packet.authenticationType() != ours) {
            return Objection.of(
                    Kind.AUTHENTICATION_MISMATCH,
                    "received a %d auth from %s, expecting %d!",
                    packet.authenticationType(),
                    packet.source(),
                    ours);
        }
        // The exclusive or looks at all 64 bits whatever they are, so the time tells nothing about the password.
        if (ours == 1
                && spec.authentication() instanceof Authentication.Password password
                && (password.data() ^ packet.authenticationData()) != 0) {
            return Objection.of(Kind.AUTHENTICATION_FAILURE, "received an invalid passwd from %s!", packet.source());
        }
        AuthenticationHeader header = receiver.authenticator().header();
        return header == null ? Optional.empty() : header.verify(packet);
    }

    private Optional<Objection> message() {
        // "MUST verify that the Adver Interval in the packet is the same as the locally configured" (RFC 3768 7.1).
        if (spec.version() == 2
                && packet.intervalSeconds() != spec.advertInterval().toSeconds()) {
            return Objection.of(
                    Kind.INTERVAL,
                    "advertisement interval mismatch with %s mine=%d sec rcv'd=%d sec",
                    packet.source(),
                    spec.advertInterval().toSeconds(),
                    packet.intervalSeconds());
        }
        if (packet.type() != Layout.ADVERTISEMENT) {
            return Objection.of(
                    Kind.TYPE,
                    "Invalid packet type from %s. %d and expect %d",
                    packet.source(),
                    packet.type(),
                    Layout.ADVERTISEMENT);
        }
        if (packet.source().isIpv4() && packet.ipTotalLength() != packet.receivedLength()) {
            return Objection.of(
                    Kind.LENGTH,
                    "ip_tot_len mismatch against received length from %s. %d and received %d",
                    packet.source(),
                    packet.ipTotalLength(),
                    packet.receivedLength());
        }
        return Optional.empty();
    }

    /** Version 3 learns the Master's interval (RFC 9568 section 6.1), so another one is odd and no more. */
    private Optional<Objection> intervalRemark(List<Objection> remarks) {
        long ours = spec.advertInterval().toMillis() / 10;
        if (spec.version() == 3 && packet.intervalCentiseconds() != ours) {
            Objection.of(
                            Kind.INTERVAL,
                            "advertisement interval mismatch ours = %d centi-sec rcv'd=%d centi-sec",
                            ours,
                            packet.intervalCentiseconds())
                    .ifPresent(remarks::add);
        }
        return Optional.empty();
    }

    /** Nobody can wait for three intervals of zero: a Backup would be Master at once. Ours is used then. */
    private Duration interval() {
        return packet.interval().isZero() ? spec.advertInterval() : packet.interval();
    }

    /** "MUST verify the VRRP checksum" (RFC 9568 section 7.1). */
    private Optional<Objection> checksum(List<Objection> remarks) {
        return checksumMatches(remarks)
                ? Optional.empty()
                : Objection.of(Kind.CHECKSUM, "Invalid VRRPv%d checksum from %s", packet.version(), packet.source());
    }

    private boolean checksumMatches(List<Objection> remarks) {
        IpAddress destination = packet.destination();
        if (!destination.isIpv4()) {
            return packet.checksumMatches(packet.messageLength(), destination);
        }
        if (spec.version() == 2) {
            return packet.checksumMatches(messageLength);
        }
        boolean standard = packet.checksumMatches(messageLength, destination);
        boolean old = !destination.isMulticast() && packet.checksumMatches(messageLength, spec.group());
        // keepalived does not look at the checksum then. Each form that a peer may send is known, so damage is still
        // found.
        if (spec.options().conduct().checksumAsVersion2()) {
            return standard || old || packet.checksumMatches(messageLength);
        }
        Authenticator authenticator = receiver.authenticator();
        if (destination.isMulticast() || !authenticator.detectsChecksum()) {
            return authenticator.oldChecksum() && !destination.isMulticast() ? old : standard;
        }
        if (!standard && old && !authenticator.oldChecksum()) {
            authenticator.heardOldChecksum();
            Objection.of(Kind.OLD_CHECKSUM, "Setting unicast VRRPv3 checksum to old version")
                    .ifPresent(remarks::add);
        }
        return standard || old;
    }

    private Optional<Objection> destination() {
        if (packet.destination().isMulticast() != spec.isUnicast()) {
            return Optional.empty();
        }
        return Objection.of(
                Kind.DESTINATION,
                spec.isUnicast()
                        ? "Expected unicast packet but received multicast packet from %s"
                        : "Expected multicast packet but received unicast packet from %s",
                packet.source());
    }

    private Optional<Objection> owner() {
        return spec.isOwner() && spec.options().conduct().ownerIgnoresAdverts()
                ? Objection.of(Kind.OWNER, "Dropping packet(s) from %s since we are address owner", packet.source())
                : Optional.empty();
    }

    /**
     * "MAY verify that the IP addresses associated with the VRID are valid" (RFC 9568 section 7.1). keepalived 2.4
     * says it and accepts the advertisement; 2.2.7 drops it, which makes a second Master of a typing error.
     */
    private Optional<Objection> addressRemarks(List<Objection> remarks) {
        if (spec.skipCheckAdvertAddress() && packet.source().equals(receiver.master())) {
            return Optional.empty();
        }
        int ours = spec.addresses().size();
        if (packet.addressCount() != ours) {
            Objection.of(Kind.ADDRESS_COUNT, "expected %d VIPs but received %d", ours, packet.addressCount())
                    .ifPresent(remarks::add);
        }
        List<IpAddress> theirs = packet.addresses();
        Set<IpAddress> index = null;
        for (int i = 0; i < ours; i++) {
            VirtualAddress own = spec.addresses().get(i);
            // Nearly always both lists are in one order; only when they are not is a set worth its price.
            if (i < theirs.size() && theirs.get(i).equals(own.address())) {
                continue;
            }
            index = index == null ? new HashSet<>(theirs) : index;
            if (!index.contains(own.address())) {
                Objection.of(
                                Kind.ADDRESS_LIST,
                                "ip address associated with VRID %d not present in advert from %s: %s",
                                spec.vrid(),
                                packet.source(),
                                own.address())
                        .ifPresent(remarks::add);
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    private Optional<Objection> peer() {
        Unicast unicast = spec.options().unicast();
        if (!spec.isUnicast() || !unicast.checkSource()) {
            return Optional.empty();
        }
        for (Unicast.Peer peer : unicast.peers()) {
            if (peer.address().equals(packet.source())) {
                return packet.ttl() >= peer.minTtl() && packet.ttl() <= peer.maxTtl()
                        ? Optional.empty()
                        : Objection.of(
                                Kind.PEER_TTL,
                                "TTL/HL %d from %s not in range [%d, %d]",
                                packet.ttl(),
                                packet.source(),
                                peer.minTtl(),
                                peer.maxTtl());
            }
        }
        return Objection.of(Kind.SOURCE, "unicast source address %s not a unicast peer", packet.source());
    }

    /**
     * A Master that answers a lower router passes over the number which that one would use next. keepalived does so when the
     * address decides, too, and not when the other says that it stops.
     */
    private void synchronizeSequence(List<Objection> remarks) {
        AuthenticationHeader header = receiver.authenticator().header();
        if (header == null || receiver.state() != VrrpState.MASTER || packet.priority() == Advertisement.STOPPING) {
            return;
        }
        boolean lower = packet.priority() < receiver.priority()
                || packet.priority() == receiver.priority() && header.isBelowOurs(packet.source());
        if (lower) {
            header.skipBeyond(packet.sequence());
            Objection.of(Kind.SEQUENCE_SYNC, "IPSEC-AH : Syncing seq_num - Increment seq")
                    .ifPresent(remarks::add);
        }
    }
}
