package io.aloft.netlink.message;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * One netlink message. Numbers are in host byte order on the wire.
 *
 * @param type what it is; meaning depends on the protocol from {@link Netlink#NLMSG_MIN_TYPE} up
 * @param flags NLM_F bits
 * @param sequence number that an answer repeats; unsigned
 * @param portId whom the kernel answers; zero in requests
 * @param payload what follows the header; not copied, so neither side may change it
 */
@SuppressWarnings("ArrayRecordComponent") // Equality by content is written out below.
public record NetlinkMessage(int type, int flags, int sequence, int portId, byte[] payload) {

    /** The messages of one datagram, and whether its bytes ended early or contradicted themselves. */
    public record Decoded(List<NetlinkMessage> messages, boolean malformed) {}

    /** Splits a datagram. Whole messages before the damage are kept. */
    public static Decoded decode(byte[] datagram) {
        List<NetlinkMessage> messages = new ArrayList<>();
        ByteBuffer in = ByteBuffer.wrap(datagram).order(ByteOrder.nativeOrder());
        int at = 0;
        while (at < datagram.length) {
            int left = datagram.length - at;
            if (left < Netlink.HEADER_BYTES) {
                return new Decoded(messages, true);
            }
            int length = in.getInt(at);
            if (length < Netlink.HEADER_BYTES || length > left) {
                return new Decoded(messages, true);
            }
            messages.add(new NetlinkMessage(
                    Short.toUnsignedInt(in.getShort(at + 4)),
                    Short.toUnsignedInt(in.getShort(at + 6)),
                    in.getInt(at + 8),
                    in.getInt(at + 12),
                    Arrays.copyOfRange(datagram, at + Netlink.HEADER_BYTES, at + length)));
            // The last message may lack its padding; the sum cannot overflow because length is at most left.
            at = Math.min(datagram.length, at + Netlink.align(length));
        }
        return new Decoded(messages, false);
    }

    /** Header, payload and padding. */
    public byte[] encode() {
        int length = Netlink.HEADER_BYTES + payload.length;
        ByteBuffer out = ByteBuffer.allocate(Netlink.align(length)).order(ByteOrder.nativeOrder());
        out.putInt(length).putShort((short) type).putShort((short) flags);
        out.putInt(sequence).putInt(portId).put(payload);
        return out.array();
    }

    /** True when all bits of {@code flag} are set. */
    public boolean has(int flag) {
        return (flags & flag) == flag;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NetlinkMessage that
                && type == that.type
                && flags == that.flags
                && sequence == that.sequence
                && portId == that.portId
                && Arrays.equals(payload, that.payload);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * type + sequence) + Arrays.hashCode(payload);
    }

    @Override
    public String toString() {
        return "type " + type + " flags 0x" + Integer.toHexString(flags) + " sequence "
                + Integer.toUnsignedString(sequence) + " payload "
                + HexFormat.of().formatHex(payload);
    }
}
