package io.aloft.netlink.route;

/** What kind of interface lies on another one, with the mode that decides who of its siblings it reaches. */
public enum LinkShape {
    /** A macvlan that reaches no sibling: what a virtual router's VMAC is. */
    MACVLAN_PRIVATE,
    /** A macvlan of any other mode. */
    MACVLAN_OTHER,
    /** An ipvlan of mode L2 whose siblings reach each other. */
    IPVLAN_BRIDGE,
    /** An ipvlan of mode L2 that reaches no sibling. */
    IPVLAN_PRIVATE,
    /** An ipvlan of mode L2 that reaches siblings by way of the switch. */
    IPVLAN_VEPA,
    /** An ipvlan of mode L3 or L3S. */
    IPVLAN_OTHER,
    /** Everything else. */
    OTHER;

    /** Whether it is a macvlan or ipvlan that this program could have made. */
    public boolean isMadeHere() {
        return this == MACVLAN_PRIVATE || isIpvlanL2();
    }

    /** Whether it is an ipvlan of mode L2. */
    public boolean isIpvlanL2() {
        return this == IPVLAN_BRIDGE || this == IPVLAN_PRIVATE || this == IPVLAN_VEPA;
    }

    /** The word that {@code ip link} has for it. */
    public String kind() {
        return switch (this) {
            case MACVLAN_PRIVATE, MACVLAN_OTHER -> "macvlan";
            case IPVLAN_BRIDGE, IPVLAN_PRIVATE, IPVLAN_VEPA, IPVLAN_OTHER -> "ipvlan";
            case OTHER -> "other";
        };
    }
}
