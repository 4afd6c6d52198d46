package io.aloft.vrrp.runtime;

import io.aloft.netlink.monitor.LinkEvent;
import io.aloft.netlink.route.InterfaceAddress;
import io.aloft.vrrp.track.TrackLines;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The interfaces that matter to some virtual router, and what the operator was told of them. Owned by the VRRP loop. */
final class WatchedLinks {

    private static final Logger LOG = LoggerFactory.getLogger("io.aloft.vrrp");

    private final LinkTable links;
    private final HostState state;
    private Set<String> names = Set.of();

    /** How an interface was when it was looked at last. */
    private record Seen(boolean present, boolean up) {}

    private final Map<String, Seen> told = new HashMap<>();

    WatchedLinks(LinkTable links, HostState state) {
        this.links = links;
        this.state = state;
    }

    /** From now on those of these routers. */
    void watch(Collection<RouterRunner> routers) {
        Set<String> watched = new HashSet<>();
        for (RouterRunner router : routers) {
            watched.add(router.spec().interfaceName());
            watched.addAll(router.watched().allInterfaces());
        }
        watched.remove("");
        names = watched;
        told.keySet().retainAll(names);
        tellAll();
    }

    /** Those that may come up or go down by the event; to be asked before it is applied. */
    Set<String> touched(LinkEvent event) {
        Set<String> touched = new HashSet<>();
        switch (event) {
            case LinkEvent.Snapshot snapshot -> {
                return names;
            }
            case LinkEvent.LinkChanged changed -> {
                touched.add(changed.link().name());
                // It may have had another name until now.
                touched.add(String.valueOf(links.name(changed.link().index())));
            }
            case LinkEvent.LinkRemoved removed -> touched.add(removed.name());
            case LinkEvent.AddressAdded added -> {}
            case LinkEvent.AddressRemoved removed -> {}
        }
        touched.retainAll(names);
        return touched;
    }

    /** Says which address of its own an interface gets or loses by the event, before it is applied; with -D. */
    void tellAddresses(LinkEvent event) {
        if (event instanceof LinkEvent.AddressAdded added
                && isOwn(added.interfaceName(), added.address())
                && !links.knows(added.address())) {
            LOG.debug(TrackLines.assigned(added.address().address(), added.interfaceName()));
        } else if (event instanceof LinkEvent.AddressRemoved removed
                && isOwn(removed.interfaceName(), removed.address())) {
            LOG.debug(TrackLines.deassigned(removed.address().address(), removed.interfaceName()));
        }
    }

    private boolean isOwn(String interfaceName, InterfaceAddress address) {
        return names.contains(interfaceName) && !state.isBorrowed(address.address());
    }

    /** Says which of them count otherwise than they did: with a delay that is later than the kernel told of it. */
    void tellAll() {
        tell(names);
    }

    /** As {@link #tellAll}, for some of them. */
    void tell(Set<String> some) {
        for (String name : some) {
            Seen now = new Seen(links.link(name).isPresent(), state.linkCounts(name));
            Seen before = told.put(name, now);
            if (before == null) {
                continue;
            }
            // keepalived's order: it is there before it is up, and down before it is gone.
            if (!before.present() && now.present()) {
                LOG.info(TrackLines.present(name, true));
            }
            if (before.up() != now.up()) {
                LOG.info(TrackLines.link(name, now.up()));
            }
            if (before.present() && !now.present()) {
                LOG.info(TrackLines.present(name, false));
            }
        }
    }
}
