package io.aloft.netlink.route;

import io.aloft.netlink.exchange.NetlinkException;

/** What became of the wish to add or remove one address. */
public sealed interface AddressOutcome {

    /** The address it is about. */
    PlacedAddress target();

    /** The kernel has it now and had not before. */
    record Added(PlacedAddress target) implements AddressOutcome {}

    /** The kernel had it already, so somebody else put it there (EEXIST). */
    record AlreadyPresent(PlacedAddress target) implements AddressOutcome {}

    /** The kernel had it and has not now. */
    record Removed(PlacedAddress target) implements AddressOutcome {}

    /** There was nothing to remove: no such address (EADDRNOTAVAIL), or no such interface any more (ENODEV). */
    record Absent(PlacedAddress target) implements AddressOutcome {}

    /** The kernel refused, or did not answer. */
    record Failed(PlacedAddress target, NetlinkException reason) implements AddressOutcome {}
}
