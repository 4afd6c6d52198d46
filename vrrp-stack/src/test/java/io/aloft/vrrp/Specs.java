package io.aloft.vrrp;

import io.aloft.model.net.AddressFamily;
import io.aloft.model.net.IpAddress;
import io.aloft.model.script.NotifyScripts;
import io.aloft.model.vrrp.Authentication;
import io.aloft.model.vrrp.GarpPolicy;
import io.aloft.model.vrrp.TrackedInterface;
import io.aloft.model.vrrp.TrackedScript;
import io.aloft.model.vrrp.Tracking;
import io.aloft.model.vrrp.VirtualAddress;
import io.aloft.model.vrrp.VirtualRouterOptions;
import io.aloft.model.vrrp.VirtualRouterSpec;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

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

    public Specs priority(int value) {
        priority = value;
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
                AddressFamily.INET,
                vrid,
                2,
                startsAsMaster,
                priority,
                advertInterval,
                3,
                preempt,
                preemptDelay,
                authentication,
                IpAddress.of("224.0.0.18"),
                null,
                addresses,
                List.of(),
                trackPrimary,
                Tracking.of(trackedInterfaces, trackedScripts),
                garp,
                lowerPrioNoAdvert,
                higherPrioSendAdvert,
                skipCheckAdvertAddress,
                NotifyScripts.NONE,
                VirtualRouterOptions.DEFAULT);
    }
}
