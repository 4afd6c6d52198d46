package io.aloft.vrrp.firewall.rules;

import io.aloft.model.net.IpAddress;

/**
 * A virtual address whose traffic is refused on this host.
 *
 * @param address the virtual address
 * @param device the interface that has it
 * @param deviceIndex of that interface
 * @param byName whether the interface is told by its name, which outlives the interface, and not by its number
 */
public record RefusedAddress(IpAddress address, String device, int deviceIndex, boolean byName) {

    /** The set that it belongs into: an address of one link only is refused on that link only. */
    AddressSet set() {
        if (address.isIpv4()) {
            return AddressSet.IPV4;
        }
        if (!address.isLinkLocal()) {
            return AddressSet.IPV6;
        }
        return byName ? AddressSet.LINK_LOCAL_BY_NAME : AddressSet.LINK_LOCAL_BY_INDEX;
    }

    /** As an element of {@link #set()}. */
    String element() {
        return switch (set()) {
            case IPV4, IPV6 -> address.toString();
            case LINK_LOCAL_BY_INDEX -> address + " . " + deviceIndex;
            case LINK_LOCAL_BY_NAME -> address + " . \"" + device + "\"";
        };
    }
}
