package io.aloft.lab.witness;

import java.time.Instant;

/** What tells a LAN where an address is now: a gratuitous ARP or an unsolicited neighbour advertisement. */
public sealed interface Announcement permits ObservedArp, ObservedNeighbour {
    /** The kernel's time stamp of the frame. */
    Instant at();

    /** The announced address. */
    String address();

    /** Hardware address it is now at, hexadecimal digits with colons. */
    String mac();

    /** The whole frame, hexadecimal digits, without the hardware address wherever that stands and what sums it up. */
    String common();
}
