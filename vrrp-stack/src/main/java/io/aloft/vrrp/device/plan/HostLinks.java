package io.aloft.vrrp.device.plan;

import io.aloft.netlink.route.InterfaceAddress;
import io.aloft.netlink.route.StackedLink;
import java.util.List;
import java.util.Optional;

/** The interfaces of the host and their addresses, as they are when a plan is made. */
public record HostLinks(List<StackedLink> links, List<InterfaceAddress> addresses) {

    public HostLinks {
        links = List.copyOf(links);
        addresses = List.copyOf(addresses);
    }

    /** The interface of this name. */
    public Optional<StackedLink> link(String name) {
        return links.stream().filter(known -> known.link().name().equals(name)).findFirst();
    }

    /** The interface with this number. */
    public Optional<StackedLink> link(int index) {
        return links.stream().filter(known -> known.link().index() == index).findFirst();
    }

    /** The first usable IPv6 link-local address of an interface. */
    public Optional<InterfaceAddress> linkLocal(int index) {
        return addresses.stream()
                .filter(known ->
                        known.interfaceIndex() == index && known.address().isLinkLocal() && !known.duplicate())
                .findFirst();
    }
}
