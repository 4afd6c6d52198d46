package io.aloft.netlink.monitor;

import io.aloft.netlink.route.InterfaceAddress;
import io.aloft.netlink.route.Link;
import java.util.List;

/** What the kernel tells about interfaces and addresses, in its order. */
public sealed interface LinkEvent {

    /**
     * Everything as it is now. Comes first, and again whenever messages were lost; what is not in it is gone. The next few
     * events may repeat what it already contains.
     */
    record Snapshot(List<Link> links, List<InterfaceAddress> addresses) implements LinkEvent {}

    /** An interface appeared or is different now; the name may be a new one for a known index. */
    record LinkChanged(Link link) implements LinkEvent {}

    /** An interface is gone. */
    record LinkRemoved(int index, String name) implements LinkEvent {}

    /** An interface has this address now, or the address has other flags. */
    record AddressAdded(String interfaceName, InterfaceAddress address) implements LinkEvent {}

    /** An interface lost this address. */
    record AddressRemoved(String interfaceName, InterfaceAddress address) implements LinkEvent {}
}
