package io.aloft.vrrp.device.plan;

import io.aloft.model.global.VrrpGlobals;
import io.aloft.model.net.AddressFamily;
import io.aloft.model.vrrp.VirtualRouterSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The settings of the kernel that virtual routers and their interfaces need. */
public final class SysctlPlan {

    /** Names of a kernel setting that stands for all interfaces, or for those to come. */
    public static final String ALL = "all";

    public static final String DEFAULT = "default";

    private SysctlPlan() {}

    /** What an interface of a virtual router needs, before it comes up. */
    public static List<Sysctl> ofDevice(PlannedDevice device) {
        WantedDevice wanted = device.wanted();
        List<Sysctl> sysctls = new ArrayList<>();
        // An ipvlan works as the kernel makes it.
        if (!wanted.isVmac()) {
            return sysctls;
        }
        String name = device.name();
        sysctls.add(own(
                "ipv4/conf/" + name + "/arp_ignore",
                1,
                name + " answers ARP requests for addresses of other interfaces, so that hosts learn the virtual MAC"
                        + " address for them"));
        if (wanted.family() == AddressFamily.INET) {
            sysctls.add(own(
                    "ipv4/conf/" + name + "/accept_local",
                    1,
                    "packets between addresses of this host that come in by " + name + " are dropped"));
            sysctls.add(own(
                    "ipv4/conf/" + name + "/rp_filter",
                    0,
                    "packets to the virtual addresses are dropped where the way back is not " + name));
            sysctls.add(own(
                    "ipv4/conf/" + name + "/promote_secondaries",
                    1,
                    "all addresses of a network go when the first of them is removed from " + name));
        }
        sysctls.add(new Sysctl(
                "net/ipv6/conf/" + name + "/disable_ipv6",
                wanted.ipv6() ? 0 : 1,
                wanted.ipv6()
                        ? name + " cannot have IPv6 addresses"
                        : "the kernel speaks IPv6 with the virtual MAC address",
                false,
                // A kernel without IPv6 has it switched off enough.
                !wanted.ipv6()));
        return sysctls;
    }

    /** What has to be set besides, for as long as some virtual router needs it. */
    public static List<Sysctl> ofHost(
            List<PlannedDevice> devices, List<VirtualRouterSpec> routers, VrrpGlobals globals) {
        Map<String, Sysctl> sysctls = new LinkedHashMap<>();
        for (PlannedDevice device : devices) {
            String base = device.wanted().identity().base();
            if (isIpv4Vmac(device) && !(device.step() instanceof PlannedDevice.Step.Wait)) {
                put(sysctls, "ipv4/conf/" + base + "/arp_ignore", 1, answersToo(base));
                put(sysctls, "ipv4/conf/" + base + "/arp_filter", 1, answersToo(base));
            }
        }
        for (VirtualRouterSpec router : routers) {
            if (router.options().link().promoteSecondaries()) {
                String name = router.interfaceName();
                put(
                        sysctls,
                        "ipv4/conf/" + name + "/promote_secondaries",
                        1,
                        "all addresses of a network go when the first of them is removed from " + name);
            }
        }
        if (globals.disableLocalIgmp()) {
            put(sysctls, "ipv4/igmp_link_local_mcast_reports", 0, "the kernel reports link-local groups to routers");
        }
        return List.copyOf(sysctls.values());
    }

    /**
     * What takes the reverse path filter of all interfaces away, which is stronger than that of a VMAC, and gives it back to
     * each other interface.
     *
     * @param all {@code net.ipv4.conf.all.rp_filter}, 0..2
     * @param others the filters of the other interfaces, loopback not among them, and {@code default}
     * @return nothing when there is no such filter; the one for all comes last
     */
    public static List<Sysctl> reversePathFilters(int all, Map<String, Integer> others) {
        if (all <= 0) {
            return List.of();
        }
        List<Sysctl> sysctls = new ArrayList<>();
        others.forEach((name, value) -> {
            if (value < all) {
                sysctls.add(host(
                        "ipv4/conf/" + name + "/rp_filter", all, name + " accepts packets with any source address"));
            }
        });
        sysctls.add(host(
                "ipv4/conf/" + ALL + "/rp_filter",
                0,
                "packets to virtual addresses on VMACs are dropped where the way back is another interface"));
        return sysctls;
    }

    /** Whether a VMAC for IPv4 is among them, which is what a reverse path filter disturbs. */
    public static boolean needsNoReversePathFilter(List<PlannedDevice> devices) {
        return devices.stream()
                .anyMatch(device -> isIpv4Vmac(device) && !(device.step() instanceof PlannedDevice.Step.Wait));
    }

    private static boolean isIpv4Vmac(PlannedDevice device) {
        return device.wanted().isVmac() && device.wanted().family() == AddressFamily.INET;
    }

    private static String answersToo(String base) {
        return base + " answers ARP requests for the virtual addresses too, with its own MAC address";
    }

    private static void put(Map<String, Sysctl> sysctls, String file, int value, String effect) {
        Sysctl sysctl = host(file, value, effect);
        sysctls.putIfAbsent(sysctl.file(), sysctl);
    }

    private static Sysctl own(String file, int value, String effect) {
        return new Sysctl("net/" + file, value, effect, false, false);
    }

    private static Sysctl host(String file, int value, String effect) {
        return new Sysctl("net/" + file, value, effect, true, false);
    }
}
