package io.aloft.netlink.message;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads attributes one after the other and remembers the first damage instead of throwing.
 *
 * <p>Callers loop over {@link #next()}, switch on {@link #type()}, read values, and ask {@link #malformed()} once at the
 * end. After damage {@code next()} is false and values are zero or empty; readers of nested attributes share it.
 * An attribute nobody reads is skipped, so newer kernels may say more.
 */
public final class AttributeReader {

    /** One flag for a reader and all readers nested in it. */
    private static final class Damage {
        private boolean found;
    }

    private final ByteBuffer in;
    private final int end;
    private final Damage damage;
    private int nextAt;
    private int type;
    private int valueAt;
    private int valueLength;

    /** Reads the attributes that follow a fixed header of {@code headerBytes}. */
    public AttributeReader(byte[] payload, int headerBytes) {
        this(ByteBuffer.wrap(payload).order(ByteOrder.nativeOrder()), headerBytes, payload.length, new Damage());
        if (headerBytes > payload.length) {
            damage.found = true;
        }
    }

    private AttributeReader(ByteBuffer in, int start, int end, Damage damage) {
        this.in = in;
        this.nextAt = Math.min(start, end);
        this.end = end;
        this.damage = damage;
    }

    /** Moves to the next attribute; false at the end and after damage. */
    public boolean next() {
        // Fewer bytes than a header at the end can only be padding of what came before.
        if (damage.found || nextAt >= end) {
            return false;
        }
        int left = end - nextAt;
        int total = left < Netlink.ATTRIBUTE_HEADER_BYTES ? 0 : Short.toUnsignedInt(in.getShort(nextAt));
        if (total < Netlink.ATTRIBUTE_HEADER_BYTES || total > left) {
            damage.found = true;
            return false;
        }
        type = Short.toUnsignedInt(in.getShort(nextAt + 2)) & Netlink.NLA_TYPE_MASK;
        valueAt = nextAt + Netlink.ATTRIBUTE_HEADER_BYTES;
        valueLength = total - Netlink.ATTRIBUTE_HEADER_BYTES;
        nextAt += Netlink.align(total);
        return true;
    }

    /** Type of the current attribute without its flag bits. */
    public int type() {
        return type;
    }

    /** Bytes in the current attribute's value. */
    public int length() {
        return valueLength;
    }

    /** A one-byte number, 0..255. */
    public int u8() {
        return hasLength(Byte.BYTES) ? Byte.toUnsignedInt(in.get(valueAt)) : 0;
    }

    /** A two-byte number in host order, 0..65535. */
    public int u16() {
        return hasLength(Short.BYTES) ? Short.toUnsignedInt(in.getShort(valueAt)) : 0;
    }

    /** A two-byte number in network order, 0..65535. */
    public int u16BigEndian() {
        return hasLength(Short.BYTES)
                ? Byte.toUnsignedInt(in.get(valueAt)) << 8 | Byte.toUnsignedInt(in.get(valueAt + 1))
                : 0;
    }

    /** A four-byte number in host order, 0..2³²−1. */
    public long u32() {
        return Integer.toUnsignedLong(i32());
    }

    /** A four-byte number in host order as its {@code int} bits. */
    public int i32() {
        return hasLength(Integer.BYTES) ? in.getInt(valueAt) : 0;
    }

    /** An eight-byte number in host order; unsigned. */
    public long u64() {
        return hasLength(Long.BYTES) ? in.getLong(valueAt) : 0;
    }

    /** The value as it is. */
    public byte[] bytes() {
        byte[] value = new byte[damage.found ? 0 : valueLength];
        in.get(valueAt, value);
        return value;
    }

    /** The value when it has exactly {@code expected} bytes; else damage, and an array of zeros. */
    public byte[] bytes(int expected) {
        return hasLength(expected) ? bytes() : new byte[expected];
    }

    /** Text up to its first zero byte. */
    public String string() {
        byte[] value = bytes();
        int textLength = 0;
        while (textLength < value.length && value[textLength] != 0) {
            textLength++;
        }
        return new String(Arrays.copyOf(value, textLength), StandardCharsets.UTF_8);
    }

    /** A reader for the attributes inside the current one. */
    public AttributeReader nested() {
        return new AttributeReader(in, valueAt, valueAt + valueLength, damage);
    }

    /** For a caller that finds a value impossible: as if the bytes had been damaged. */
    public void reject() {
        damage.found = true;
    }

    /** True when anything so far was cut short or had the wrong length, here or nested. */
    public boolean malformed() {
        return damage.found;
    }

    private boolean hasLength(int expected) {
        if (valueLength != expected) {
            damage.found = true;
        }
        return !damage.found;
    }
}
