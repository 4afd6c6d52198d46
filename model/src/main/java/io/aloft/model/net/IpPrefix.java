package io.aloft.model.net;

/**
 * A network as routes and rules name it.
 *
 * @param address as written; bits behind the prefix are kept
 * @param length 0..32 or 0..128
 */
public record IpPrefix(IpAddress address, int length) {

    public IpPrefix {
        if (length < 0 || length > address.family().addressBits()) {
            throw new IllegalArgumentException("prefix length: " + length + " of " + address);
        }
    }

    /** The same network with the bits behind the prefix cleared. */
    public IpPrefix network() {
        byte[] bytes = address.toBytes();
        for (int bit = length; bit < 8 * bytes.length; bit++) {
            bytes[bit / 8] &= (byte) ~(0x80 >>> bit % 8);
        }
        return new IpPrefix(IpAddress.ofBytes(bytes), length);
    }

    @Override
    public String toString() {
        return address + "/" + length;
    }
}
