package io.aloft.vrrp.runtime;

import io.aloft.model.net.AddressFamily;
import io.aloft.model.net.IpAddress;
import io.aloft.model.vrrp.VirtualRouterKey;
import io.aloft.model.vrrp.VirtualRouterSpec;
import io.aloft.model.vrrp.VrrpState;
import io.aloft.vrrp.packet.Concern;
import io.aloft.vrrp.packet.ReceivedPacket;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Every virtual router of this host, found by what an event names: its key, where its advertisements arrive, its next
 * deadline, its name, its addresses. Owned by the VRRP loop.
 */
final class Routers {

    /** Where advertisements of a virtual router arrive. */
    private record Wire(String interfaceName, AddressFamily family, int vrid) {

        // Asked for with every packet, and what a record has by itself is slow until a big compiler has seen it.
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Wire that
                    && vrid == that.vrid
                    && family == that.family
                    && interfaceName.equals(that.interfaceName);
        }

        @Override
        public int hashCode() {
            return (interfaceName.hashCode() * 31 + family.ordinal()) * 256 + vrid;
        }
    }

    private final Map<VirtualRouterKey, RouterRunner> byKey = new LinkedHashMap<>();
    private final Map<Wire, List<RouterRunner>> byWire = new HashMap<>();
    private final Map<String, RouterRunner> byName = new HashMap<>();
    private final Map<IpAddress, Set<RouterRunner>> byAddress = new HashMap<>();
    private final DeadlineHeap<RouterRunner> deadlines = new DeadlineHeap<>();

    /** In configuration order. */
    Collection<RouterRunner> all() {
        return byKey.values();
    }

    /**
     * Adds one.
     *
     * @param spec what it is by now, or will be by the {@link io.aloft.vrrp.fsm.RouterEvent.Reconfigured} that it gets next:
     *     a reload may change its name and addresses
     */
    void add(RouterRunner router, VirtualRouterSpec spec) {
        byKey.put(spec.key(), router);
        byName.put(spec.name(), router);
        byWire.computeIfAbsent(wire(spec), wire -> new ArrayList<>()).add(router);
        spec.allAddresses()
                .forEach(address -> byAddress
                        .computeIfAbsent(address.address(), unseen -> new LinkedHashSet<>())
                        .add(router));
        router.onDeadlineChange(() -> deadlines.update(router));
        deadlines.update(router);
    }

    /** Takes them all out, for a configuration that puts the known ones back in its own order. */
    Map<VirtualRouterKey, RouterRunner> removeAll() {
        Map<VirtualRouterKey, RouterRunner> before = new LinkedHashMap<>(byKey);
        before.values().forEach(deadlines::remove);
        byKey.clear();
        byName.clear();
        byWire.clear();
        byAddress.clear();
        return before;
    }

    @Nullable
    RouterRunner named(String name) {
        return byName.get(name);
    }

    /**
     * Those that listen on this interface for the packet's VRID; mostly one. Where several do, by other groups or other peers,
     * it is for those whom it concerns most: the others would object to it, and count it as a fault of somebody.
     */
    List<RouterRunner> listeners(String interfaceName, ReceivedPacket packet) {
        List<RouterRunner> all =
                byWire.getOrDefault(new Wire(interfaceName, packet.source().family(), packet.vrid()), List.of());
        if (all.size() <= 1) {
            return all;
        }
        Concern most = Concern.NONE;
        List<RouterRunner> concerned = new ArrayList<>();
        for (RouterRunner router : all) {
            Concern concern = Concern.of(packet, router.spec());
            if (concern.compareTo(most) > 0) {
                most = concern;
                concerned.clear();
            }
            if (concern == most) {
                concerned.add(router);
            }
        }
        return concerned;
    }

    /** Those that hold the address as long as they are Master; mostly one. */
    Collection<RouterRunner> holding(IpAddress address) {
        return byAddress.getOrDefault(address, Set.of());
    }

    private static Wire wire(VirtualRouterSpec spec) {
        return new Wire(spec.interfaceName(), spec.family(), spec.vrid());
    }

    long nextDeadlineNanos() {
        return deadlines.nextDeadlineNanos();
    }

    /** Whether the next deadline is that of a Backup. */
    boolean backupIsNext() {
        RouterRunner first = deadlines.first();
        return first != null && first.router().state() == VrrpState.BACKUP;
    }

    /** Lets every deadline fire that has come by {@code now}. */
    void timePassed(long now) {
        // Each of them is asked once: a deadline that stays in the past is a defect, and must not keep the loop here.
        for (int left = byKey.size(); left > 0; left--) {
            RouterRunner first = deadlines.first();
            if (first == null || first.deadlineNanos() > now) {
                return;
            }
            first.timePassed(now);
        }
    }
}
