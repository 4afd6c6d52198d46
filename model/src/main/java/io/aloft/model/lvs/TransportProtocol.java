package io.aloft.model.lvs;

/** Protocols that IPVS balances, with their IP protocol numbers. */
public enum TransportProtocol {
    TCP(6),
    UDP(17),
    SCTP(132);

    private final int number;

    TransportProtocol(int number) {
        this.number = number;
    }

    /** IP protocol number. */
    public int number() {
        return number;
    }

    /** The lower-case word keepalived writes in logs and FIFOs. */
    public String word() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
