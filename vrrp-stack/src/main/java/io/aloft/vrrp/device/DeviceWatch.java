package io.aloft.vrrp.device;

import io.aloft.netlink.monitor.LinkEvent;
import io.aloft.netlink.route.InterfaceAddress;
import io.aloft.netlink.route.Link;
import io.aloft.vrrp.device.plan.DevicePlan;
import io.aloft.vrrp.device.plan.HostLinks;
import io.aloft.vrrp.device.plan.MadeDevices;
import io.aloft.vrrp.device.plan.PlannedDevice;
import java.util.HashMap;
import java.util.Map;

/**
 * Which news about interfaces concern those that were made.
 *
 * @param owned names of ours by number
 * @param bases the interfaces below, by name, as they were
 */
record DeviceWatch(Map<Integer, String> owned, Map<String, Base> bases) {

    static final DeviceWatch NOTHING = new DeviceWatch(Map.of(), Map.of());

    /** An interface below; number 0 while it does not exist. */
    record Base(int index, int masterIndex) {}

    DeviceWatch {
        owned = Map.copyOf(owned);
        bases = Map.copyOf(bases);
    }

    static DeviceWatch of(DevicePlan plan, HostLinks host, Map<Integer, MadeDevices.Made> owned) {
        Map<Integer, String> names = new HashMap<>();
        owned.forEach((index, device) -> names.put(index, device.name()));
        Map<String, Base> bases = new HashMap<>();
        for (PlannedDevice device : plan.devices()) {
            String name = device.wanted().identity().base();
            bases.put(
                    name,
                    host.link(name)
                            .map(base ->
                                    new Base(base.link().index(), base.link().masterIndex()))
                            .orElse(new Base(0, 0)));
        }
        return new DeviceWatch(names, bases);
    }

    boolean concerns(LinkEvent event) {
        return switch (event) {
            case LinkEvent.Snapshot snapshot -> !bases.isEmpty();
            case LinkEvent.LinkRemoved removed ->
                owned.containsKey(removed.index()) || bases.containsKey(removed.name());
            case LinkEvent.LinkChanged changed -> concerns(changed.link());
            case LinkEvent.AddressAdded added -> isLinkLocalOfBase(added.interfaceName(), added.address());
            case LinkEvent.AddressRemoved removed -> isLinkLocalOfBase(removed.interfaceName(), removed.address());
        };
    }

    private boolean concerns(Link link) {
        String ours = owned.get(link.index());
        if (ours != null) {
            return !ours.equals(link.name());
        }
        Base base = bases.get(link.name());
        if (base != null) {
            return !base.equals(new Base(link.index(), link.masterIndex()));
        }
        // One of the interfaces below has another name now.
        return bases.values().stream().anyMatch(known -> known.index() == link.index());
    }

    private boolean isLinkLocalOfBase(String interfaceName, InterfaceAddress address) {
        return bases.containsKey(interfaceName) && address.address().isLinkLocal();
    }
}
