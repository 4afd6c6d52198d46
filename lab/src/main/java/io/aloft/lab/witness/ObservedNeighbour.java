package io.aloft.lab.witness;

import io.aloft.model.net.IpAddress;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * An unsolicited neighbour advertisement as it passed the switch (RFC 4861 section 7.2.6): one sent to all nodes.
 *
 * @param at the kernel's time stamp of the frame
 * @param address the announced address
 * @param mac hardware address it is now at, hexadecimal digits with colons
 * @param frame the whole frame, hexadecimal digits, without the checksum
 */
public record ObservedNeighbour(Instant at, String address, String mac, String frame) implements Announcement {
    private static final int IPV6 = 0x86dd;
    private static final int DESTINATION = 14 + 24;
    private static final int ICMP = 14 + 40;
    private static final int TARGET = ICMP + 8;
    private static final int OPTION = TARGET + 16;
    private static final byte[] ALL_NODES = IpAddress.of("ff02::1").toBytes();

    /** Takes an Ethernet frame apart; null when it is no such advertisement with a target link-layer address. */
    static @Nullable ObservedNeighbour of(Instant at, byte[] frame) {
        ByteBuffer in = ByteBuffer.wrap(frame.clone());
        if (frame.length < OPTION + 8
                || (in.getShort(12) & 0xffff) != IPV6
                || (frame[ICMP] & 0xff) != 136
                || frame[OPTION] != 2
                || !Arrays.equals(frame, DESTINATION, DESTINATION + 16, ALL_NODES, 0, 16)) {
            return null;
        }
        String address =
                IpAddress.ofBytes(Arrays.copyOfRange(frame, TARGET, OPTION)).toString();
        String mac = HexFormat.ofDelimiter(":").formatHex(frame, OPTION + 2, OPTION + 8);
        in.putShort(ICMP + 2, (short) 0);
        // The flow label is the kernel's choice or zero.
        in.putInt(14, in.getInt(14) & 0xfff00000);
        return new ObservedNeighbour(at, address, mac, HexFormat.of().formatHex(in.array()));
    }

    @Override
    public String common() {
        return frame.replace(mac.replace(":", ""), "-");
    }
}
