package io.aloft.lab.witness;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * A gratuitous ARP as it passed the switch: a broadcast one that announces the sender's own address. What a host that has
 * the address too answers is none.
 *
 * @param at the kernel's time stamp of the frame
 * @param address the announced address
 * @param mac hardware address it is now at, hexadecimal digits with colons
 * @param frame the whole frame, hexadecimal digits
 */
public record ObservedArp(Instant at, String address, String mac, String frame) implements Announcement {
    private static final int ARP = 0x0806;
    private static final int SENDER = 14 + 14;
    private static final int TARGET = 14 + 24;

    /** Takes an Ethernet frame apart; null when it is not a gratuitous ARP. */
    static @Nullable ObservedArp of(Instant at, byte[] frame) {
        ByteBuffer in = ByteBuffer.wrap(frame);
        if (frame.length < TARGET + 4
                || in.getShort(12) != ARP
                || in.getInt(SENDER) != in.getInt(TARGET)
                || in.getInt(0) != -1) {
            return null;
        }
        HexFormat hex = HexFormat.ofDelimiter(":");
        String address = "%d.%d.%d.%d"
                .formatted(
                        frame[SENDER] & 0xff,
                        frame[SENDER + 1] & 0xff,
                        frame[SENDER + 2] & 0xff,
                        frame[SENDER + 3] & 0xff);
        return new ObservedArp(
                at,
                address,
                hex.formatHex(frame, 14 + 8, 14 + 14),
                HexFormat.of().formatHex(frame));
    }

    @Override
    public String common() {
        return frame.replace(mac.replace(":", ""), "-");
    }
}
