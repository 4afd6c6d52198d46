package io.aloft.vrrp;

import io.aloft.model.net.AddressFamily;
import io.aloft.model.net.IpAddress;
import io.aloft.model.net.IpPrefix;
import io.aloft.model.route.EntryTracking;
import io.aloft.model.route.NextHop;
import io.aloft.model.route.RouteSpec;
import io.aloft.model.route.RuleAction;
import io.aloft.model.route.RuleSelector;
import io.aloft.model.route.RuleSpec;
import io.aloft.model.script.NotifyScripts;
import io.aloft.model.vrrp.Alerts;
import io.aloft.model.vrrp.Authentication;
import io.aloft.model.vrrp.Conduct;
import io.aloft.model.vrrp.GarpPolicy;
import io.aloft.model.vrrp.HmacAuthentication;
import io.aloft.model.vrrp.LinkOptions;
import io.aloft.model.vrrp.TrackedInterface;
import io.aloft.model.vrrp.TrackedScript;
import io.aloft.model.vrrp.Tracking;
import io.aloft.model.vrrp.Unicast;
import io.aloft.model.vrrp.VirtualAddress;
import io.aloft.model.vrrp.VirtualRouterOptions;
import io.aloft.model.vrrp.VirtualRouterSpec;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A virtual router to test with; every field can be changed, the rest stay at keepalived's defaults. */
public final class Specs {

    public String name = "VI_1";
    public int vrid = 51;
    public boolean startsAsMaster;
    public int priority = 100;
    public Duration advertInterval = Duration.ofSeconds(1);
    public boolean preempt = true;
    public Duration preemptDelay = Duration.ZERO;
    public Authentication authentication = Authentication.NONE;
    public List<VirtualAddress> addresses = addresses("10.9.0.101", "10.9.0.102", "192.0.2.33");
    public boolean trackPrimary = true;
    public List<TrackedInterface> trackedInterfaces = List.of();
    public List<TrackedScript> trackedScripts = List.of();
    public GarpPolicy garp = GarpPolicy.DEFAULT;
    public boolean lowerPrioNoAdvert;
    public boolean higherPrioSendAdvert;
    public boolean skipCheckAdvertAddress;
    public int version = 2;
    public AddressFamily family = AddressFamily.INET;
    public IpAddress group = IpAddress.of("224.0.0.18");
    public @Nullable IpAddress sourceAddress;
    public Unicast unicast = Unicast.NONE;
    public Conduct conduct = Conduct.DEFAULT;
    public LinkOptions link = LinkOptions.DEFAULT;
    public @Nullable HmacAuthentication hmac;
    public int downTimerAdverts = 3;
    public List<VirtualAddress> excludedAddresses = List.of();
    public Alerts alerts = Alerts.NONE;
    public List<RouteSpec> routes = List.of();
    public List<RuleSpec> rules = List.of();
    public @Nullable String syncGroup;
    public @Nullable Integer vipLease;

    private Specs() {}

    /** VRID 51 on eth0, priority 100, advertising every second. */
    public static Specs router() {
        return new Specs();
    }

    /** Virtual addresses on eth0. */
    public static List<VirtualAddress> addresses(String... addresses) {
        return Arrays.stream(addresses)
                .map(a -> VirtualAddress.of(IpAddress.of(a), 24, "eth0"))
                .toList();
    }

    /** The route to a network over eth0. */
    public static RouteSpec route(String network, int length) {
        return route(network, length, null, null);
    }

    /** The route to a network over eth0, by a gateway or not, with a metric or not. */
    public static RouteSpec route(String network, int length, @Nullable String gateway, @Nullable Long metric) {
        return new RouteSpec(
                AddressFamily.INET,
                RouteSpec.UNICAST,
                new IpPrefix(IpAddress.of(network), length),
                null,
                null,
                List.of(new NextHop(gateway == null ? null : IpAddress.of(gateway), "eth0", 1, false, null, null)),
                new RouteSpec.Attributes(null, null, 18, null, metric, 0, null, null, null),
                Map.of(),
                Set.of(),
                null,
                RouteSpec.Position.PREPEND,
                new EntryTracking(true, null));
    }

    /** The rule that sends what comes from a network to a table. */
    public static RuleSpec rule(String network, int length, long table) {
        return new RuleSpec(
                AddressFamily.INET,
                new RuleSelector(
                        false,
                        new IpPrefix(IpAddress.of(network), length),
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null),
                new RuleAction.Lookup(table),
                1999L,
                18,
                new RuleSpec.Suppression(null, null, null),
                new EntryTracking(true, null));
    }

    public Specs priority(int value) {
        priority = value;
        return this;
    }

    /** Version 3. */
    public Specs version3() {
        version = 3;
        return this;
    }

    /** IPv6 virtual addresses, and the group that belongs to them. */
    public Specs inet6(String... virtual) {
        family = AddressFamily.INET6;
        group = IpAddress.of("ff02::12");
        addresses = addresses(virtual);
        return this;
    }

    /** Peers of any TTL instead of the group. */
    public Specs unicast(String... peers) {
        unicast = new Unicast(
                Arrays.stream(peers)
                        .map(peer -> new Unicast.Peer(IpAddress.of(peer), 0, 255))
                        .toList(),
                null,
                false,
                false);
        return this;
    }

    public Specs with(java.util.function.Consumer<Specs> change) {
        change.accept(this);
        return this;
    }

    public VirtualRouterSpec spec() {
        return new VirtualRouterSpec(
                name,
                "eth0",
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
                addresses,
                excludedAddresses,
                trackPrimary,
                Tracking.of(trackedInterfaces, trackedScripts),
                garp,
                lowerPrioNoAdvert,
                higherPrioSendAdvert,
                skipCheckAdvertAddress,
                NotifyScripts.NONE,
                options());
    }

    private VirtualRouterOptions options() {
        VirtualRouterOptions usual = VirtualRouterOptions.DEFAULT;
        return new VirtualRouterOptions(
                unicast, link, conduct, alerts, hmac, routes, rules, syncGroup, vipLease, usual.occurrence());
    }
}
