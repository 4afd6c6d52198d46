package io.aloft.checkers.table;

import io.aloft.checkers.health.PoolMember;
import io.aloft.checkers.marking.GroupMarks;
import io.aloft.ipvs.IpvsDestination;
import io.aloft.ipvs.IpvsEntry;
import io.aloft.ipvs.IpvsService;
import io.aloft.ipvs.ServiceKey;
import io.aloft.model.lvs.Forwarding;
import io.aloft.model.lvs.Persistence;
import io.aloft.model.lvs.Scheduling;
import io.aloft.model.lvs.TransportProtocol;
import io.aloft.model.lvs.VirtualServerGroupSpec;
import io.aloft.model.lvs.VirtualServerKey;
import io.aloft.model.lvs.VirtualServerSpec;
import io.aloft.model.net.AddressFamily;
import io.aloft.model.net.Endpoint;
import io.aloft.model.net.IpAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import org.jspecify.annotations.Nullable;

/** Translates virtual servers into the kernel's words. */
public final class KernelEntries {

    private final Map<String, VirtualServerGroupSpec> groups;
    private final GroupMarks marks;

    /**
     * @param groups by name
     * @param marks that stand for groups
     */
    public KernelEntries(Map<String, VirtualServerGroupSpec> groups, GroupMarks marks) {
        this.groups = Map.copyOf(groups);
        this.marks = marks;
    }

    /** Without groups. */
    public static KernelEntries withoutGroups() {
        return new KernelEntries(Map.of(), GroupMarks.NONE);
    }

    /** What the table is to hold for a virtual server: one service, or as many as its group has addresses and marks. */
    public List<IpvsEntry> of(Pool pool) {
        VirtualServerSpec spec = pool.virtualServer();
        var byPort = new LinkedHashMap<Integer, List<IpvsDestination>>();
        var entries = new ArrayList<IpvsEntry>();
        for (ServiceKey key : services(spec)) {
            List<IpvsDestination> destinations = byPort.computeIfAbsent(
                    portOf(key),
                    port -> pool.members().stream()
                            .map(member -> destination(member, port))
                            .toList());
            entries.add(entry(new IpvsService(key, attributes(key.family(), spec)), destinations));
        }
        return entries;
    }

    /** Of two members that the kernel cannot tell apart the first one counts, as with keepalived. */
    private static IpvsEntry entry(IpvsService service, List<IpvsDestination> destinations) {
        var byEndpoint = new LinkedHashMap<Endpoint, IpvsDestination>();
        destinations.forEach(destination -> byEndpoint.putIfAbsent(destination.endpoint(), destination));
        return new IpvsEntry(service, byEndpoint);
    }

    private SequencedSet<ServiceKey> services(VirtualServerSpec spec) {
        var keys = new LinkedHashSet<ServiceKey>();
        switch (spec.key()) {
            case VirtualServerKey.ByAddress(var protocol, var endpoint) ->
                keys.add(new ServiceKey.ByAddress(protocol.number(), endpoint));
            case VirtualServerKey.ByMark(var family, var mark) -> keys.add(new ServiceKey.ByMark(family, (int) mark));
            case VirtualServerKey.ByGroup byGroup -> {
                VirtualServerGroupSpec group = groups.get(byGroup.group());
                if (group != null) {
                    services(spec, byGroup, group, keys);
                }
            }
        }
        return keys;
    }

    private void services(
            VirtualServerSpec spec,
            VirtualServerKey.ByGroup key,
            VirtualServerGroupSpec group,
            SequencedSet<ServiceKey> keys) {
        Long groupMark = marks.of(key);
        if (groupMark != null) {
            group.families().forEach(family -> keys.add(new ServiceKey.ByMark(family, groupMark.intValue())));
            return;
        }
        TransportProtocol protocol = key.protocol();
        for (VirtualServerGroupSpec.Entry entry : group.entries()) {
            switch (entry) {
                case VirtualServerGroupSpec.Addresses addresses -> {
                    if (protocol != null) {
                        addresses(protocol, addresses, keys);
                    }
                }
                case VirtualServerGroupSpec.Mark(long mark, AddressFamily family) ->
                    keys.add(new ServiceKey.ByMark(family != null ? family : familyOf(spec), (int) mark));
            }
        }
    }

    /** The loader has seen to it that they are not too many. */
    private static void addresses(
            TransportProtocol protocol, VirtualServerGroupSpec.Addresses range, SequencedSet<ServiceKey> keys) {
        IpAddress address = range.first();
        while (true) {
            keys.add(new ServiceKey.ByAddress(protocol.number(), new Endpoint(address, range.port())));
            if (address.equals(range.last())) {
                return;
            }
            address = address.next();
        }
    }

    /** A mark that leaves the family open has that of the virtual server, or of its first real server. */
    private static AddressFamily familyOf(VirtualServerSpec spec) {
        AddressFamily family = spec.family();
        return family != null
                ? family
                : spec.realServers().getFirst().endpoint().address().family();
    }

    private static int portOf(ServiceKey key) {
        return switch (key) {
            case ServiceKey.ByAddress(int _, Endpoint endpoint) -> endpoint.port();
            case ServiceKey.ByMark _ -> 0;
        };
    }

    private static IpvsService.Attributes attributes(AddressFamily family, VirtualServerSpec spec) {
        Scheduling scheduling = spec.scheduling();
        int flags = scheduling.flags() | (scheduling.onePacket() ? IpvsService.ONE_PACKET : 0);
        Persistence persistence = spec.persistence();
        if (persistence == null) {
            return new IpvsService.Attributes(scheduling.scheduler(), flags, 0, IpvsService.hostMask(family));
        }
        return new IpvsService.Attributes(
                scheduling.scheduler(),
                flags | IpvsService.PERSISTENT,
                persistence.timeoutSeconds(),
                granularity(family, persistence, spec),
                persistence.engine());
    }

    /** A group of both families has one granularity, which can be that of one family only. */
    private static int granularity(AddressFamily family, Persistence persistence, VirtualServerSpec spec) {
        AddressFamily meant = spec.family();
        int granularity = persistence.granularity();
        boolean prefixLength = granularity >= 1 && granularity <= AddressFamily.INET6.addressBits();
        boolean fits = meant != null ? meant == family : prefixLength == (family == AddressFamily.INET6);
        return fits ? granularity : IpvsService.hostMask(family);
    }

    /**
     * Without translation of addresses a packet keeps its port, so the kernel is told that of the service.
     *
     * @param servicePort 0 for a mark, and for a service on every port
     */
    private static IpvsDestination destination(PoolMember member, int servicePort) {
        Forwarding forwarding = member.forwarding();
        Endpoint endpoint = switch (forwarding.method()) {
            case NAT -> member.endpoint();
            case DR, TUN -> new Endpoint(member.endpoint().address(), servicePort);
        };
        return new IpvsDestination(
                endpoint,
                new IpvsDestination.Attributes(
                        forwarding.method().kernelNumber(),
                        member.weight(),
                        member.upperThreshold(),
                        member.lowerThreshold(),
                        tunnel(forwarding.tunnel())));
    }

    private static IpvsDestination.Tunnel tunnel(Forwarding.@Nullable Tunnel tunnel) {
        if (tunnel == null) {
            return IpvsDestination.Tunnel.IPIP;
        }
        int checksum = switch (tunnel.checksum()) {
            case NONE -> IpvsDestination.Tunnel.NO_CHECKSUM;
            case OUTER -> IpvsDestination.Tunnel.CHECKSUM;
            case REMOTE -> IpvsDestination.Tunnel.REMOTE_CHECKSUM;
        };
        return new IpvsDestination.Tunnel(tunnel.type().kernelNumber(), tunnel.port(), checksum);
    }
}
