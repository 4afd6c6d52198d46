package io.aloft.config.resolve;

import io.aloft.config.bind.RealServerDraft;
import io.aloft.config.bind.VirtualServerDraft;
import io.aloft.config.diagnostic.Code;
import io.aloft.config.diagnostic.Diagnostics;
import io.aloft.config.diagnostic.SourceLocation;
import io.aloft.config.diagnostic.StatusClass;
import io.aloft.config.origin.Origins;
import io.aloft.model.lvs.ForwardingMethod;
import io.aloft.model.lvs.Persistence;
import io.aloft.model.lvs.RealServerSpec;
import io.aloft.model.lvs.SorryServerSpec;
import io.aloft.model.lvs.TransportProtocol;
import io.aloft.model.lvs.VirtualServerKey;
import io.aloft.model.lvs.VirtualServerSpec;
import io.aloft.model.net.Endpoint;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Virtual servers: keepalived's checks after reading, in its order, and its defaults. */
final class VirtualServerResolver {

    private static final int DEFAULT_PERSISTENCE = 360;
    private static final String DEFAULT_SCHEDULER = "wlc";

    private final Diagnostics diagnostics;
    private final ScriptResolver scripts;
    private final CheckerResolver checkers;
    private final Origins.Builder origins;
    private final HashSet<VirtualServerKey> taken = new HashSet<>();

    VirtualServerResolver(Diagnostics diagnostics, ScriptResolver scripts, Origins.Builder origins) {
        this.diagnostics = diagnostics;
        this.scripts = scripts;
        this.checkers = new CheckerResolver(diagnostics);
        this.origins = origins;
    }

    /** The virtual server, or null when it is invalid, which has then been reported. */
    @Nullable
    VirtualServerSpec resolve(VirtualServerDraft draft) {
        if (draft.realServers.isEmpty()) {
            error(Code.NO_REAL_SERVER, draft, "no real_server; the virtual server is ignored");
            return null;
        }
        List<RealServerDraft> members = sameFamily(draft);
        TransportProtocol protocol = protocol(draft);
        Persistence persistence = persistence(draft);
        String scheduler = scheduler(draft);
        members = withoutDuplicates(draft, members);
        ForwardingMethod method = method(draft, members);
        SorryServerSpec sorry = sorryServer(draft, method, members);
        long total = members.stream().mapToLong(member -> weight(draft, member)).sum();
        long quorum = quorum(draft, total);
        long hysteresis = hysteresis(draft, quorum);
        var realServers = new ArrayList<RealServerSpec>();
        for (RealServerDraft member : members) {
            realServers.add(realServer(draft, member, method));
        }
        var key = new VirtualServerKey(protocol, draft.endpoint);
        var spec = new VirtualServerSpec(
                key,
                scheduler,
                draft.schedulerFlags,
                method,
                persistence,
                quorum,
                hysteresis,
                sorry,
                realServers,
                draft.alpha,
                draft.omega,
                scripts.resolve(draft.quorumUp),
                scripts.resolve(draft.quorumDown));
        return !realServers.isEmpty() && isUnique(draft, key) ? spec : null;
    }

    private List<RealServerDraft> sameFamily(VirtualServerDraft draft) {
        var kept = new ArrayList<RealServerDraft>();
        for (RealServerDraft member : draft.realServers) {
            if (isReachable(draft, member.endpoint, member.method)) {
                kept.add(member);
            } else {
                diagnostics.error(
                        Code.SERVER_FAMILY,
                        member.location(),
                        StatusClass.GENERAL_ERROR,
                        "the address is of another family than the virtual server; ignored; " + member.label());
            }
        }
        return kept;
    }

    /** Only a tunnel leads from one family to the other. */
    private static boolean isReachable(VirtualServerDraft draft, Endpoint endpoint, @Nullable ForwardingMethod own) {
        ForwardingMethod method = own == null ? draft.method : own;
        return endpoint.address().family() == draft.endpoint.address().family() || method == ForwardingMethod.TUN;
    }

    private TransportProtocol protocol(VirtualServerDraft draft) {
        if (draft.protocol == null) {
            error(
                    Code.PROTOCOL_MISSING,
                    draft,
                    "no protocol set; UDP is used, as in keepalived (write 'protocol TCP' for TCP)");
            return TransportProtocol.UDP;
        }
        return draft.protocol;
    }

    private @Nullable Persistence persistence(VirtualServerDraft draft) {
        Integer timeout = draft.persistenceTimeout;
        if (timeout == null && draft.endpoint.port() == 0) {
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
        int whole = draft.endpoint.address().isIpv4() ? -1 : 128;
        return new Persistence(timeout, draft.persistenceGranularity == null ? whole : draft.persistenceGranularity);
    }

    private String scheduler(VirtualServerDraft draft) {
        if (draft.scheduler == null) {
            error(Code.SCHEDULER_MISSING, draft, "no scheduler set; 'lb_algo " + DEFAULT_SCHEDULER + "' is used");
            return DEFAULT_SCHEDULER;
        }
        return draft.scheduler;
    }

    private List<RealServerDraft> withoutDuplicates(VirtualServerDraft draft, List<RealServerDraft> members) {
        var seen = new HashSet<Endpoint>();
        var kept = new ArrayList<RealServerDraft>();
        for (RealServerDraft member : members) {
            if (seen.add(member.endpoint)) {
                kept.add(member);
            } else {
                diagnostics.error(
                        Code.REAL_SERVER_TWICE,
                        member.location(),
                        StatusClass.GENERAL_ERROR,
                        "real server " + member.endpoint + " is given a second time; ignored; " + draft.label());
            }
        }
        return kept;
    }

    private ForwardingMethod method(VirtualServerDraft draft, List<RealServerDraft> members) {
        if (draft.method != null) {
            return draft.method;
        }
        boolean needed = draft.sorryServer != null && draft.sorryMethod == null
                || members.stream().anyMatch(member -> member.method == null);
        if (needed) {
            error(Code.FORWARDING_METHOD_MISSING, draft, "no forwarding method set; 'lb_kind NAT' is used");
        }
        return ForwardingMethod.NAT;
    }

    private @Nullable SorryServerSpec sorryServer(
            VirtualServerDraft draft, ForwardingMethod method, List<RealServerDraft> members) {
        Endpoint sorry = draft.sorryServer;
        if (sorry == null || draft.sorryLocation == null) {
            return null;
        }
        if (!isReachable(draft, sorry, draft.sorryMethod)) {
            diagnostics.error(
                    Code.SERVER_FAMILY,
                    draft.sorryLocation,
                    StatusClass.GENERAL_ERROR,
                    "the sorry server is of another family than the virtual server; ignored; " + draft.label());
            return null;
        }
        ForwardingMethod own = draft.sorryMethod == null ? method : draft.sorryMethod;
        Endpoint endpoint = withServicePort(draft, sorry, own, draft.sorryLocation, "sorry server");
        boolean inhibit = draft.sorryInhibit;
        for (RealServerDraft member : members) {
            if (member.endpoint.equals(sorry) && inhibits(draft, member) != inhibit) {
                inhibit = !inhibit;
                diagnostics.error(
                        Code.SORRY_SERVER_INHIBIT,
                        draft.sorryLocation,
                        StatusClass.GENERAL_ERROR,
                        "the sorry server is a real server too; its inhibit setting is taken from there; "
                                + draft.label());
            }
        }
        return new SorryServerSpec(endpoint, own, inhibit);
    }

    private static boolean inhibits(VirtualServerDraft draft, RealServerDraft member) {
        return member.inhibit == null ? draft.inhibit : member.inhibit;
    }

    private static int weight(VirtualServerDraft draft, RealServerDraft member) {
        return member.weight == null ? draft.weight : member.weight;
    }

    private long quorum(VirtualServerDraft draft, long total) {
        if (draft.quorum <= total) {
            return draft.quorum;
        }
        error(
                Code.QUORUM_TOO_HIGH,
                draft,
                "quorum " + draft.quorum + " exceeds the total weight of the real servers, " + total
                        + "; it is reduced to that");
        // With no weight at all quorum can never be had; 1 says so without the wrap-around that 0 causes in keepalived.
        return Math.max(1, total);
    }

    private long hysteresis(VirtualServerDraft draft, long quorum) {
        if (draft.hysteresis < quorum) {
            return draft.hysteresis;
        }
        error(
                Code.HYSTERESIS_TOO_HIGH,
                draft,
                "hysteresis " + draft.hysteresis + " is not below quorum " + quorum + "; " + (quorum - 1) + " is used");
        return quorum - 1;
    }

    private RealServerSpec realServer(VirtualServerDraft draft, RealServerDraft member, ForwardingMethod inherited) {
        ForwardingMethod method = member.method == null ? inherited : member.method;
        Endpoint endpoint = withServicePort(draft, member.endpoint, method, member.location(), "real server");
        var spec = new RealServerSpec(
                endpoint,
                weight(draft, member),
                method,
                member.upperThreshold,
                member.lowerThreshold,
                inhibits(draft, member),
                checkers.resolve(draft, member),
                scripts.resolve(member.notifyUp),
                scripts.resolve(member.notifyDown));
        origins.put(spec, member.written());
        return spec;
    }

    /** Without NAT the packet keeps its port, so the server must listen on the service's. */
    private Endpoint withServicePort(
            VirtualServerDraft draft, Endpoint server, ForwardingMethod method, SourceLocation location, String what) {
        int service = draft.endpoint.port();
        if (server.port() == 0) {
            return new Endpoint(server.address(), service);
        }
        if (server.port() == service || method == ForwardingMethod.NAT) {
            return server;
        }
        diagnostics.error(
                Code.PORT_MISMATCH,
                location,
                StatusClass.GENERAL_ERROR,
                what + " port " + server.port() + " differs from the service's and " + method
                        + " cannot change it; port " + service + " is used; " + draft.label());
        return new Endpoint(server.address(), service);
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
