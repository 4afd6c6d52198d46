package io.aloft.vrrp.device;

import io.aloft.model.net.IpAddress;
import io.aloft.model.vrrp.VirtualAddress;
import io.aloft.netlink.exchange.Errno;
import io.aloft.netlink.exchange.NetlinkConnection;
import io.aloft.netlink.exchange.NetlinkException;
import io.aloft.netlink.route.AddressClient;
import io.aloft.netlink.route.AddressOutcome;
import io.aloft.netlink.route.InterfaceAddress;
import io.aloft.netlink.route.LinkClient;
import io.aloft.netlink.route.PlacedAddress;
import io.aloft.netlink.route.StackedLink;
import io.aloft.netlink.route.StackedLinkClient;
import io.aloft.vrrp.device.plan.DevicePlan;
import io.aloft.vrrp.device.plan.HostLinks;
import io.aloft.vrrp.device.plan.PlannedDevice;
import io.aloft.vrrp.device.plan.SysctlPlan;
import io.aloft.vrrp.device.plan.WantedDevice;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does to the kernel what a plan says about one interface. Owned by one thread. */
final class DeviceMaker {

    private static final Logger LOG = LoggerFactory.getLogger(DeviceMaker.class);

    private final StackedLinkClient links;
    private final LinkClient reader;
    private final AddressClient addresses;
    private final Sysctls sysctls;
    private final Function<String, OptionalInt> groups;

    /** The addresses that we put on interfaces, by their number. */
    private final Map<Integer, List<VirtualAddress>> placed = new HashMap<>();

    /** By the name of the interface: a refusal is tried again and said once. */
    private final Map<String, String> refusals = new HashMap<>();

    DeviceMaker(NetlinkConnection connection, Sysctls sysctls, Function<String, OptionalInt> groups) {
        this.links = new StackedLinkClient(connection);
        this.reader = new LinkClient(connection);
        this.addresses = new AddressClient(connection);
        this.sysctls = sysctls;
        this.groups = groups;
    }

    HostLinks host() throws NetlinkException {
        return new HostLinks(links.links(), reader.addresses());
    }

    /**
     * Makes what is needed of one interface.
     *
     * @param ours whether an existing one is known to be ours, so that nothing is said about finding it
     * @return its number; empty when it does not exist
     */
    OptionalInt make(PlannedDevice device, HostLinks host, boolean ours) {
        try {
            OptionalInt index = switch (device.step()) {
                case PlannedDevice.Step.Create create -> OptionalInt.of(create(device, create.base()));
                case PlannedDevice.Step.Replace replace -> OptionalInt.of(replace(device, replace));
                case PlannedDevice.Step.Reuse reuse -> OptionalInt.of(reuse(device, reuse, ours));
                case PlannedDevice.Step.Wait wait -> OptionalInt.empty();
            };
            index.ifPresent(number -> place(device, host, number));
            refusals.remove(device.name());
            return index;
        } catch (NetlinkException e) {
            refused(device, e);
            return OptionalInt.empty();
        }
    }

    private int create(PlannedDevice device, StackedLink base) throws NetlinkException {
        WantedDevice wanted = device.wanted();
        links.create(
                device.name(),
                base.link().index(),
                wanted.identity().shape(),
                wanted.identity().mac(),
                group(wanted, base));
        int index = links.link(device.name())
                .map(made -> made.link().index())
                .orElseThrow(
                        () -> NetlinkException.refused("add interface " + device.name(), Errno.ENODEV, "it is gone"));
        try {
            settle(device, base, index, 0);
        } catch (NetlinkException e) {
            // Half an interface is worse than none: nothing would ever finish it.
            links.delete(index);
            throw e;
        }
        LOG.info(
                "({}): Success creating {} interface {}",
                wanted.owner(),
                wanted.isVmac() ? "VMAC" : "ipvlan",
                device.name());
        return index;
    }

    private int replace(PlannedDevice device, PlannedDevice.Step.Replace replace) throws NetlinkException {
        String owner = device.wanted().owner();
        LOG.info("({}) VMAC {} already exists but is incompatible. It will be deleted/updated", owner, device.name());
        LOG.info("({}) Removing old VMAC interface {} due to conflicting interface", owner, device.name());
        links.delete(replace.existing().link().index());
        return create(device, replace.base());
    }

    private int reuse(PlannedDevice device, PlannedDevice.Step.Reuse reuse, boolean ours) throws NetlinkException {
        StackedLink existing = reuse.existing();
        int index = existing.link().index();
        if (ours) {
            sysctls.set(SysctlPlan.ofDevice(device));
            settleMaster(reuse.base(), index, existing.link().masterIndex());
            return index;
        }
        LOG.info("({}) Found matching interface {}", device.wanted().owner(), device.name());
        settle(device, reuse.base(), index, existing.link().masterIndex());
        return index;
    }

    /** All that has to be so before an interface comes up, and up. */
    private void settle(PlannedDevice device, StackedLink base, int index, int master) throws NetlinkException {
        if (device.wanted().isVmac()) {
            withoutLinkLocal(index);
        }
        sysctls.set(SysctlPlan.ofDevice(device));
        settleMaster(base, index, master);
        links.setUp(index);
    }

    private void withoutLinkLocal(int index) throws NetlinkException {
        try {
            links.makeNoLinkLocal(index);
        } catch (NetlinkException e) {
            if (e.errno() != Errno.EAFNOSUPPORT) {
                throw e;
            }
        }
    }

    /** A VMAC belongs to the VRF of its base. */
    private void settleMaster(StackedLink base, int index, int master) throws NetlinkException {
        if (base.link().masterIndex() != master && isVrf(base.link().masterIndex())) {
            links.setMaster(index, base.link().masterIndex());
        }
    }

    private boolean isVrf(int masterIndex) throws NetlinkException {
        return masterIndex == 0
                || links.links().stream()
                        .anyMatch(known -> known.link().index() == masterIndex
                                && "vrf".equals(known.link().kind()));
    }

    private int group(WantedDevice wanted, StackedLink base) {
        String written = wanted.group();
        OptionalInt number = written == null ? OptionalInt.of(base.group()) : groups.apply(written);
        if (number.isEmpty()) {
            LOG.error(
                    "({}) interface group {} is unknown, that of {} is used; define it in /etc/iproute2/group",
                    wanted.owner(),
                    written,
                    base.link().name());
        }
        return number.orElse(base.group());
    }

    /** Gives an interface the addresses it has to have, and takes away those that it had to have before. */
    private void place(PlannedDevice device, HostLinks host, int index) {
        List<VirtualAddress> wanted = DevicePlan.addresses(device, host);
        List<VirtualAddress> had = placed.getOrDefault(index, List.of());
        for (VirtualAddress old : had) {
            if (!wanted.contains(old)) {
                tell(device.name(), addresses.remove(old, index));
            }
        }
        for (VirtualAddress address : wanted) {
            if (!isPresent(host, index, address.address())) {
                tell(device.name(), addresses.add(address, index));
            }
        }
        placed.put(index, wanted);
    }

    private static boolean isPresent(HostLinks host, int index, IpAddress address) {
        return host.addresses().stream()
                .anyMatch((InterfaceAddress known) ->
                        known.interfaceIndex() == index && known.address().equals(address));
    }

    private static void tell(String device, AddressOutcome outcome) {
        if (outcome instanceof AddressOutcome.Failed(PlacedAddress target, NetlinkException reason)) {
            LOG.error("cannot change {} on {}: {}", target.address(), device, reason.getMessage());
        }
    }

    /** Removes an interface; one that is gone already is no error. */
    void remove(DevicePlan.Removal removal) {
        placed.remove(removal.index());
        try {
            links.delete(removal.index());
            LOG.info("({}) Success removing VMAC interface {}", removal.owner(), removal.name());
        } catch (NetlinkException e) {
            if (e.errno() != Errno.ENODEV) {
                LOG.error("({}) cannot remove interface {}: {}", removal.owner(), removal.name(), e.getMessage());
            }
        }
    }

    /** Forgets the interfaces that are gone. */
    void forgetAllBut(HostLinks host) {
        placed.keySet().removeIf(index -> host.link(index).isEmpty());
    }

    private void refused(PlannedDevice device, NetlinkException e) {
        WantedDevice wanted = device.wanted();
        String text = String.valueOf(e.getMessage());
        if (!text.equals(refusals.put(device.name(), text))) {
            LOG.error(
                    "({}): Unable to create {} interface {}: {}{}",
                    wanted.owner(),
                    wanted.isVmac() ? "VMAC" : "ipvlan",
                    device.name(),
                    text,
                    advice(e, wanted));
        }
    }

    private static String advice(NetlinkException e, WantedDevice wanted) {
        @Nullable
        String what = switch (e.errno()) {
            case Errno.EOPNOTSUPP ->
                "the kernel has no " + wanted.identity().shape().kind() + " (module "
                        + wanted.identity().shape().kind() + ")";
            case Errno.EPERM -> "CAP_NET_ADMIN is needed";
            case Errno.EBUSY, Errno.EADDRINUSE ->
                "another interface on " + wanted.identity().base() + " has its MAC address or excludes it";
            default -> null;
        };
        return what == null ? "" : "; " + what;
    }
}
