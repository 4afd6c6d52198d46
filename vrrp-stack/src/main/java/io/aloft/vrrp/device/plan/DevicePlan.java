package io.aloft.vrrp.device.plan;

import io.aloft.model.global.VrrpGlobals;
import io.aloft.model.net.IpAddress;
import io.aloft.model.vrrp.VirtualAddress;
import io.aloft.model.vrrp.VirtualRouterSpec;
import io.aloft.netlink.route.InterfaceAddress;
import io.aloft.netlink.route.StackedLink;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * From the virtual routers of a configuration and the interfaces that exist to what has to be done.
 *
 * @param devices needed, in the order in which they are made
 * @param removals what is ours and not needed any more, or has been renamed
 * @param routers the virtual routers with the names that their interfaces have or will have
 * @param disabled instances that cannot run, with the reason
 * @param notes what the operator should know
 */
public record DevicePlan(
        List<PlannedDevice> devices,
        List<Removal> removals,
        List<VirtualRouterSpec> routers,
        Map<String, String> disabled,
        List<String> notes) {

    public DevicePlan {
        devices = List.copyOf(devices);
        removals = List.copyOf(removals);
        routers = List.copyOf(routers);
        disabled = Map.copyOf(disabled);
        notes = List.copyOf(notes);
    }

    /** An interface that goes. */
    public record Removal(int index, String owner, String name) {}

    /** The plan for these virtual routers on this host. */
    public static DevicePlan of(
            List<VirtualRouterSpec> routers, VrrpGlobals globals, HostLinks host, MadeDevices made) {
        DeviceWishes wishes = new DeviceWishes(routers, globals);
        List<WantedDevice> wanted = wishes.wanted();
        DeviceNames names = new DeviceNames(host, made, wanted);
        List<PlannedDevice> devices = wanted.stream().map(names::plan).toList();
        Map<DeviceIdentity, String> known = new HashMap<>();
        devices.forEach(device -> known.put(device.wanted().identity(), device.name()));
        FittedRouters fitted = new FittedRouters(known);
        return new DevicePlan(
                devices,
                removals(devices, host, made),
                routers.stream().map(fitted::fit).toList(),
                wishes.disabled(),
                names.notes());
    }

    private static List<Removal> removals(List<PlannedDevice> devices, HostLinks host, MadeDevices made) {
        Set<Integer> kept = new HashSet<>();
        for (PlannedDevice device : devices) {
            switch (device.step()) {
                case PlannedDevice.Step.Reuse reuse ->
                    kept.add(reuse.existing().link().index());
                // It has its own removal.
                case PlannedDevice.Step.Replace replace ->
                    kept.add(replace.existing().link().index());
                case PlannedDevice.Step.Create create -> {}
                case PlannedDevice.Step.Wait wait -> {}
            }
        }
        List<Removal> removals = new ArrayList<>();
        for (StackedLink existing : host.links()) {
            int index = existing.link().index();
            MadeDevices.Made ours = made.owned().get(index);
            // A number may have gone to another interface since.
            if (ours != null && existing.shape().isMadeHere() && !kept.contains(index)) {
                removals.add(new Removal(index, ours.owner(), existing.link().name()));
            }
        }
        return removals;
    }

    /** The names of all that is needed, to be remembered for the next plan. */
    public Map<DeviceIdentity, String> names() {
        Map<DeviceIdentity, String> names = new HashMap<>();
        devices.forEach(device -> names.put(device.wanted().identity(), device.name()));
        return names;
    }

    /**
     * The addresses that an interface has as long as it exists, whoever is Master: the parent's link-local address, deprecated
     * so that nothing but advertisements is sent from it, or the one that the configuration gives it.
     */
    public static List<VirtualAddress> addresses(PlannedDevice device, HostLinks host) {
        WantedDevice wanted = device.wanted();
        IpAddress source = wanted.source();
        if (source != null) {
            return List.of(
                    wanted.isVmac()
                            ? deprecated(source, wanted.sourcePrefixLength(), device.name())
                            : VirtualAddress.of(source, wanted.sourcePrefixLength(), device.name()));
        }
        return parentLinkLocal(device, host)
                .map(parent -> deprecated(parent.address(), parent.prefixLength(), device.name()))
                .stream()
                .toList();
    }

    /** The link-local address of the interface below that this one has to have too. */
    public static Optional<InterfaceAddress> parentLinkLocal(PlannedDevice device, HostLinks host) {
        return device.wanted().linkLocal()
                ? host.link(device.wanted().identity().base())
                        .flatMap(base -> host.linkLocal(base.link().index()))
                : Optional.empty();
    }

    private static VirtualAddress deprecated(IpAddress address, int prefixLength, String device) {
        return new VirtualAddress(
                address, prefixLength, device, null, null, null, 0, false, Set.of(), 0L, false, false);
    }
}
