package io.aloft.vrrp.device.plan;

import io.aloft.model.net.MacAddress;
import io.aloft.netlink.route.LinkShape;
import io.aloft.netlink.route.StackedLink;
import org.jspecify.annotations.Nullable;

/**
 * What makes two wishes ask for the same interface, whatever it is called.
 *
 * @param base name of the interface below
 * @param shape kind and mode
 * @param mac of a macvlan; null for an ipvlan, which has that of its base
 * @param name of an ipvlan, which nothing else tells from its siblings; empty for a macvlan
 */
public record DeviceIdentity(
        String base, LinkShape shape, @Nullable MacAddress mac, String name) {

    /** Whether an existing interface above the one with number {@code baseIndex} is what is asked for. */
    boolean matches(StackedLink existing, int baseIndex) {
        return existing.shape() == shape
                && existing.link().parentIndex() == baseIndex
                && (mac == null
                        ? existing.link().name().equals(name)
                        : mac.equals(existing.link().mac()));
    }
}
