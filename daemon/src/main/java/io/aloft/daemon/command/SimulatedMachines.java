package io.aloft.daemon.command;

import io.aloft.model.ConfigImage;
import io.aloft.model.net.AddressFamily;
import io.aloft.model.net.IpAddress;
import io.aloft.model.vrrp.Unicast;
import io.aloft.model.vrrp.VirtualRouterSpec;
import io.aloft.vrrp.sim.HostPlan;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The machines that some files are for, as far as files tell: names, and the addresses that the directors speak from. What no
 * file tells is assumed, from the range for benchmarks (RFC 2544).
 */
final class SimulatedMachines {

    private SimulatedMachines() {}

    /** The names of the files without their ends if these differ, else a, b, c. */
    static List<String> names(List<Path> files) {
        List<String> names = files.stream()
                .map(file -> String.valueOf(file.getFileName()).replaceFirst("\\.[^.]*$", ""))
                .toList();
        if (new HashSet<>(names).size() == names.size() && names.stream().allMatch(n -> n.matches("[^:>]+"))) {
            return names;
        }
        List<String> letters = new ArrayList<>();
        for (int i = 0; i < files.size(); i++) {
            letters.add(i < 26 ? String.valueOf((char) ('a' + i)) : "n" + (i + 1));
        }
        return letters;
    }

    /** One machine for each image. */
    static List<HostPlan> plans(List<String> names, List<ConfigImage> images) {
        List<HostPlan> plans = new ArrayList<>();
        for (int i = 0; i < images.size(); i++) {
            plans.add(new HostPlan(names.get(i), images.get(i), addresses(images, i)));
        }
        return plans;
    }

    private static Map<String, List<IpAddress>> addresses(List<ConfigImage> images, int index) {
        Map<String, LinkedHashSet<IpAddress>> found = new LinkedHashMap<>();
        for (VirtualRouterSpec router : images.get(index).virtualRouters()) {
            String name = router.interfaceName().isEmpty() ? "routed" : router.interfaceName();
            LinkedHashSet<IpAddress> addresses = found.computeIfAbsent(name, first -> new LinkedHashSet<>());
            IpAddress written = router.sourceAddress();
            if (written != null) {
                addresses.add(written);
            } else {
                namedByOthers(images, index, router).ifPresent(addresses::add);
            }
        }
        Map<String, List<IpAddress>> all = new LinkedHashMap<>();
        int number = 0;
        for (Map.Entry<String, LinkedHashSet<IpAddress>> entry : found.entrySet()) {
            LinkedHashSet<IpAddress> addresses = entry.getValue();
            addresses.add(IpAddress.of("198.18." + Math.min(number, 255) + "." + (index + 1)));
            addresses.add(IpAddress.of("fe80::%x:%x".formatted(number + 1, index + 1)));
            all.put(entry.getKey(), List.copyOf(addresses));
            number++;
        }
        return all;
    }

    /** The peer that others speak to and that this director does not: itself. */
    private static Optional<IpAddress> namedByOthers(List<ConfigImage> images, int index, VirtualRouterSpec router) {
        List<IpAddress> own = peers(router);
        List<IpAddress> named = new ArrayList<>();
        for (int other = 0; other < images.size(); other++) {
            if (other != index) {
                images.get(other).virtualRouters().stream()
                        .filter(one -> one.vrid() == router.vrid() && one.family() == router.family())
                        .forEach(one -> {
                            named.addAll(peers(one));
                            named.remove(one.sourceAddress());
                        });
            }
        }
        return named.stream()
                .filter(address -> !own.contains(address))
                .filter(address ->
                        address.family() == AddressFamily.INET || address.isLinkLocal() || router.isUnicast())
                .findFirst();
    }

    private static List<IpAddress> peers(VirtualRouterSpec router) {
        return router.options().unicast().peers().stream()
                .map(Unicast.Peer::address)
                .toList();
    }
}
