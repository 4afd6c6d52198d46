package io.aloft.checkers.runtime;

import io.aloft.checkers.health.PoolMember;
import io.aloft.checkers.health.VirtualServerHealth;
import io.aloft.ipvs.IpvsDestination;
import io.aloft.ipvs.IpvsEntry;
import io.aloft.ipvs.IpvsService;
import io.aloft.ipvs.ServiceKey;
import io.aloft.model.lvs.Persistence;
import io.aloft.model.lvs.Scheduling;
import io.aloft.model.lvs.VirtualServerSpec;
import java.util.List;

/** Translates virtual servers into the kernel's words. */
final class KernelEntries {

    private KernelEntries() {}

    /** What the kernel's table is to hold for a virtual server in its present health. */
    static IpvsEntry of(VirtualServerHealth health) {
        VirtualServerSpec spec = health.spec();
        List<IpvsDestination> destinations =
                health.pool().stream().map(KernelEntries::destination).toList();
        ServiceKey key = ServiceKey.of(spec.key());
        return IpvsEntry.of(new IpvsService(key, attributes(key, spec)), destinations);
    }

    private static IpvsService.Attributes attributes(ServiceKey key, VirtualServerSpec spec) {
        Scheduling scheduling = spec.scheduling();
        Persistence persistence = spec.persistence();
        if (persistence == null) {
            int hostMask = IpvsService.hostMask(key.family());
            return new IpvsService.Attributes(scheduling.scheduler(), scheduling.flags(), 0, hostMask);
        }
        return new IpvsService.Attributes(
                scheduling.scheduler(),
                scheduling.flags() | IpvsService.PERSISTENT,
                persistence.timeoutSeconds(),
                persistence.granularity());
    }

    private static IpvsDestination destination(PoolMember member) {
        return new IpvsDestination(
                member.endpoint(),
                new IpvsDestination.Attributes(
                        member.forwarding().method().kernelNumber(),
                        member.weight(),
                        member.upperThreshold(),
                        member.lowerThreshold()));
    }
}
