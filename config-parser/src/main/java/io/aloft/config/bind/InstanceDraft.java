package io.aloft.config.bind;

import io.aloft.config.diagnostic.SourceLocation;
import io.aloft.model.net.AddressFamily;
import io.aloft.model.net.IpAddress;
import io.aloft.model.route.RouteSpec;
import io.aloft.model.route.RuleSpec;
import io.aloft.model.vrrp.VirtualRouterSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A {@code vrrp_instance} as written. */
public final class InstanceDraft extends Draft {

    private static final int DEFAULT_PRIORITY = 100;

    public final String name;
    public final GarpDraft garp;
    public long downTimerAdverts;
    public boolean skipCheckAdvertAddress;

    public @Nullable Boolean master;
    public @Nullable String interfaceName;
    /** The interface was named but is not there, and may not come later. */
    public boolean interfaceMissing;

    public @Nullable Integer vrid;
    public @Nullable Integer priority;
    public @Nullable Integer version;
    public Duration advertInterval = Duration.ofSeconds(1);
    public boolean preempt = true;
    public Duration preemptDelay = Duration.ZERO;
    public @Nullable String authType;
    public @Nullable String password;
    public @Nullable HmacDraft hmac;
    /** {@code mcast_src_ip} or {@code unicast_src_ip}, the later one. */
    public @Nullable IpAddress sourceAddress;

    /** {@code mcast_dst_ip}. */
    public @Nullable IpAddress group;

    public boolean nativeIpv6;
    public final List<AddressDraft> addresses = new ArrayList<>();
    public final List<AddressDraft> excluded = new ArrayList<>();
    /** Where {@link #addresses} and {@link #excluded} go: long lists are searched for repetitions. */
    final Set<Place> places = new HashSet<>();

    public boolean withoutAddressesIntended;
    public final List<RouteSpec> routes = new ArrayList<>();
    public final List<RuleSpec> rules = new ArrayList<>();
    public final UnicastDraft unicast = new UnicastDraft();
    public final LinkDraft link = new LinkDraft();
    public boolean trackPrimary = true;
    public final TrackedDrafts tracked = new TrackedDrafts();
    public final ConductDraft conduct = new ConductDraft();
    /** Advertisement intervals; null when the instance says nothing. */
    public @Nullable Integer vipLease;

    public final AlertsDraft alerts = new AlertsDraft();

    /** An address on a device; null is the interface of the instance. */
    record Place(IpAddress address, @Nullable String device) {}

    /** The family that what was read so far fixes, or null. */
    public @Nullable AddressFamily family() {
        if (nativeIpv6) {
            return AddressFamily.INET6;
        }
        if (sourceAddress != null) {
            return sourceAddress.family();
        }
        if (addresses.isEmpty() && !unicast.peers.isEmpty()) {
            return unicast.peers.getFirst().address().family();
        }
        return addresses.isEmpty() ? null : addresses.getFirst().address().family();
    }

    /** As written, else what the initial state stands for. */
    public int effectivePriority() {
        int standard = Boolean.TRUE.equals(master) ? VirtualRouterSpec.OWNER_PRIORITY : DEFAULT_PRIORITY;
        return priority == null ? standard : priority;
    }

    InstanceDraft(String name, SourceLocation location, GlobalDraft global) {
        super(null, "instance " + name, location);
        this.name = name;
        this.garp = global.garp.copy();
        this.downTimerAdverts = global.downTimerAdverts;
        this.skipCheckAdvertAddress = global.skipCheckAdvertAddress;
        this.unicast.checkSource = global.checkUnicastSource;
        this.conduct.checksumAsVersion2 = global.checksumAsVersion2;
    }
}
