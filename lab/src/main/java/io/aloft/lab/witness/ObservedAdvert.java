package io.aloft.lab.witness;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A VRRP version 2 advertisement over IPv4 as it passed the switch. Taken apart here and not by the product's decoder: a
 * witness that shared its mistakes would not be one.
 *
 * @param at the kernel's time stamp of the frame
 * @param source sender's address in the IP header
 * @param header IP header without what belongs to one packet or sender: identification, checksum and source are zero
 * @param interval advertisement interval, s
 * @param authType 0 none, 1 PASS, 2 AH
 * @param authData the eight bytes at the end, in hexadecimal digits
 * @param checksum as sent
 * @param checksumRight whether it is the one's complement sum of the message
 */
public record ObservedAdvert(
        Instant at,
        String source,
        String header,
        int vrid,
        int priority,
        int interval,
        List<String> addresses,
        int authType,
        String authData,
        int checksum,
        boolean checksumRight) {
    private static final int IPV4 = 0x0800;
    private static final int VRRP = 112;

    public ObservedAdvert {
        addresses = List.copyOf(addresses);
    }

    /** Takes an Ethernet frame apart; null when it is not such an advert. */
    static @Nullable ObservedAdvert of(Instant at, byte[] frame) {
        try {
            return decode(at, ByteBuffer.wrap(frame));
        } catch (BufferUnderflowException | IndexOutOfBoundsException | IllegalArgumentException e) {
            // Truncated: tshark counts those as malformed.
            return null;
        }
    }

    private static @Nullable ObservedAdvert decode(Instant at, ByteBuffer in) {
        if (in.getShort(12) != IPV4 || in.get(14 + 9) != VRRP) {
            return null;
        }
        byte[] ip = new byte[(in.get(14) & 0x0f) * 4];
        in.get(14, ip);
        ByteBuffer header = ByteBuffer.wrap(ip);
        int total = header.getShort(2) & 0xffff;
        String source = address(header, 12);
        header.putShort(4, (short) 0).putShort(10, (short) 0).putInt(12, 0);

        ByteBuffer vrrp = in.slice(14 + ip.length, total - ip.length);
        if (vrrp.get(0) != 0x21) {
            return null;
        }
        List<String> addresses = new ArrayList<>();
        int end = 8 + 4 * (vrrp.get(3) & 0xff);
        for (int at4 = 8; at4 < end; at4 += 4) {
            addresses.add(address(vrrp, at4));
        }
        byte[] auth = new byte[8];
        vrrp.get(end, auth);
        return new ObservedAdvert(
                at,
                source,
                HexFormat.of().formatHex(ip),
                vrrp.get(1) & 0xff,
                vrrp.get(2) & 0xff,
                vrrp.get(5) & 0xff,
                addresses,
                vrrp.get(4) & 0xff,
                HexFormat.of().formatHex(auth),
                vrrp.getShort(6) & 0xffff,
                sum(vrrp) == 0xffff);
    }

    /** A right message, its checksum included, sums up to all ones. */
    private static int sum(ByteBuffer message) {
        int sum = 0;
        for (int i = 0; i + 1 < message.limit(); i += 2) {
            sum += message.getShort(i) & 0xffff;
        }
        while (sum > 0xffff) {
            sum = (sum & 0xffff) + (sum >>> 16);
        }
        return sum;
    }

    private static String address(ByteBuffer in, int index) {
        byte[] bytes = new byte[4];
        in.get(index, bytes);
        try {
            return InetAddress.getByAddress(bytes).getHostAddress();
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The same advert without what may differ between two directors: time, source, priority and the checksum over it. */
    public ObservedAdvert common() {
        return new ObservedAdvert(
                Instant.EPOCH, "", header, vrid, 0, interval, addresses, authType, authData, 0, checksumRight);
    }
}
