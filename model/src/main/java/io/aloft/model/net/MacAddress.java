package io.aloft.model.net;

/**
 * A 48-bit Ethernet address.
 *
 * @param bits the six octets in the low 48 bits, first octet highest
 */
public record MacAddress(long bits) {

    /** ff:ff:ff:ff:ff:ff. */
    public static final MacAddress BROADCAST = new MacAddress(0xffff_ffff_ffffL);

    public MacAddress {
        if (bits >>> 48 != 0) {
            throw new IllegalArgumentException("a MAC address has 48 bits: " + Long.toHexString(bits));
        }
    }

    /** Six octets in transmission order. */
    public static MacAddress ofBytes(byte[] octets) {
        if (octets.length != 6) {
            throw new IllegalArgumentException("MAC octets: " + octets.length + " (expected: 6)");
        }
        long bits = 0;
        for (byte octet : octets) {
            bits = bits << 8 | (octet & 0xff);
        }
        return new MacAddress(bits);
    }

    /** Six octets in transmission order. */
    public byte[] toBytes() {
        byte[] octets = new byte[6];
        for (int i = 0; i < 6; i++) {
            octets[i] = (byte) (bits >>> (40 - 8 * i));
        }
        return octets;
    }

    @Override
    public String toString() {
        StringBuilder out = new StringBuilder(17);
        for (int i = 0; i < 6; i++) {
            out.append(i == 0 ? "" : ":").append(String.format("%02x", bits >>> (40 - 8 * i) & 0xff));
        }
        return out.toString();
    }
}
