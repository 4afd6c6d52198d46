package io.aloft.model.vrrp;

import io.aloft.model.net.AddressFamily;
import io.aloft.model.net.IpAddress;
import io.aloft.model.script.NotifyScripts;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A {@code vrrp_instance}, resolved: every default is filled in, every name is known to exist.
 *
 * @param name of the instance, as logs and scripts show it
 * @param interfaceName the interface its advertisements use, below a VMAC if there is one; empty for unicast that the
 *     kernel routes
 * @param family of the virtual addresses
 * @param vrid 1..255
 * @param version VRRP version on the wire: 2 or 3
 * @param startsAsMaster {@code state MASTER}; below priority 255 it only decided the default priority
 * @param priority configured priority, 1..255; 255 is the address owner
 * @param advertInterval Advertisement_Interval, whole seconds in version 2
 * @param downTimerAdverts advertisements that may be missed before Master_Down (default 3)
 * @param preempt whether a Backup of higher priority takes over from a living Master
 * @param preemptDelay how long to let a lower Master live before preempting
 * @param authentication version 2 only
 * @param group the multicast group ({@code mcast_dst_ip}, else {@code vrrp_mcast_group4} or {@code vrrp_mcast_group6})
 * @param sourceAddress {@code mcast_src_ip} or {@code unicast_src_ip}; null takes the first address of the interface
 * @param addresses carried in the advertisement, in configuration order
 * @param excludedAddresses held with the others but not advertised
 * @param trackPrimary whether faults of the own interface count (false with {@code dont_track_primary})
 * @param tracking what else counts
 * @param garp when gratuitous ARP is sent
 * @param lowerPrioNoAdvert do not answer an advertisement of lower priority while Master
 * @param higherPrioSendAdvert send one more advertisement before yielding to a better Master
 * @param skipCheckAdvertAddress do not compare the address list again while the Master is the same
 * @param scripts run on transitions
 * @param options what goes beyond the protocol's own parameters
 */
public record VirtualRouterSpec(
        String name,
        String interfaceName,
        AddressFamily family,
        int vrid,
        int version,
        boolean startsAsMaster,
        int priority,
        Duration advertInterval,
        int downTimerAdverts,
        boolean preempt,
        Duration preemptDelay,
        Authentication authentication,
        IpAddress group,
        @Nullable IpAddress sourceAddress,
        List<VirtualAddress> addresses,
        List<VirtualAddress> excludedAddresses,
        boolean trackPrimary,
        Tracking tracking,
        GarpPolicy garp,
        boolean lowerPrioNoAdvert,
        boolean higherPrioSendAdvert,
        boolean skipCheckAdvertAddress,
        NotifyScripts scripts,
        VirtualRouterOptions options) {

    /** The priority of the router that owns the virtual address (RFC 5798 section 5.2.4). */
    public static final int OWNER_PRIORITY = 255;

    public VirtualRouterSpec {
        addresses = List.copyOf(addresses);
        excludedAddresses = List.copyOf(excludedAddresses);
    }

    /** Further interfaces whose state counts. */
    public List<TrackedInterface> trackedInterfaces() {
        return tracking.interfaces();
    }

    /** Scripts whose result counts. */
    public List<TrackedScript> trackedScripts() {
        return tracking.scripts();
    }

    public VirtualRouterKey key() {
        return new VirtualRouterKey(
                interfaceName,
                family,
                vrid,
                isUnicast() ? sourceAddress : group,
                options.link().virtualInterface() instanceof VirtualInterface.Vmac,
                options.occurrence());
    }

    /** Whether advertisements go to named peers. */
    public boolean isUnicast() {
        return !options.unicast().peers().isEmpty();
    }

    /** Virtual addresses, those that are advertised first, then the excluded ones. */
    public List<VirtualAddress> allAddresses() {
        return Stream.concat(addresses.stream(), excludedAddresses.stream()).toList();
    }

    /** The same router with other addresses, such as the same ones on an interface that has another name. */
    public VirtualRouterSpec withAddresses(List<VirtualAddress> advertised, List<VirtualAddress> excluded) {
        return with(options, advertised, excluded);
    }

    /** The same router with other options. */
    public VirtualRouterSpec withOptions(VirtualRouterOptions others) {
        return with(others, addresses, excludedAddresses);
    }

    private VirtualRouterSpec with(
            VirtualRouterOptions others, List<VirtualAddress> advertised, List<VirtualAddress> excluded) {
        return new VirtualRouterSpec(
                name,
                interfaceName,
                family,
                vrid,
                version,
                startsAsMaster,
                priority,
                advertInterval,
                downTimerAdverts,
                preempt,
                preemptDelay,
                authentication,
                group,
                sourceAddress,
                advertised,
                excluded,
                trackPrimary,
                tracking,
                garp,
                lowerPrioNoAdvert,
                higherPrioSendAdvert,
                skipCheckAdvertAddress,
                scripts,
                others);
    }

    public boolean isOwner() {
        return priority == OWNER_PRIORITY;
    }
}
