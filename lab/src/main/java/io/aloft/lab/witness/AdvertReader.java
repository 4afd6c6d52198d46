package io.aloft.lab.witness;

import io.aloft.model.net.IpAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes a frame with an advertisement apart. A frame that is too short ends in one of the buffer's own exceptions. */
final class AdvertReader {
    private static final int ETHERNET = 14;
    private static final int IPV4 = 0x0800;
    private static final int IPV6 = 0x86dd;
    private static final int VRRP = 112;
    private static final int AH = 51;
    private static final int AH_LENGTH = 24;
    private static final int HMAC_TRAILER = 28;

    private final Instant at;
    private final byte[] frame;
    private final boolean v4;

    /** The header with its own parts cleared, then the authentication header likewise. */
    private final ByteBuffer header;

    private final ByteBuffer message;
    private final byte[] source;
    private final byte[] destination;
    private long sequence;

    private AdvertReader(Instant at, byte[] frame, boolean v4) {
        this.at = at;
        this.frame = frame;
        this.v4 = v4;
        ByteBuffer ip = ByteBuffer.wrap(frame).slice(ETHERNET, frame.length - ETHERNET);
        int headerLength = v4 ? (ip.get(0) & 0x0f) * 4 : 40;
        int end = v4 ? ip.getShort(2) & 0xffff : 40 + (ip.getShort(4) & 0xffff);
        int protocol = ip.get(v4 ? 9 : 6) & 0xff;
        int start = headerLength + (protocol == AH ? AH_LENGTH : 0);
        this.source = bytes(ip, v4 ? 12 : 8, v4 ? 4 : 16);
        this.destination = bytes(ip, v4 ? 16 : 24, v4 ? 4 : 16);
        this.header = ByteBuffer.wrap(bytes(ip, 0, start));
        this.message = ip.slice(start, end - start);
        clearIp();
        if (protocol == AH) {
            clearAh(headerLength);
        }
    }

    /** Null when the frame carries something else. */
    static @Nullable ObservedAdvert read(Instant at, byte[] frame) {
        ByteBuffer in = ByteBuffer.wrap(frame);
        int type = in.getShort(12) & 0xffff;
        boolean v4 = type == IPV4;
        if (!v4 && type != IPV6) {
            return null;
        }
        int protocol = in.get(ETHERNET + (v4 ? 9 : 6)) & 0xff;
        if (protocol != VRRP && !(v4 && protocol == AH && in.get(ETHERNET + (in.get(ETHERNET) & 0x0f) * 4) == VRRP)) {
            return null;
        }
        return new AdvertReader(at, frame, v4).advert();
    }

    private void clearIp() {
        boolean group = IpAddress.ofBytes(destination).isMulticast();
        if (v4) {
            header.putShort(4, (short) 0).putShort(10, (short) 0);
        } else {
            // The flow label is the low 20 bits of the first word.
            header.putInt(0, header.getInt(0) & 0xfff00000);
        }
        header.put(v4 ? 12 : 8, new byte[source.length]);
        if (!group) {
            header.put(v4 ? 16 : 24, new byte[destination.length]);
        }
    }

    private void clearAh(int start) {
        sequence = header.getInt(start + 8) & 0xffffffffL;
        // keepalived puts the source address into the SPI; another SPI stays, so that it shows.
        if (header.getInt(start + 4) == ByteBuffer.wrap(source).getInt()) {
            header.putInt(start + 4, 0);
        }
        header.putInt(start + 8, 0).put(start + 12, new byte[12]);
    }

    private @Nullable ObservedAdvert advert() {
        int version = (message.get(0) & 0xff) >>> 4;
        if ((message.get(0) & 0x0f) != 1 || version < 2 || version > 3) {
            return null;
        }
        int size = v4 ? 4 : 16;
        List<String> addresses = new ArrayList<>();
        int end = 8 + size * (message.get(3) & 0xff);
        for (int index = 8; index < end; index += size) {
            addresses.add(text(bytes(message, index, size)));
        }
        int password = version == 2 && v4 ? 8 : 0;
        byte[] rest = bytes(message, end, message.limit() - end);
        if (rest.length < password) {
            return null;
        }
        return new ObservedAdvert(
                at,
                HexFormat.ofDelimiter(":").formatHex(frame, 6, 12),
                text(source),
                text(destination),
                HexFormat.of().formatHex(header.array()),
                version,
                message.get(1) & 0xff,
                message.get(2) & 0xff,
                version == 2
                        ? Duration.ofSeconds(message.get(5) & 0xff)
                        : Duration.ofMillis(10L * (message.getShort(4) & 0x0fff)),
                addresses,
                version == 2 ? message.get(4) & 0xff : 0,
                HexFormat.of().formatHex(rest),
                sequence,
                message.getShort(6) & 0xffff,
                checksumRight(version, rest.length - password));
    }

    /** A right message, its checksum included, sums up to all ones; versions and families differ in what is summed. */
    private boolean checksumRight(int version, int trailer) {
        // In IPv4 the checksum was there before the trailer of draft-cassen-vrrp-auth-hmac; in IPv6 it covers
        // everything.
        int length = v4 && trailer == HMAC_TRAILER ? message.limit() - trailer : message.limit();
        long sum = 0;
        if (version == 3 || !v4) {
            sum = words(ByteBuffer.wrap(source), source.length)
                    + words(ByteBuffer.wrap(destination), destination.length)
                    + VRRP
                    + length;
        }
        sum += words(message, length);
        while (sum > 0xffff) {
            sum = (sum & 0xffff) + (sum >>> 16);
        }
        return sum == 0xffff;
    }

    private static long words(ByteBuffer bytes, int length) {
        long sum = 0;
        for (int i = 0; i + 1 < length; i += 2) {
            sum += bytes.getShort(i) & 0xffff;
        }
        return sum;
    }

    private static byte[] bytes(ByteBuffer in, int index, int length) {
        byte[] bytes = new byte[length];
        in.get(index, bytes);
        return bytes;
    }

    private static String text(byte[] address) {
        return IpAddress.ofBytes(address).toString();
    }
}
