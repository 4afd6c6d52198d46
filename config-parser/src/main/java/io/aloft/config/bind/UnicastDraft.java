package io.aloft.config.bind;

import io.aloft.model.net.IpAddress;
import io.aloft.model.vrrp.Unicast;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The unicast keywords of an instance. */
public final class UnicastDraft {

    public final List<Unicast.Peer> peers = new ArrayList<>();
    /** Those of {@link #peers}: long lists are searched for repetitions. */
    final Set<IpAddress> addresses = new HashSet<>();

    @Nullable
    Integer ttl;

    boolean faultWithoutPeer;
    /** Set by its own keyword, by that of {@code global_defs}, and by a TTL limit of some peer. */
    boolean checkSource;

    /** A unicast keyword stands here but no peer that can be used: keepalived falls back to multicast. */
    public boolean withoutPeer;

    /** A TTL without peers has been reported and does not count. */
    public Unicast settings() {
        return new Unicast(peers, peers.isEmpty() ? null : ttl, faultWithoutPeer, checkSource);
    }
}
