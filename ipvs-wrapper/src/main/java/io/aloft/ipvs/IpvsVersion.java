package io.aloft.ipvs;

/**
 * What IPVS says about itself.
 *
 * @param number 0x010201 is 1.2.1
 * @param connectionTableSize buckets of the connection table
 */
public record IpvsVersion(int number, int connectionTableSize) {

    /** As {@code ipvsadm} prints it: {@code 1.2.1 (size=4096)}. */
    @Override
    public String toString() {
        return release() + " (size=" + connectionTableSize + ")";
    }

    /** {@code 1.2.1}. */
    public String release() {
        return ((number >> 16) & 0xff) + "." + ((number >> 8) & 0xff) + "." + (number & 0xff);
    }
}
