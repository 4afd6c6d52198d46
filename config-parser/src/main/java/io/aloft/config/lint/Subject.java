package io.aloft.config.lint;

import io.aloft.config.diagnostic.SourceLocation;
import io.aloft.config.origin.Origins;
import io.aloft.model.ConfigImage;
import io.aloft.model.net.IpAddress;
import io.aloft.model.net.LocalAddress;
import io.aloft.model.vrrp.VirtualAddress;
import io.aloft.model.vrrp.VirtualRouterSpec;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the rules look at.
 *
 * @param image one configuration
 * @param origins where its objects were written
 * @param addresses of the machine; empty when not known
 */
record Subject(ConfigImage image, Origins origins, List<LocalAddress> addresses) {

    List<VirtualRouterSpec> routers() {
        return image.virtualRouters();
    }

    /** Advertised or not. */
    static List<VirtualAddress> addressesOf(VirtualRouterSpec router) {
        return Stream.concat(router.addresses().stream(), router.excludedAddresses().stream())
                .toList();
    }

    /** Where the line of a virtual address stands. */
    @Nullable
    SourceLocation at(VirtualRouterSpec router, VirtualAddress address) {
        String block = router.addresses().contains(address) ? "virtual_ipaddress" : "virtual_ipaddress_excluded";
        return origins.ofEntry(router, block, word -> isAddress(word, address.address()));
    }

    /** How messages name an instance. */
    static String label(VirtualRouterSpec router) {
        return "instance " + router.name();
    }

    private static boolean isAddress(String word, IpAddress address) {
        int slash = word.indexOf('/');
        String text = slash < 0 ? word : word.substring(0, slash);
        return IpAddress.parse(text).equals(Optional.of(address));
    }
}
