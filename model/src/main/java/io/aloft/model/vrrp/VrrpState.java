package io.aloft.model.vrrp;

/** The states of RFC 5798 section 6.4 and keepalived's FAULT, with the numbers that dumps and MIBs use. */
public enum VrrpState {
    /** Not started, or not decided yet because a tracked script has no result. */
    INIT(0),
    /** Listens, and waits for the Master_Down_Timer. */
    BACKUP(1),
    /** Holds the virtual addresses and advertises. */
    MASTER(2),
    /** Cannot take part: interface down, no address, a script without weight failing. */
    FAULT(3);

    private final int number;

    VrrpState(int number) {
        this.number = number;
    }

    /** The number keepalived's dumps, SNMP and D-Bus show. */
    public int number() {
        return number;
    }
}
