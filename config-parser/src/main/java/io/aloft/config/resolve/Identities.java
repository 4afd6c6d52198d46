package io.aloft.config.resolve;

import io.aloft.config.bind.AddressDraft;
import io.aloft.config.bind.GlobalDraft;
import io.aloft.config.bind.InstanceDraft;
import io.aloft.config.diagnostic.Code;
import io.aloft.config.diagnostic.Diagnostics;
import io.aloft.config.diagnostic.SourceLocation;
import io.aloft.config.diagnostic.StatusClass;
import io.aloft.config.host.HostFacts;
import io.aloft.model.net.AddressFamily;
import io.aloft.model.net.IpAddress;
import io.aloft.model.vrrp.Unicast;
import io.aloft.model.vrrp.VirtualRouterKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What tells one instance from all others: VRID, interface, and how it speaks. Without it keepalived ends itself; here only
 * the instance stays out.
 */
final class Identities {

    /** Who has a VRID already. */
    private record Holder(String name, VirtualRouterKey key, Set<IpAddress> peers) {}

    private final HostFacts host;
    private final GlobalDraft global;
    private final Diagnostics diagnostics;
    private final Map<VirtualRouterKey, List<Holder>> taken = new HashMap<>();

    Identities(HostFacts host, GlobalDraft global, Diagnostics diagnostics) {
        this.host = host;
        this.global = global;
        this.diagnostics = diagnostics;
    }

    /** Whether VRID and interface are there, and where the interface may be missing, what stands for it. */
    boolean isComplete(InstanceDraft draft) {
        boolean complete = true;
        if (draft.vrid == null) {
            error(
                    Code.VRID_MISSING,
                    draft,
                    "the virtual router id must be set (virtual_router_id 1..255); the instance is left out");
            complete = false;
        }
        if (draft.interfaceName != null) {
            // A missing one is reported where it is named.
            return complete && !draft.interfaceMissing;
        }
        if (draft.unicast.peers.isEmpty()) {
            error(
                    Code.INTERFACE_NOT_SET,
                    draft,
                    "Unknown interface! 'interface NAME' must be set; the instance is left out");
            return false;
        }
        return isRoutedUnicast(draft) && complete;
    }

    /** Unicast may leave the interface to the kernel's routes; all that an interface stands for has to be written then. */
    private boolean isRoutedUnicast(InstanceDraft draft) {
        IpAddress source = draft.sourceAddress;
        if (draft.link.virtualInterface != null) {
            error(
                    Code.INTERFACE_NOT_SET,
                    draft,
                    "use_vmac and use_ipvlan need 'interface NAME' to lie on; the instance is left out");
            return false;
        }
        if (source == null || source.isLinkLocal()) {
            error(
                    Code.INTERFACE_NOT_SET,
                    draft,
                    "unicast without interface needs a unicast_src_ip that is not link-local;"
                            + " the instance is left out");
            return false;
        }
        return Stream.concat(draft.addresses.stream(), draft.excluded.stream()).allMatch(this::hasDevice);
    }

    private boolean hasDevice(AddressDraft entry) {
        String standard = global.defaultInterface;
        if (entry.device() != null || global.dynamicInterfaces || host.hasInterface(standard)) {
            return true;
        }
        error(
                Code.INTERFACE_NOT_SET,
                entry.location(),
                "no interface carries " + entry.address() + ": the instance has none, and default_interface " + standard
                        + " does not exist; the instance is left out");
        return false;
    }

    /**
     * Takes the key of an instance.
     *
     * @return the number of the instance among those that are alike in all but their peers, from 0; -1 when it cannot be
     *     told from one above, which has been reported
     */
    int claim(InstanceDraft draft, VirtualRouterKey key, boolean multicast) {
        var onTheWire = new VirtualRouterKey(key.interfaceName(), key.family(), key.vrid(), key.via(), false, 0);
        List<Holder> holders = taken.computeIfAbsent(onTheWire, any -> new ArrayList<>());
        Set<IpAddress> peers =
                draft.unicast.peers.stream().map(Unicast.Peer::address).collect(Collectors.toSet());
        Holder other = conflict(holders, peers, multicast);
        if (other != null) {
            tell(draft, key, other, multicast);
            return -1;
        }
        int alike =
                (int) holders.stream().filter(holder -> holder.key.equals(key)).count();
        holders.add(new Holder(draft.name, key, peers));
        return alike;
    }

    private static @Nullable Holder conflict(List<Holder> holders, Set<IpAddress> peers, boolean multicast) {
        return holders.stream()
                .filter(holder -> multicast || holder.peers.stream().anyMatch(peers::contains))
                .findFirst()
                .orElse(null);
    }

    private void tell(InstanceDraft draft, VirtualRouterKey key, Holder other, boolean multicast) {
        if (multicast) {
            error(
                    Code.VRID_TWICE,
                    draft,
                    other.name + " and " + draft.name + " both use VRID " + key.vrid() + " with "
                            + (key.family() == AddressFamily.INET ? "IPv4" : "IPv6") + " on interface "
                            + key.interfaceName() + "; the second is left out");
            return;
        }
        // keepalived sees it only when both write their source.
        diagnostics.error(
                Code.VRID_TWICE,
                draft.location(),
                key.via() == null ? StatusClass.OK : StatusClass.GENERAL_ERROR,
                "duplicate VRID conflict with " + other.name + " VRID " + key.vrid()
                        + ": both have a peer in common; the second is left out; " + draft.label());
    }

    private void error(Code code, InstanceDraft draft, String message) {
        error(code, draft.location(), message + "; " + draft.label());
    }

    private void error(Code code, SourceLocation location, String message) {
        diagnostics.error(code, location, StatusClass.GENERAL_ERROR, message);
    }
}
