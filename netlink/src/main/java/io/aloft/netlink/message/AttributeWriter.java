package io.aloft.netlink.message;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;

/** Builds a message payload: an optional fixed header, then attributes, each padded to four bytes. */
public final class AttributeWriter {

    private static final int LARGEST_ATTRIBUTE = 0xffff;

    private byte[] bytes = new byte[128];
    private int length;

    /** An empty payload. */
    public AttributeWriter() {}

    /** A payload that starts with the fixed header of its protocol, padded to four bytes. */
    public AttributeWriter(byte[] fixedHeader) {
        append(fixedHeader);
    }

    /** A one-byte number. */
    public AttributeWriter u8(int type, int value) {
        return bytes(type, new byte[] {(byte) value});
    }

    /** A two-byte number in host order. */
    public AttributeWriter u16(int type, int value) {
        return bytes(type, host(Short.BYTES).putShort((short) value).array());
    }

    /** A two-byte number in network order, as ports are. */
    public AttributeWriter u16BigEndian(int type, int value) {
        return bytes(type, new byte[] {(byte) (value >>> 8), (byte) value});
    }

    /** A four-byte number in host order; values up to 2³²−1 as their {@code int} bits. */
    public AttributeWriter u32(int type, int value) {
        return bytes(type, host(Integer.BYTES).putInt(value).array());
    }

    /** An eight-byte number in host order. */
    public AttributeWriter u64(int type, long value) {
        return bytes(type, host(Long.BYTES).putLong(value).array());
    }

    /** Text with its closing zero byte. */
    public AttributeWriter string(int type, String value) {
        byte[] text = value.getBytes(StandardCharsets.UTF_8);
        return bytes(type, Arrays.copyOf(text, text.length + 1));
    }

    /** A payload as it is. */
    public AttributeWriter bytes(int type, byte[] value) {
        putHeader(type, value.length);
        append(value);
        return this;
    }

    /** Attributes inside an attribute, marked as nested. */
    public AttributeWriter nested(int type, Consumer<AttributeWriter> inner) {
        int start = length;
        putHeader(type | Netlink.NLA_F_NESTED, 0);
        inner.accept(this);
        ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder()).putShort(start, checkedLength(length - start));
        return this;
    }

    /** The payload so far. */
    public byte[] toByteArray() {
        return Arrays.copyOf(bytes, length);
    }

    private void putHeader(int type, int payloadLength) {
        short total = checkedLength(Netlink.ATTRIBUTE_HEADER_BYTES + payloadLength);
        append(host(Netlink.ATTRIBUTE_HEADER_BYTES)
                .putShort(total)
                .putShort((short) type)
                .array());
    }

    private static short checkedLength(int total) {
        if (total > LARGEST_ATTRIBUTE) {
            throw new IllegalArgumentException("attribute: " + total + " bytes (expected: at most 65535)");
        }
        return (short) total;
    }

    private void append(byte[] more) {
        int end = length + Netlink.align(more.length);
        if (end > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(end, 2 * bytes.length));
        }
        System.arraycopy(more, 0, bytes, length, more.length);
        length = end;
    }

    private static ByteBuffer host(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.nativeOrder());
    }
}
