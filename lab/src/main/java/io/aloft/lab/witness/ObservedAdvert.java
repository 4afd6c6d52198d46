package io.aloft.lab.witness;

import java.nio.BufferUnderflowException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A VRRP advertisement as it passed the switch: version 2 or 3, IPv4 or IPv6, with or without an authentication header.
 * Taken apart here and not by the product's decoder: a witness that shared its mistakes would not be one.
 *
 * @param at the kernel's time stamp of the frame
 * @param sourceMac hardware address it was sent from, hexadecimal digits with colons
 * @param source sender's address in the IP header
 * @param destination the group, or the peer
 * @param header IP header, and authentication header if there is one, without what belongs to one packet or sender:
 *     identification, flow label, checksum, source, sequence number and ICV are zero, and so are a unicast destination
 *     and an SPI that is the source
 * @param interval advertisement interval
 * @param authType version 2: 0 none, 1 PASS, 2 AH; version 3: 0
 * @param authData what follows the addresses, in hexadecimal digits; empty in version 3
 * @param sequence number of the authentication header, 0 without one
 * @param checksum as sent
 * @param checksumRight whether it is the one's complement sum of the message and of what its version adds
 */
public record ObservedAdvert(
        Instant at,
        String sourceMac,
        String source,
        String destination,
        String header,
        int version,
        int vrid,
        int priority,
        Duration interval,
        List<String> addresses,
        int authType,
        String authData,
        long sequence,
        int checksum,
        boolean checksumRight) {
    public ObservedAdvert {
        addresses = List.copyOf(addresses);
    }

    /** Takes an Ethernet frame apart; null when it is not such an advert. */
    static @Nullable ObservedAdvert of(Instant at, byte[] frame) {
        try {
            return AdvertReader.read(at, frame);
        } catch (BufferUnderflowException | IndexOutOfBoundsException | IllegalArgumentException e) {
            // Truncated: tshark counts those as malformed.
            return null;
        }
    }

    /**
     * The same advert without what may differ between two directors: time, source, unicast destination, priority, the
     * sequence number and the checksum over it all.
     */
    public ObservedAdvert common() {
        return new ObservedAdvert(
                Instant.EPOCH,
                "",
                "",
                "",
                header,
                version,
                vrid,
                0,
                interval,
                addresses,
                authType,
                authData,
                0,
                0,
                checksumRight);
    }
}
