package io.aloft.vrrp.packet;

import io.aloft.model.net.IpAddress;
import java.util.List;

/**
 * The fields of a VRRP packet as they came, before anybody judged them.
 *
 * @param source IP source address
 * @param destination IP destination address
 * @param ttl 0..255
 * @param ipHeaderLength 20..60
 * @param ipTotalLength as the IP header states it
 * @param receivedLength bytes that really came, IP header included
 * @param version upper half of the first octet
 * @param type lower half of the first octet
 * @param vrid 0..255
 * @param priority 0..255
 * @param addressCount as the packet states it
 * @param authenticationType 0..255
 * @param interval the octet of the advertisement interval, seconds
 * @param checksumCorrect whether the message matches its checksum
 * @param addresses the virtual addresses that were there in full
 * @param authenticationData the 8 bytes behind the addresses, big-endian; zero when the packet was cut
 */
public record ReceivedPacket(
        IpAddress source,
        IpAddress destination,
        int ttl,
        int ipHeaderLength,
        int ipTotalLength,
        int receivedLength,
        int version,
        int type,
        int vrid,
        int priority,
        int addressCount,
        int authenticationType,
        int interval,
        boolean checksumCorrect,
        List<IpAddress> addresses,
        long authenticationData) {

    public ReceivedPacket {
        addresses = List.copyOf(addresses);
    }

    /** Never shows the authentication data: it may be somebody's password. */
    @Override
    public String toString() {
        return "VRRPv" + version + " from " + source + " vrid " + vrid + " priority " + priority + " " + addresses;
    }
}
