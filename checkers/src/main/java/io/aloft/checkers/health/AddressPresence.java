package io.aloft.checkers.health;

import io.aloft.model.lvs.VirtualServerGroupSpec;
import io.aloft.model.lvs.VirtualServerKey;
import io.aloft.model.lvs.VirtualServerSpec;
import io.aloft.model.net.IpAddress;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Which addresses are on this machine, for {@code ha_suspend}: where a virtual server's is not, its real servers are not
 * checked and stay as they are.
 */
public final class AddressPresence {

    private final Set<IpAddress> present = new HashSet<>();

    /**
     * So many interfaces have the address now.
     *
     * @return whether it came or went
     */
    public boolean changed(IpAddress address, int interfaces) {
        return interfaces > 0 ? present.add(address) : present.remove(address);
    }

    /** Whether the checks of the virtual server rest. */
    public boolean suspends(VirtualServerSpec spec, List<VirtualServerGroupSpec> groups) {
        return spec.haSuspend()
                && !(spec.key() instanceof VirtualServerKey.ByMark)
                && present.stream().noneMatch(address -> concerns(spec, groups, address));
    }

    /**
     * Whether the virtual server serves the address. For a group any address of it will do; keepalived never checks the
     * servers of a group with {@code ha_suspend}.
     */
    public static boolean concerns(VirtualServerSpec spec, List<VirtualServerGroupSpec> groups, IpAddress address) {
        return switch (spec.key()) {
            case VirtualServerKey.ByAddress key -> key.endpoint().address().equals(address);
            case VirtualServerKey.ByMark _ -> false;
            case VirtualServerKey.ByGroup key ->
                groups.stream()
                        .filter(group -> group.name().equals(key.group()))
                        .anyMatch(group -> holds(group, address));
        };
    }

    private static boolean holds(VirtualServerGroupSpec group, IpAddress address) {
        for (VirtualServerGroupSpec.Entry entry : group.entries()) {
            if (entry instanceof VirtualServerGroupSpec.Addresses range
                    && range.first().family() == address.family()
                    && range.first().compareTo(address) <= 0
                    && range.last().compareTo(address) >= 0) {
                return true;
            }
        }
        return false;
    }
}
