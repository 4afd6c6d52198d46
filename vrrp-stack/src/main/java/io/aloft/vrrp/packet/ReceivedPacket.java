package io.aloft.vrrp.packet;

import io.aloft.model.net.AddressFamily;
import io.aloft.model.net.IpAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A VRRP packet as it came, before anybody judged it. It reads the buffer it was made from, which must not change while it is
 * in use; what did not come reads as zero.
 */
public final class ReceivedPacket {

    private final byte[] bytes;
    private final int offset;
    private final int end;
    private final AddressFamily family;
    private final int ipHeaderLength;
    private final int message;
    private final IpAddress source;
    private final IpAddress destination;

    /**
     * A packet whose IP header and VRID are there.
     *
     * @param offset of the IP header
     * @param end behind the last byte that came, Ethernet padding left out
     * @param message where the VRRP message begins
     */
    ReceivedPacket(byte[] bytes, int offset, int end, AddressFamily family, int ipHeaderLength, int message) {
        this.bytes = bytes;
        this.offset = offset;
        this.end = end;
        this.family = family;
        this.ipHeaderLength = ipHeaderLength;
        this.message = message;
        boolean ipv4 = family == AddressFamily.INET;
        this.source = Layout.address(bytes, offset + (ipv4 ? 12 : 8), family);
        this.destination = Layout.address(bytes, offset + (ipv4 ? 16 : 24), family);
    }

    byte[] bytes() {
        return bytes;
    }

    int offset() {
        return offset;
    }

    /** Where the VRRP message begins. */
    int message() {
        return message;
    }

    /** Bytes of the VRRP message that came, a trailer included. */
    int messageLength() {
        return end - message;
    }

    /** Where the authentication header begins, if there is one. */
    int authenticationHeader() {
        return offset + ipHeaderLength;
    }

    public AddressFamily family() {
        return family;
    }

    /** Source address of the IP header. */
    public IpAddress source() {
        return source;
    }

    /** Destination address of the IP header. */
    public IpAddress destination() {
        return destination;
    }

    /** TTL or hop limit, 0..255. */
    public int ttl() {
        return bytes[offset + (family == AddressFamily.INET ? 8 : 7)] & 0xff;
    }

    /** 20..60 for IPv4, 40 for IPv6. */
    public int ipHeaderLength() {
        return ipHeaderLength;
    }

    /** Length of the packet as the IP header states it. */
    public int ipTotalLength() {
        return PacketDecoder.statedLength(bytes, offset, family);
    }

    /** Bytes that really came, IP header included and Ethernet padding left out. */
    public int receivedLength() {
        return end - offset;
    }

    public boolean hasAuthenticationHeader() {
        return message > offset + ipHeaderLength;
    }

    /** Sequence number of the authentication header, unsigned; 0 without one. */
    public int sequence() {
        return hasAuthenticationHeader() ? Layout.get32(bytes, authenticationHeader() + 8) : 0;
    }

    /** VRRP version, 0..15. */
    public int version() {
        return octet(0) >>> 4;
    }

    /** Type of the message, 0..15; 1 is an advertisement. */
    public int type() {
        return octet(0) & 0x0f;
    }

    /** 0..255. */
    public int vrid() {
        return octet(1);
    }

    /** 0..255. */
    public int priority() {
        return octet(2);
    }

    /** As the packet states it, 0..255. */
    public int addressCount() {
        return octet(3);
    }

    /** Authentication type of version 2, 0..255. */
    public int authenticationType() {
        return octet(4);
    }

    /** Advertisement interval of version 2 in seconds, 0..255. */
    public int intervalSeconds() {
        return octet(5);
    }

    /** Advertisement interval of version 3 in centiseconds, 0..4095; the four bits before it are reserved. */
    public int intervalCentiseconds() {
        return (octet(4) & 0x0f) << 8 | octet(5);
    }

    /** Advertisement interval as the version has it. */
    public Duration interval() {
        return version() == 2 ? Duration.ofSeconds(intervalSeconds()) : Duration.ofMillis(10L * intervalCentiseconds());
    }

    /** The virtual addresses that were there in full, in order. */
    public List<IpAddress> addresses() {
        int count = addressCount();
        List<IpAddress> addresses = new ArrayList<>(count);
        int next = message + Layout.VRRP_HEADER;
        int size = family.addressBytes();
        for (int i = 0; i < count && next + size <= end; i++, next += size) {
            addresses.add(Layout.address(bytes, next, family));
        }
        return addresses;
    }

    /** The 8 bytes behind the addresses of version 2, big-endian; zero when they did not come. */
    long authenticationData() {
        int at = message + Layout.VRRP_HEADER + addressCount() * family.addressBytes();
        return at + Layout.AUTHENTICATION_DATA <= end ? Layout.get64(bytes, at) : 0;
    }

    /** Whether the message, without pseudo header, matches its checksum. */
    boolean checksumMatches(int length) {
        return InternetChecksum.fold(sum(length)) == 0;
    }

    /** Whether the message matches its checksum, with a pseudo header of the given destination. */
    boolean checksumMatches(int length, IpAddress pseudoDestination) {
        return InternetChecksum.fold(sum(length) + InternetChecksum.pseudoHeader(source, pseudoDestination, length))
                == 0;
    }

    private long sum(int length) {
        return InternetChecksum.sum(bytes, message, Math.min(length, messageLength()));
    }

    private int octet(int at) {
        return message + at < end ? bytes[message + at] & 0xff : 0;
    }

    /** Never shows the authentication data: it may be somebody's password. */
    @Override
    public String toString() {
        return "VRRPv" + version() + " from " + source + " vrid " + vrid() + " priority " + priority() + " "
                + addresses();
    }
}
