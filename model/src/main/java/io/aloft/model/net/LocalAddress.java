package io.aloft.model.net;

/**
 * An address that an interface of this machine has.
 *
 * @param interfaceName which interface
 * @param address the address
 * @param prefixLength 0..32 or 0..128
 */
public record LocalAddress(String interfaceName, IpAddress address, int prefixLength) {

    public LocalAddress {
        if (prefixLength < 0 || prefixLength > address.family().addressBits()) {
            throw new IllegalArgumentException("prefix length: " + prefixLength + " of " + address);
        }
    }

    /** Whether the prefix of this address holds the other one. */
    public boolean covers(IpAddress other) {
        if (other.family() != address.family()) {
            return false;
        }
        byte[] mine = address.toBytes();
        byte[] theirs = other.toBytes();
        int whole = prefixLength / 8;
        for (int i = 0; i < whole; i++) {
            if (mine[i] != theirs[i]) {
                return false;
            }
        }
        int rest = prefixLength % 8;
        return rest == 0 || (mine[whole] ^ theirs[whole]) >> (8 - rest) == 0;
    }

    /** Whether both are of one link-wide prefix; single addresses are on no common link. */
    public boolean sharesPrefixWith(LocalAddress other) {
        return prefixLength < address.family().addressBits()
                && prefixLength == other.prefixLength
                && covers(other.address);
    }
}
