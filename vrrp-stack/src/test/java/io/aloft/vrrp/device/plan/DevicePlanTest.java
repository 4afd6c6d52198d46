package io.aloft.vrrp.device.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.aloft.model.global.VrrpGlobals;
import io.aloft.model.net.AddressFamily;
import io.aloft.model.net.IpAddress;
import io.aloft.model.net.MacAddress;
import io.aloft.model.vrrp.LinkOptions;
import io.aloft.model.vrrp.VirtualAddress;
import io.aloft.model.vrrp.VirtualInterface;
import io.aloft.model.vrrp.VirtualRouterSpec;
import io.aloft.netlink.route.InterfaceAddress;
import io.aloft.netlink.route.Link;
import io.aloft.netlink.route.LinkShape;
import io.aloft.netlink.route.StackedLink;
import io.aloft.vrrp.Specs;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DevicePlanTest {

    private static final int ETH0 = 2;
    private static final int ETH1 = 3;
    private static final MacAddress MAC_V4 = new MacAddress(0x0000_5e00_0133L);
    private static final MacAddress MAC_V6 = new MacAddress(0x0000_5e00_0233L);
    private static final IpAddress LINK_LOCAL = IpAddress.of("fe80::1234");

    private static StackedLink link(
            int index, String name, @Nullable MacAddress mac, LinkShape shape, int parentIndex) {
        return new StackedLink(new Link(index, name, mac, 1500, 0x1043, shape.kind(), parentIndex, 0, 0), shape, 0);
    }

    private static HostLinks host(StackedLink... more) {
        List<StackedLink> links = Stream.concat(
                        Stream.of(
                                link(ETH0, "eth0", new MacAddress(0x0200_0000_0001L), LinkShape.OTHER, 0),
                                link(ETH1, "eth1", new MacAddress(0x0200_0000_0002L), LinkShape.OTHER, 0)),
                        Stream.of(more))
                .toList();
        return new HostLinks(links, List.of(new InterfaceAddress(ETH0, LINK_LOCAL, 64, null, null, null, 253, 0, 0)));
    }

    private static VirtualInterface.Vmac vmac(String name, MacAddress mac, boolean onBase) {
        return new VirtualInterface.Vmac(name, mac, null, onBase, false);
    }

    private static LinkOptions options(@Nullable VirtualInterface own, boolean addr) {
        return new LinkOptions(own, addr, null, false, false, null, null);
    }

    private static VirtualAddress address(String address, String device, boolean onVmac) {
        return new VirtualAddress(
                IpAddress.of(address), 24, device, null, null, null, 0, false, Set.of(), null, onVmac, true);
    }

    private static VirtualRouterSpec ipv4(String name, LinkOptions link, VirtualAddress... addresses) {
        return Specs.router()
                .with(spec -> {
                    spec.name = name;
                    spec.link = link;
                    spec.addresses = List.of(addresses);
                })
                .spec();
    }

    private static VirtualRouterSpec ipv6(String name, LinkOptions link, VirtualAddress... addresses) {
        return Specs.router()
                .with(spec -> {
                    spec.name = name;
                    spec.link = link;
                    spec.family = AddressFamily.INET6;
                    spec.addresses = List.of(addresses);
                })
                .spec();
    }

    private static DevicePlan plan(HostLinks host, MadeDevices made, VirtualRouterSpec... routers) {
        return DevicePlan.of(List.of(routers), VrrpGlobals.DEFAULT, host, made);
    }

    private static List<String> names(DevicePlan plan) {
        return plan.devices().stream()
                .map(device -> device.name() + "@" + device.wanted().identity().base())
                .toList();
    }

    @Test
    void namesAreThoseOfKeepalived() {
        VirtualRouterSpec a = ipv4(
                "A",
                options(vmac("vrrp.51", MAC_V4, false), false),
                address("10.9.0.100", "vrrp.51", false),
                address("10.9.1.2", "eth1", true));
        VirtualRouterSpec b =
                ipv6("B", options(vmac("vrrp.51", MAC_V6, false), false), address("fe80::100", "vrrp.51", false));
        DevicePlan plan = plan(host(), MadeDevices.NONE, a, b);

        assertThat(names(plan)).containsExactly("vrrp.51@eth0", "vrrp1.51@eth1", "vrrp6.51@eth0");
        assertThat(plan.devices()).allMatch(device -> device.step() instanceof PlannedDevice.Step.Create);
        assertThat(plan.disabled()).isEmpty();
        assertThat(plan.routers().get(0).addresses())
                .extracting(VirtualAddress::device)
                .containsExactly("vrrp.51", "vrrp1.51");
        assertThat(plan.routers().get(1).addresses())
                .extracting(VirtualAddress::device)
                .containsExactly("vrrp6.51");
        assertThat(RouterInterfaces.of(plan.routers().get(1)).sendsOn()).isEqualTo("vrrp6.51");
    }

    @Test
    void anAddressOfTheOtherFamilyGetsAVmacOfItsOwnAndOneOfTheSameTheInstances() {
        VirtualRouterSpec router = ipv4(
                "A",
                options(vmac("vrrp.51", MAC_V4, false), true),
                address("10.9.0.100", "vrrp.51", false),
                address("10.9.0.101", "eth0", false),
                address("fd09::1", "eth0", false));
        DevicePlan plan = plan(host(), MadeDevices.NONE, router);

        assertThat(names(plan)).containsExactly("vrrp.51@eth0", "vrrp6.51@eth0");
        assertThat(plan.routers().getFirst().addresses())
                .extracting(VirtualAddress::device)
                .containsExactly("vrrp.51", "vrrp.51", "vrrp6.51");
        // Nothing of IPv6 is left on the VMAC of the instance.
        assertThat(plan.devices().getFirst().wanted().ipv6()).isFalse();
    }

    @Test
    void anInstanceWhoseVirtualMacAddressAnotherOneUsesIsDisabled() {
        VirtualRouterSpec a =
                ipv4("A", options(vmac("vrrp.51", MAC_V4, false), false), address("fd09::78", "eth0", true));
        VirtualRouterSpec b =
                ipv6("B", options(vmac("vrrp.51", MAC_V6, false), false), address("fe80::100", "vrrp.51", false));

        assertThat(plan(host(), MadeDevices.NONE, a, b).disabled())
                .isEqualTo(Map.of("B", "(A) VIP/eVIP fd09::78 uses same VMAC as VRRP instance B, disabling B"));
    }

    @Test
    void aMatchingInterfaceIsTakenOverWhateverItsName() {
        DevicePlan plan = plan(
                host(link(9, "left", MAC_V4, LinkShape.MACVLAN_PRIVATE, ETH0)),
                MadeDevices.NONE,
                ipv4("A", options(vmac("vrrp.51", MAC_V4, false), false), address("10.9.0.1", "vrrp.51", false)));

        assertThat(plan.devices().getFirst().step()).isInstanceOf(PlannedDevice.Step.Reuse.class);
        assertThat(plan.routers().getFirst().addresses().getFirst().device()).isEqualTo("left");
    }

    @Test
    void oneOfAnotherBaseModeOrAddressDoesNotMatch() {
        for (StackedLink other : List.of(
                link(9, "vrrp.51", MAC_V4, LinkShape.MACVLAN_PRIVATE, ETH1),
                link(9, "vrrp.51", MAC_V4, LinkShape.MACVLAN_OTHER, ETH0),
                link(9, "vrrp.51", MAC_V6, LinkShape.MACVLAN_PRIVATE, ETH0))) {
            DevicePlan plan =
                    plan(host(other), MadeDevices.NONE, ipv4("A", options(vmac("vrrp.51", MAC_V4, false), false)));
            assertThat(names(plan)).containsExactly("vrrp1.51@eth0");
            assertThat(plan.removals()).isEmpty();
        }
    }

    @Test
    void aWrittenNameReplacesAPrivateMacvlanAndYieldsToEverythingElse() {
        VirtualRouterSpec router = ipv4("A", options(vmac("named", MAC_V4, false), false));
        DevicePlan replacing =
                plan(host(link(9, "named", MAC_V6, LinkShape.MACVLAN_PRIVATE, ETH0)), MadeDevices.NONE, router);
        DevicePlan yielding = plan(host(link(9, "named", MAC_V4, LinkShape.OTHER, 0)), MadeDevices.NONE, router);

        assertThat(replacing.devices().getFirst().step()).isInstanceOf(PlannedDevice.Step.Replace.class);
        assertThat(names(yielding)).containsExactly("vrrp.51@eth0");
        assertThat(yielding.notes())
                .containsExactly(
                        "(A) interface named already exists and is not a private macvlan; ignoring vmac if_name");
    }

    @Test
    void oursThatSomebodyRenamedIsRemovedAndMadeAgainAndOneNobodyWantsIsRemoved() {
        VirtualRouterSpec router = ipv4("A", options(vmac("vrrp.51", MAC_V4, false), false));
        DevicePlan first = plan(host(), MadeDevices.NONE, router);
        MadeDevices made = new MadeDevices(first.names(), Map.of(9, new MadeDevices.Made("A", "vrrp.51")));
        HostLinks renamed = host(link(9, "bar", MAC_V4, LinkShape.MACVLAN_PRIVATE, ETH0));

        DevicePlan again = plan(renamed, made, router);
        assertThat(again.removals()).containsExactly(new DevicePlan.Removal(9, "A", "bar"));
        assertThat(again.devices().getFirst().step()).isInstanceOf(PlannedDevice.Step.Create.class);
        assertThat(names(again)).containsExactly("vrrp.51@eth0");
        assertThat(plan(renamed, made).removals()).hasSize(1);
        // The number has gone to an interface that is not ours.
        assertThat(plan(host(link(9, "bar", MAC_V4, LinkShape.OTHER, 0)), made).removals())
                .isEmpty();
    }

    @Test
    void anInterfaceWithoutBaseWaits() {
        DevicePlan plan = plan(
                new HostLinks(List.of(), List.of()),
                MadeDevices.NONE,
                ipv4("A", options(vmac("vrrp.51", MAC_V4, false), false)));

        assertThat(plan.devices().getFirst().step()).isInstanceOf(PlannedDevice.Step.Wait.class);
        assertThat(SysctlPlan.needsNoReversePathFilter(plan.devices())).isFalse();
    }

    @Test
    void aVmacOfIpv6HasTheLinkLocalAddressOfItsBaseUnlessItDoesNotSend() {
        for (boolean onBase : new boolean[] {false, true}) {
            DevicePlan plan =
                    plan(host(), MadeDevices.NONE, ipv6("B", options(vmac("vrrp.51", MAC_V6, onBase), false)));
            List<VirtualAddress> addresses = DevicePlan.addresses(plan.devices().getFirst(), host());
            assertThat(addresses).hasSize(onBase ? 0 : 1);
            assertThat(addresses)
                    .allMatch(address -> address.address().equals(LINK_LOCAL)
                            && Long.valueOf(0).equals(address.preferredLifetimeSeconds()));
        }
    }

    @Test
    void anIpvlanHasItsAddressAndNoSettings() {
        VirtualInterface ipvlan =
                new VirtualInterface.Ipvlan("iv", null, IpAddress.of("10.9.0.7"), 24, VirtualInterface.Mode.VEPA);
        DevicePlan plan =
                plan(host(), MadeDevices.NONE, ipv4("A", options(ipvlan, false), address("10.9.0.1", "eth0", false)));
        PlannedDevice device = plan.devices().getFirst();

        assertThat(device.wanted().identity().shape()).isEqualTo(LinkShape.IPVLAN_VEPA);
        assertThat(DevicePlan.addresses(device, host()))
                .containsExactly(VirtualAddress.of(IpAddress.of("10.9.0.7"), 24, "iv"));
        assertThat(SysctlPlan.ofDevice(device)).isEmpty();
        assertThat(SysctlPlan.ofHost(plan.devices(), plan.routers(), VrrpGlobals.DEFAULT))
                .isEmpty();
        assertThat(RouterInterfaces.of(plan.routers().getFirst()))
                .isEqualTo(new RouterInterfaces("eth0", "iv", "iv", "eth0", "iv"));
        assertThat(plan.routers().getFirst().addresses().getFirst().device()).isEqualTo("eth0");
    }
}
