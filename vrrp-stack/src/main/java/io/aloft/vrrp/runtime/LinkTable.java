package io.aloft.vrrp.runtime;

import io.aloft.model.net.IpAddress;
import io.aloft.netlink.monitor.LinkEvent;
import io.aloft.netlink.route.InterfaceAddress;
import io.aloft.netlink.route.Link;
import io.aloft.netlink.route.LinkNumbers;
import io.aloft.vrrp.track.HostFacts.Hearing;
import io.aloft.vrrp.track.HostFacts.LinkFacts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The interfaces of this host and their addresses as the kernel told them last. Owned by the VRRP loop. */
final class LinkTable {

    private final Map<Integer, Link> links = new LinkedHashMap<>();
    private final Map<String, Link> byName = new HashMap<>();

    /** By number of the interface, those of each in the kernel's order. */
    private final Map<Integer, Map<IpAddress, InterfaceAddress>> addresses = new HashMap<>();

    void apply(LinkEvent event) {
        switch (event) {
            case LinkEvent.Snapshot snapshot -> {
                links.clear();
                byName.clear();
                addresses.clear();
                snapshot.links().forEach(this::put);
                snapshot.addresses().forEach(this::add);
            }
            case LinkEvent.LinkChanged changed -> put(changed.link());
            case LinkEvent.LinkRemoved removed -> {
                forgetName(links.remove(removed.index()));
                addresses.remove(removed.index());
            }
            case LinkEvent.AddressAdded added -> add(added.address());
            case LinkEvent.AddressRemoved removed -> remove(removed.address());
        }
    }

    /**
     * The addresses that {@code event} takes away; to be asked before it is applied. Of those whose messages the kernel
     * dropped, only the snapshot that follows can tell.
     */
    List<LinkEvent.AddressRemoved> removals(LinkEvent event) {
        return switch (event) {
            case LinkEvent.AddressRemoved removed -> List.of(removed);
            case LinkEvent.Snapshot snapshot -> missingIn(snapshot);
            case LinkEvent.LinkChanged changed -> List.of();
            case LinkEvent.LinkRemoved removed -> List.of();
            case LinkEvent.AddressAdded added -> List.of();
        };
    }

    private List<LinkEvent.AddressRemoved> missingIn(LinkEvent.Snapshot snapshot) {
        Map<Integer, Set<IpAddress>> present = new HashMap<>();
        for (InterfaceAddress address : snapshot.addresses()) {
            present.computeIfAbsent(address.interfaceIndex(), index -> new HashSet<>())
                    .add(address.address());
        }
        List<LinkEvent.AddressRemoved> missing = new ArrayList<>();
        addresses.forEach((index, known) -> {
            Link link = links.get(index);
            Set<IpAddress> left = present.getOrDefault(index, Set.of());
            for (InterfaceAddress address : known.values()) {
                if (link != null && !left.contains(address.address())) {
                    missing.add(new LinkEvent.AddressRemoved(link.name(), address));
                }
            }
        });
        return missing;
    }

    private void put(Link link) {
        forgetName(links.put(link.index(), link));
        byName.put(link.name(), link);
    }

    /** Only if the name is still that link's: it may have been given to another one meanwhile. */
    private void forgetName(@Nullable Link gone) {
        if (gone != null) {
            byName.remove(gone.name(), gone);
        }
    }

    private void add(InterfaceAddress address) {
        addresses
                .computeIfAbsent(address.interfaceIndex(), index -> new LinkedHashMap<>())
                .put(address.address(), address);
    }

    private void remove(InterfaceAddress address) {
        Map<IpAddress, InterfaceAddress> known = addresses.get(address.interfaceIndex());
        if (known != null) {
            known.remove(address.address());
        }
    }

    /** Whether the interface had this address already. */
    boolean knows(InterfaceAddress address) {
        return addresses.getOrDefault(address.interfaceIndex(), Map.of()).containsKey(address.address());
    }

    Optional<Link> link(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** The name of the interface with this number; null when there is none. */
    @Nullable
    String name(int index) {
        Link link = links.get(index);
        return link == null ? null : link.name();
    }

    /** Up and with carrier; false for an interface that does not exist. */
    boolean running(String name) {
        return link(name).map(Link::running).orElse(false);
    }

    OptionalInt index(String name) {
        return link(name).map(link -> OptionalInt.of(link.index())).orElse(OptionalInt.empty());
    }

    /** The numbers behind the names at the moment of each call. */
    LinkNumbers numbers() {
        return new LinkNumbers() {
            @Override
            public OptionalInt index(String interfaceName) {
                return LinkTable.this.index(interfaceName);
            }

            @Override
            public OptionalLong vrfTable(String vrfName) {
                long table = link(vrfName).map(Link::vrfTable).orElse(0L);
                return table == 0 ? OptionalLong.empty() : OptionalLong.of(table);
            }
        };
    }

    /**
     * What tracking wants to know, by interface name.
     *
     * @param hearing tells whether advertisements on an interface reach us
     * @param borrowed addresses that come and go with virtual routers, so that nobody may speak from them
     */
    Map<String, LinkFacts> facts(Function<String, Hearing> hearing, Set<IpAddress> borrowed) {
        Map<String, LinkFacts> facts = new HashMap<>();
        for (Link link : links.values()) {
            List<IpAddress> own = addresses.getOrDefault(link.index(), Map.of()).keySet().stream()
                    .filter(address -> !borrowed.contains(address))
                    .toList();
            boolean ethernet = link.mac() != null && !link.loopback();
            facts.put(
                    link.name(),
                    new LinkFacts(link.running(), hearing.apply(link.name()), own, ethernet, link.multicast()));
        }
        return facts;
    }
}
