package io.aloft.vrrp.sim;

import io.aloft.model.ConfigImage;
import io.aloft.model.net.IpAddress;
import io.aloft.model.vrrp.SyncGroupSpec;
import io.aloft.model.vrrp.VirtualAddress;
import io.aloft.model.vrrp.VirtualInterface;
import io.aloft.model.vrrp.VirtualRouterSpec;
import io.aloft.vrrp.track.WatchList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One machine and what its director is configured to do.
 *
 * @param name as the time line calls it
 * @param image its configuration
 * @param addresses that it has itself, by interface
 */
public record HostPlan(String name, ConfigImage image, Map<String, List<IpAddress>> addresses) {

    public HostPlan {
        addresses = Collections.unmodifiableMap(new LinkedHashMap<>(addresses));
    }

    /** The same machine after its file was replaced. */
    public HostPlan withImage(ConfigImage next) {
        return new HostPlan(name, next, addresses);
    }

    /** What the router looks at, its sync group's things included. */
    WatchList watchList(VirtualRouterSpec router) {
        return WatchList.of(router, group(router), image.statics());
    }

    private @Nullable SyncGroupSpec group(VirtualRouterSpec router) {
        return image.syncGroups().stream()
                .filter(one -> one.members().contains(router.name()))
                .findFirst()
                .orElse(null);
    }

    /** Every interface that exists: those with an address of their own, and all that the configuration names. */
    public Set<String> interfaces() {
        Set<String> names = new LinkedHashSet<>(addresses.keySet());
        for (VirtualRouterSpec router : image.virtualRouters()) {
            names.add(router.interfaceName());
            router.allAddresses().stream().map(VirtualAddress::device).forEach(names::add);
            names.addAll(watchList(router).allInterfaces());
        }
        names.remove("");
        return names;
    }

    /** The interface that carries another one, such as that below a VMAC; the interface itself otherwise. */
    String below(String interfaceName) {
        return image.virtualRouters().stream()
                .filter(router -> isVirtualInterfaceOf(router, interfaceName))
                .map(VirtualRouterSpec::interfaceName)
                .findFirst()
                .orElse(interfaceName);
    }

    private static boolean isVirtualInterfaceOf(VirtualRouterSpec router, String interfaceName) {
        VirtualInterface own = router.options().link().virtualInterface();
        return own != null && own.name().equals(interfaceName);
    }

    /** The interface that has this address of the machine's own. */
    Optional<String> interfaceOf(IpAddress address) {
        return addresses.entrySet().stream()
                .filter(entry -> entry.getValue().contains(address))
                .map(Map.Entry::getKey)
                .findFirst();
    }
}
