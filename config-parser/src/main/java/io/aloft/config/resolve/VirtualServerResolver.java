package io.aloft.config.resolve;

import io.aloft.config.bind.ConfigDraft;
import io.aloft.config.bind.RealServerDraft;
import io.aloft.config.bind.VirtualServerDraft;
import io.aloft.config.bind.VirtualServerDraft.Target;
import io.aloft.config.diagnostic.Code;
import io.aloft.config.diagnostic.Diagnostics;
import io.aloft.config.diagnostic.StatusClass;
import io.aloft.config.origin.Origins;
import io.aloft.model.lvs.CheckDefaults;
import io.aloft.model.lvs.Forwarding;
import io.aloft.model.lvs.Persistence;
import io.aloft.model.lvs.Quorum;
import io.aloft.model.lvs.Scheduling;
import io.aloft.model.lvs.TransportProtocol;
import io.aloft.model.lvs.VirtualServerGroupSpec;
import io.aloft.model.lvs.VirtualServerKey;
import io.aloft.model.lvs.VirtualServerSpec;
import io.aloft.model.net.AddressFamily;
import io.aloft.model.net.Endpoint;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Virtual servers: keepalived's checks after reading, in its order, and its defaults. */
final class VirtualServerResolver {

    private static final int DEFAULT_PERSISTENCE = 360;

    /** A whole /16: more would keep the kernel busy for minutes, and a network of IPv6 for ever. */
    private static final int MOST_SERVICES = 65_536;

    private static final String DEFAULT_SCHEDULER = "wlc";

    private final Diagnostics diagnostics;
    private final ConfigDraft config;
    private final ScriptResolver scripts;
    private final RealServerResolver servers;
    private final HashSet<VirtualServerKey> taken = new HashSet<>();
    private final Map<String, Integer> groupUses = new HashMap<>();

    VirtualServerResolver(
            ConfigDraft config, Diagnostics diagnostics, ScriptResolver scripts, Origins.Builder origins) {
        this.config = config;
        this.diagnostics = diagnostics;
        this.scripts = scripts;
        this.servers = new RealServerResolver(config, diagnostics, scripts, origins);
    }

    /** The virtual server, or null when it is invalid, which has then been reported. */
    @Nullable
    VirtualServerSpec resolve(VirtualServerDraft draft) {
        if (draft.realServers.isEmpty()) {
            error(Code.NO_REAL_SERVER, draft, "no real_server; the virtual server is ignored");
            return null;
        }
        Service service = service(draft);
        if (service == null) {
            return null;
        }
        List<RealServerDraft> members = servers.reachable(service, draft.realServers);
        if (draft.haSuspend && draft.target instanceof Target.Mark) {
            error(
                    Code.HA_SUSPEND_WITHOUT_ADDRESS,
                    draft,
                    "ha_suspend needs an address to look for, which a fwmark has not; it is ignored");
            draft.haSuspend = false;
        }
        TransportProtocol protocol = protocol(service);
        boolean onePacket = onePacket(service, protocol);
        Persistence persistence = persistence(service);
        String scheduler = scheduler(draft);
        members = servers.withoutDuplicates(service, members);
        Forwarding forwarding = forwarding(draft, members);
        CheckDefaults defaults = CheckerResolver.inherit(draft.checks, CheckDefaults.DEFAULT);
        var sorry = servers.sorryServer(service, forwarding, members);
        Quorum quorum = quorum(draft, members);
        var realServers = servers.resolve(service, members, forwarding, defaults);
        VirtualServerKey key = key(service, protocol);
        var spec = new VirtualServerSpec(
                key,
                service.family(),
                new Scheduling(scheduler, draft.schedulerFlags, onePacket),
                forwarding,
                persistence,
                quorum,
                draft.weight,
                draft.inhibit,
                defaults,
                sorry,
                realServers,
                draft.omega,
                draft.haSuspend,
                draft.smtpAlert == null ? config.global().mail.alertOfCheckers(false) : draft.smtpAlert,
                draft.snmpName);
        return !realServers.isEmpty() && isUnique(draft, key) ? spec : null;
    }

    /**
     * A virtual server with what its target tells.
     *
     * @param group null unless the target is a group
     * @param family of the clients; null for both
     * @param port that the servers take when they have none; 0 for none, and for each its own in a group
     */
    record Service(
            VirtualServerDraft draft,
            @Nullable VirtualServerGroupSpec group,
            @Nullable AddressFamily family,
            int port) {

        /** Every packet comes with a mark instead of an address. */
        boolean marksOnly() {
            return draft.target instanceof Target.Mark || group != null && !group.hasAddresses();
        }
    }

    private @Nullable Service service(VirtualServerDraft draft) {
        return switch (draft.target) {
            case Target.Address(Endpoint endpoint) ->
                new Service(draft, null, endpoint.address().family(), endpoint.port());
            case Target.Mark _ -> new Service(draft, null, familyOf(draft), 0);
            case Target.Group(String name) -> {
                VirtualServerGroupSpec group = config.serverGroups().get(name);
                // Of a group that is not there the use of its name is reported.
                yield group == null ? null : groupService(draft, group);
            }
        };
    }

    private @Nullable Service groupService(VirtualServerDraft draft, VirtualServerGroupSpec group) {
        boolean oneService = config.global().lvs.isMarking() && group.hasOnlyAddresses();
        if (!oneService && group.exceeds(MOST_SERVICES)) {
            diagnostics.warning(
                    Code.GROUP_TOO_LARGE,
                    draft.location(),
                    StatusClass.OK,
                    "virtual_server_group " + group.name() + " has more than " + MOST_SERVICES
                            + " addresses, each a service of the kernel; the virtual server is ignored; "
                            + draft.label(),
                    "write nftables_ipvs in global_defs, which makes them one");
            return null;
        }
        boolean mixed = group.families().size() > 1;
        AddressFamily own = group.families().isEmpty() ? null : group.families().getFirst();
        if (!mixed && own != null && draft.family != null && draft.family != own) {
            diagnostics.warning(
                    Code.SERVER_FAMILY,
                    draft.location(),
                    StatusClass.OK,
                    "its servers are of another family than virtual_server_group " + group.name()
                            + "; the virtual server is ignored; " + draft.label());
            return null;
        }
        if (mixed) {
            return new Service(draft, group, draft.family, 0);
        }
        return new Service(draft, group, own == null ? familyOf(draft) : own, 0);
    }

    /** Of what has no address of its own: what was written or learnt while reading, else that of the first server. */
    private static AddressFamily familyOf(VirtualServerDraft draft) {
        return draft.family == null
                ? draft.realServers.getFirst().endpoint.address().family()
                : draft.family;
    }

    private @Nullable TransportProtocol protocol(Service service) {
        VirtualServerDraft draft = service.draft();
        if (service.marksOnly()) {
            if (draft.protocol != null) {
                error(Code.PROTOCOL_OF_MARK, draft, "protocol means nothing to a fwmark; it is ignored");
            }
            return null;
        }
        if (draft.protocol == null) {
            error(
                    Code.PROTOCOL_MISSING,
                    draft,
                    "no protocol set; UDP is used, as in keepalived (write 'protocol TCP' for TCP)");
            return TransportProtocol.UDP;
        }
        return draft.protocol;
    }

    private boolean onePacket(Service service, @Nullable TransportProtocol protocol) {
        boolean possible = protocol == null || protocol == TransportProtocol.UDP;
        if (service.draft().onePacket && !possible) {
            error(Code.OPS_WITHOUT_UDP, service.draft(), "ops works with UDP only; it is ignored");
        }
        return service.draft().onePacket && possible;
    }

    private @Nullable Persistence persistence(Service service) {
        VirtualServerDraft draft = service.draft();
        Integer timeout = draft.persistenceTimeout;
        if (timeout == null && hasPortZero(service)) {
            error(
                    Code.PORT_ZERO_WITHOUT_PERSISTENCE,
                    draft,
                    "port 0 works for persistent services only; persistence_timeout " + DEFAULT_PERSISTENCE
                            + " is used");
            timeout = DEFAULT_PERSISTENCE;
        }
        if (timeout == null) {
            return null;
        }
        int whole = service.family() == AddressFamily.INET6 ? 128 : -1;
        return new Persistence(
                timeout,
                draft.persistenceGranularity == null ? whole : draft.persistenceGranularity,
                draft.persistenceEngine);
    }

    private static boolean hasPortZero(Service service) {
        VirtualServerGroupSpec group = service.group();
        return group == null
                ? service.draft().target instanceof Target.Address && service.port() == 0
                : group.hasPort(0);
    }

    private String scheduler(VirtualServerDraft draft) {
        if (draft.scheduler == null) {
            error(Code.SCHEDULER_MISSING, draft, "no scheduler set; 'lb_algo " + DEFAULT_SCHEDULER + "' is used");
            return DEFAULT_SCHEDULER;
        }
        return draft.scheduler;
    }

    private Forwarding forwarding(VirtualServerDraft draft, List<RealServerDraft> members) {
        if (draft.forwarding != null) {
            return draft.forwarding;
        }
        boolean needed = draft.sorryServer != null && draft.sorryForwarding == null;
        for (RealServerDraft member : members) {
            needed |= member.forwarding == null;
        }
        if (needed) {
            error(Code.FORWARDING_METHOD_MISSING, draft, "no forwarding method set; 'lb_kind NAT' is used");
        }
        return Forwarding.NAT;
    }

    private Quorum quorum(VirtualServerDraft draft, List<RealServerDraft> members) {
        long total = 0;
        for (RealServerDraft member : members) {
            total += RealServerResolver.weight(draft, member);
        }
        long weight = draft.quorum;
        if (weight > total) {
            error(
                    Code.QUORUM_TOO_HIGH,
                    draft,
                    "quorum " + weight + " exceeds the total weight of the real servers, " + total
                            + "; it is reduced to that");
            // With no weight at all quorum can never be had; 1 says so without the wrap-around that 0 causes in
            // keepalived.
            weight = Math.max(1, total);
        }
        long hysteresis = draft.hysteresis;
        if (hysteresis >= weight) {
            error(
                    Code.HYSTERESIS_TOO_HIGH,
                    draft,
                    "hysteresis " + hysteresis + " is not below quorum " + weight + "; " + (weight - 1) + " is used");
            hysteresis = weight - 1;
        }
        return new Quorum(weight, hysteresis, scripts.resolve(draft.quorumUp), scripts.resolve(draft.quorumDown));
    }

    private VirtualServerKey key(Service service, @Nullable TransportProtocol protocol) {
        return switch (service.draft().target) {
            case Target.Address(Endpoint endpoint) ->
                new VirtualServerKey.ByAddress(Objects.requireNonNull(protocol), endpoint);
            case Target.Mark(long mark) -> new VirtualServerKey.ByMark(Objects.requireNonNull(service.family()), mark);
            case Target.Group(String name) -> {
                int sequence = groupUses.merge(name, 1, Integer::sum) - 1;
                yield new VirtualServerKey.ByGroup(name, sequence, protocol);
            }
        };
    }

    /** keepalived does not notice, and the two then spoil each other's kernel entries. */
    private boolean isUnique(VirtualServerDraft draft, VirtualServerKey key) {
        if (taken.add(key)) {
            return true;
        }
        diagnostics.warning(
                Code.VIRTUAL_SERVER_TWICE,
                draft.location(),
                StatusClass.OK,
                "virtual server " + key + " is defined a second time; the first one is used");
        return false;
    }

    private void error(Code code, VirtualServerDraft draft, String message) {
        diagnostics.error(code, draft.location(), StatusClass.GENERAL_ERROR, message + "; " + draft.label());
    }
}
