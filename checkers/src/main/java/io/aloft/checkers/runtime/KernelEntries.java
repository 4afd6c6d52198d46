package io.aloft.checkers.runtime;

import io.aloft.checkers.health.PoolMember;
import io.aloft.checkers.health.VirtualServerHealth;
import io.aloft.ipvs.IpvsDestination;
import io.aloft.ipvs.IpvsEntry;
import io.aloft.ipvs.IpvsService;
import io.aloft.ipvs.ServiceKey;
import io.aloft.model.lvs.Persistence;
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
        return IpvsEntry.of(new IpvsService(ServiceKey.of(spec.key()), attributes(spec)), destinations);
    }

    private static IpvsService.Attributes attributes(VirtualServerSpec spec) {
        Persistence persistence = spec.persistence();
        if (persistence == null) {
            int hostMask = IpvsService.hostMask(spec.key().endpoint().address().family());
            return new IpvsService.Attributes(spec.scheduler(), spec.schedulerFlags(), 0, hostMask);
        }
        return new IpvsService.Attributes(
                spec.scheduler(),
                spec.schedulerFlags() | IpvsService.PERSISTENT,
                persistence.timeoutSeconds(),
                persistence.granularity());
    }

    private static IpvsDestination destination(PoolMember member) {
        return new IpvsDestination(
                member.endpoint(),
                new IpvsDestination.Attributes(
                        member.method().kernelNumber(),
                        member.weight(),
                        member.upperThreshold(),
                        member.lowerThreshold()));
    }
}
