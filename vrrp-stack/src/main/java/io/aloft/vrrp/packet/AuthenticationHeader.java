package io.aloft.vrrp.packet;

import io.aloft.model.net.IpAddress;
import io.aloft.model.vrrp.Authentication;
import io.aloft.vrrp.packet.Verdict.Kind;
import io.aloft.vrrp.packet.Verdict.Objection;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.Mac;

/**
 * The authentication header of version 2 over IPv4 ({@code auth_type AH}, RFC 2338 section 5.3.6.3): HMAC-MD5 cut to 96 bits
 * over what no router changes, and a counter against repetition. keepalived counts both directions with one counter.
 *
 * <pre>
 * | 112 | 4 | 0 (2) | SPI: the source address (4) | sequence number (4) | check value (12) |
 * </pre>
 */
final class AuthenticationHeader {

    private static final int SPI = 4;
    private static final int SEQUENCE = 8;
    private static final int CHECK_VALUE = 12;
    private static final int CHECK_BYTES = 12;
    /** The last number that may still be followed by another. */
    private static final int LAST = 0xfffffffd;

    private static final byte[] ZEROS = new byte[CHECK_BYTES];

    private final Mac mac;
    private final byte[] digest;
    private final byte[] header = new byte[60];
    private int spi;
    private int counter;
    private boolean exhausted;

    AuthenticationHeader(Authentication.Header configured) {
        // The key is the password cut to 8 bytes and filled with zeros, always all 8 of them.
        this.mac = Macs.of("HmacMD5", Arrays.copyOf(configured.password().getBytes(StandardCharsets.UTF_8), 8));
        this.digest = new byte[mac.getMacLength()];
    }

    /** Goes on counting where another stopped. */
    void follow(AuthenticationHeader before) {
        spi = before.spi;
        counter = before.counter;
        exhausted = before.exhausted;
    }

    /** The number of the next advertisement. One that cannot be followed is repeated until the router is Master anew. */
    private int next() {
        if (Integer.compareUnsigned(counter, LAST) > 0) {
            exhausted = true;
        } else {
            counter++;
        }
        return counter;
    }

    void becameMaster() {
        if (exhausted) {
            exhausted = false;
            counter = 0;
        }
    }

    /** A Master leaves the number out that the router below it would use next. */
    void skipBeyond(int received) {
        counter = received + 1;
    }

    /** Whether an address is lower than that of the last advertisement sent. */
    boolean isBelowOurs(IpAddress address) {
        return Integer.compareUnsigned((int) address.low(), spi) < 0;
    }

    /** Writes the header of a new advertisement, all but the check value. */
    void write(byte[] packet, IpAddress source) {
        int at = Layout.IPV4_HEADER;
        spi = (int) source.low();
        packet[at] = (byte) Layout.VRRP;
        packet[at + 1] = (byte) (Layout.AH_HEADER / 4 - 2);
        Layout.put32(packet, at + SPI, spi);
        Layout.put32(packet, at + SEQUENCE, next());
    }

    /** Puts the check value in, which is the last thing to do. */
    void seal(byte[] packet, boolean unicast) {
        digest(packet, 0, Layout.IPV4_HEADER, packet.length, unicast);
        System.arraycopy(digest, 0, packet, Layout.IPV4_HEADER + CHECK_VALUE, CHECK_BYTES);
    }

    /** Judges the header of a packet that is there in full, and takes over its number. */
    Optional<Objection> verify(ReceivedPacket packet) {
        int at = packet.authenticationHeader();
        byte[] bytes = packet.bytes();
        digest(
                bytes,
                packet.offset(),
                packet.ipHeaderLength(),
                packet.receivedLength(),
                !packet.destination().isMulticast());
        if (!Layout.same(digest, bytes, at + CHECK_VALUE, CHECK_BYTES)) {
            return Objection.of(
                    Kind.AUTHENTICATION_FAILURE,
                    "IPSEC-AH : invalid IPSEC HMAC-MD5 value. Due to fields mutation or bad password ! (from %s)",
                    packet.source());
        }
        int received = Layout.get32(bytes, at + SPI);
        int source = (int) packet.source().low();
        if (received != source) {
            return Objection.of(
                    Kind.SECURITY_PARAMETERS,
                    "IPSEC AH : invalid IPSEC SPI value. %d and expect %d (from %s)",
                    Integer.toUnsignedLong(received),
                    Integer.toUnsignedLong(source),
                    packet.source());
        }
        int sequence = packet.sequence();
        if (Integer.compareUnsigned(sequence, counter) <= 0) {
            return Objection.of(
                    Kind.SEQUENCE,
                    "IPSEC-AH : sequence number %d already processed. Packet dropped. Local(%d)",
                    Integer.toUnsignedLong(sequence),
                    Integer.toUnsignedLong(counter));
        }
        counter = sequence;
        return Optional.empty();
    }

    /** What may change on the way counts as zero (RFC 2402 section 3.3.3.1.1.1); keepalived keeps the TTL of multicast. */
    private void digest(byte[] bytes, int offset, int ipHeader, int length, boolean unicast) {
        System.arraycopy(bytes, offset, header, 0, ipHeader);
        header[1] = 0;
        Layout.put16(header, 6, 0);
        Layout.put16(header, 10, 0);
        if (unicast) {
            header[8] = 0;
        }
        mac.update(header, 0, ipHeader);
        mac.update(bytes, offset + ipHeader, CHECK_VALUE);
        mac.update(ZEROS);
        int message = ipHeader + Layout.AH_HEADER;
        mac.update(bytes, offset + message, length - message);
        Macs.finish(mac, digest);
    }
}
