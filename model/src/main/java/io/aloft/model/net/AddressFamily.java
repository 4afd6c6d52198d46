package io.aloft.model.net;

import org.jspecify.annotations.Nullable;

/** The two families of addresses that VRRP and IPVS know. */
public enum AddressFamily {
    /** IPv4. */
    INET(4, 2),
    /** IPv6. */
    INET6(16, 10);

    private final int addressBytes;
    private final int kernelNumber;

    AddressFamily(int addressBytes, int kernelNumber) {
        this.addressBytes = addressBytes;
        this.kernelNumber = kernelNumber;
    }

    /** The family that keepalived.conf calls {@code inet} or {@code inet6}; null for any other word. */
    public static @Nullable AddressFamily ofWord(String word) {
        return word.equals("inet") ? INET : word.equals("inet6") ? INET6 : null;
    }

    /** Length of one address in bytes: 4 or 16. */
    public int addressBytes() {
        return addressBytes;
    }

    /** Length of one address in bits: 32 or 128. */
    public int addressBits() {
        return addressBytes * 8;
    }

    /** AF_INET (2) or AF_INET6 (10) as Linux numbers them. */
    public int kernelNumber() {
        return kernelNumber;
    }
}
