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

    @Override
    public String toString() {
        return address + "/" + length;
    }
}
