package io.aloft.netlink.route;

import io.aloft.model.vrrp.VirtualAddress;

/**
 * A virtual address and the interface that it goes to.
 *
 * @param address what was configured
 * @param interfaceIndex the number of {@code address.device()} at this moment
 */
public record PlacedAddress(VirtualAddress address, int interfaceIndex) {}
