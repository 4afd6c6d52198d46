package io.aloft.netlink.route;

import java.util.OptionalInt;
import java.util.OptionalLong;

/** What the kernel calls by number and a configuration by name, at this moment. */
public interface LinkNumbers {

    /** The number of an interface; empty when there is none of that name. */
    OptionalInt index(String interfaceName);

    /** The routing table of a VRF; empty when there is no such VRF. */
    OptionalLong vrfTable(String vrfName);
}
