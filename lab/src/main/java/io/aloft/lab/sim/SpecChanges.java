package io.aloft.lab.sim;

import io.aloft.model.vrrp.VirtualAddress;
import io.aloft.model.vrrp.VirtualRouterSpec;
import java.time.Duration;
import java.util.List;

/** The same virtual router with one thing changed. */
final class SpecChanges {

    private SpecChanges() {}

    static VirtualRouterSpec priority(VirtualRouterSpec spec, int priority) {
        return with(spec, priority, spec.advertInterval(), spec.excludedAddresses());
    }

    static VirtualRouterSpec interval(VirtualRouterSpec spec, Duration interval) {
        return with(spec, spec.priority(), interval, spec.excludedAddresses());
    }

    static VirtualRouterSpec excluded(VirtualRouterSpec spec, VirtualAddress address) {
        return with(spec, spec.priority(), spec.advertInterval(), List.of(address));
    }

    private static VirtualRouterSpec with(
            VirtualRouterSpec spec, int priority, Duration interval, List<VirtualAddress> excluded) {
        return new VirtualRouterSpec(
                spec.name(),
                spec.interfaceName(),
                spec.family(),
                spec.vrid(),
                spec.version(),
                spec.startsAsMaster(),
                priority,
                interval,
                spec.downTimerAdverts(),
                spec.preempt(),
                spec.preemptDelay(),
                spec.authentication(),
                spec.group(),
                spec.sourceAddress(),
                spec.addresses(),
                excluded,
                spec.trackPrimary(),
                spec.tracking(),
                spec.garp(),
                spec.lowerPrioNoAdvert(),
                spec.higherPrioSendAdvert(),
                spec.skipCheckAdvertAddress(),
                spec.scripts(),
                spec.options());
    }
}
