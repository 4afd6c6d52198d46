package io.aloft.checkers.table;

import io.aloft.ipvs.IpvsDestination;
import io.aloft.ipvs.IpvsEntry;
import io.aloft.ipvs.ServiceKey;
import io.aloft.model.lvs.VirtualServerKey;
import io.aloft.model.net.Endpoint;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What all virtual servers together want the kernel to hold.
 *
 * <p>Several may want the same service: two that use one group, or a group that holds the address of another. The service
 * then has the destinations of all, and goes when nobody wants it any more. Where they contradict each other the first
 * one in the configuration counts; of a destination, the first one in which it is in service.
 */
public final class WantedTable {

    /** By virtual server, in configuration order. */
    private final SequencedMap<VirtualServerKey, SequencedMap<ServiceKey, IpvsEntry>> wishes = new LinkedHashMap<>();

    /** Who wants a service, for those services that are wanted; almost always one. */
    private final SequencedMap<ServiceKey, List<VirtualServerKey>> wanting = new LinkedHashMap<>();

    private Set<String> conflicts = new LinkedHashSet<>();
    private final Set<String> told = new LinkedHashSet<>();

    /** The services that are wanted. */
    public Set<ServiceKey> keys() {
        return wanting.keySet();
    }

    /**
     * From now on these virtual servers count and no others, in this order.
     *
     * @return services of which something else may be wanted now
     */
    public Set<ServiceKey> replace(SequencedMap<VirtualServerKey, List<IpvsEntry>> all) {
        var touched = new LinkedHashSet<ServiceKey>();
        wishes.values().forEach(wish -> touched.addAll(wish.keySet()));
        wishes.clear();
        wanting.clear();
        told.clear();
        all.forEach((virtualServer, entries) -> {
            wishes.put(virtualServer, byKey(entries));
            entries.forEach(entry -> wanting.computeIfAbsent(entry.service().key(), _ -> new ArrayList<>(1))
                    .add(virtualServer));
        });
        touched.addAll(wanting.keySet());
        return touched;
    }

    /**
     * From now on a virtual server wants other entries of the services that it has already.
     *
     * @return services of which something else is wanted now
     */
    public Set<ServiceKey> change(VirtualServerKey virtualServer, Collection<IpvsEntry> entries) {
        SequencedMap<ServiceKey, IpvsEntry> wish = wishes.get(virtualServer);
        var touched = new LinkedHashSet<ServiceKey>();
        if (wish != null) {
            for (IpvsEntry entry : entries) {
                ServiceKey key = entry.service().key();
                if (!entry.equals(wish.replace(key, entry))) {
                    touched.add(key);
                }
            }
        }
        return touched;
    }

    /** What is wanted of a service; null for nothing. */
    public @Nullable IpvsEntry get(ServiceKey key) {
        List<VirtualServerKey> servers = wanting.get(key);
        if (servers == null) {
            return null;
        }
        IpvsEntry first = wish(servers.getFirst(), key);
        for (VirtualServerKey other : servers.subList(1, servers.size())) {
            first = union(first, wish(other, key), servers.getFirst(), other);
        }
        return first;
    }

    /** What virtual servers want of the same service and cannot have both; each is told once for a configuration. */
    public List<String> takeConflicts() {
        List<String> fresh = conflicts.stream().filter(told::add).toList();
        conflicts = new LinkedHashSet<>();
        return fresh;
    }

    private IpvsEntry wish(VirtualServerKey virtualServer, ServiceKey key) {
        SequencedMap<ServiceKey, IpvsEntry> wish = wishes.get(virtualServer);
        IpvsEntry entry = wish == null ? null : wish.get(key);
        if (entry == null) {
            throw new IllegalStateException(virtualServer + " does not want " + key);
        }
        return entry;
    }

    private IpvsEntry union(IpvsEntry first, IpvsEntry second, VirtualServerKey one, VirtualServerKey other) {
        if (!first.service().equals(second.service())) {
            conflicts.add("VS " + one + " and VS " + other + " want service " + key(first)
                    + " with different schedulers, flags or persistence; those of VS " + one + " are used");
        }
        Map<Endpoint, IpvsDestination> destinations = new LinkedHashMap<>(first.destinations());
        for (IpvsDestination destination : second.destinations().values()) {
            IpvsDestination present = destinations.get(destination.endpoint());
            if (present == null) {
                destinations.put(destination.endpoint(), destination);
            } else if (present.attributes().weight() == 0) {
                // One of them keeps it in the table without traffic, the other has it in service.
                destinations.replace(destination.endpoint(), destination);
            } else if (destination.attributes().weight() != 0 && !present.equals(destination)) {
                conflicts.add("VS " + one + " and VS " + other + " want real server " + destination.endpoint() + " of "
                        + key(first) + " with different weights, methods or thresholds; those of VS " + one
                        + " are used");
            }
        }
        return IpvsEntry.of(first.service(), destinations.values());
    }

    private static ServiceKey key(IpvsEntry entry) {
        return entry.service().key();
    }

    private static SequencedMap<ServiceKey, IpvsEntry> byKey(Collection<IpvsEntry> entries) {
        var byKey = new LinkedHashMap<ServiceKey, IpvsEntry>();
        entries.forEach(entry -> byKey.put(entry.service().key(), entry));
        return byKey;
    }
}
