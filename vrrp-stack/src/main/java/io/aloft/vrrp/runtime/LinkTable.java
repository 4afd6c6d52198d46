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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The interfaces of this host and their addresses as the kernel told them last. Owned by the VRRP loop. */
final class LinkTable {

    private final Map<Integer, Link> links = new LinkedHashMap<>();
    private final Map<String, Link> byName = new HashMap<>();
    private final Map<Integer, List<InterfaceAddress>> addresses = new HashMap<>();

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
        List<InterfaceAddress> known = addresses.computeIfAbsent(address.interfaceIndex(), index -> new ArrayList<>());
        for (int i = 0; i < known.size(); i++) {
            if (known.get(i).address().equals(address.address())) {
                known.set(i, address);
                return;
            }
        }
        known.add(address);
    }

    private void remove(InterfaceAddress address) {
        addresses
                .getOrDefault(address.interfaceIndex(), new ArrayList<>())
                .removeIf(known -> known.address().equals(address.address()));
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
     */
    Map<String, LinkFacts> facts(Function<String, Hearing> hearing) {
        Map<String, LinkFacts> facts = new HashMap<>();
        for (Link link : links.values()) {
            List<IpAddress> own = addresses.getOrDefault(link.index(), List.of()).stream()
                    .map(InterfaceAddress::address)
                    .toList();
            boolean ethernet = link.mac() != null && !link.loopback();
            facts.put(
                    link.name(),
                    new LinkFacts(link.running(), hearing.apply(link.name()), own, ethernet, link.multicast()));
        }
        return facts;
    }
}
