package io.aloft.config.resolve;

import io.aloft.config.bind.ConfigDraft;
import io.aloft.config.bind.GlobalDraft;
import io.aloft.config.bind.RealServerDraft;
import io.aloft.config.bind.VirtualServerDraft;
import io.aloft.config.bind.VirtualServerDraft.Target;
import io.aloft.config.diagnostic.Code;
import io.aloft.config.diagnostic.Diagnostics;
import io.aloft.config.diagnostic.SourceLocation;
import io.aloft.config.diagnostic.StatusClass;
import io.aloft.config.origin.Origins;
import io.aloft.config.resolve.VirtualServerResolver.Service;
import io.aloft.model.lvs.CheckDefaults;
import io.aloft.model.lvs.Forwarding;
import io.aloft.model.lvs.ForwardingMethod;
import io.aloft.model.lvs.RealServerSpec;
import io.aloft.model.lvs.SorryServerSpec;
import io.aloft.model.lvs.VirtualServerGroupSpec;
import io.aloft.model.net.Endpoint;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The servers behind a virtual server, sorry server included. */
final class RealServerResolver {

    private final Diagnostics diagnostics;
    private final ScriptResolver scripts;
    private final CheckerResolver checkers;
    private final Origins.Builder origins;
    private final List<String> leftOut;
    private final boolean alert;

    RealServerResolver(ConfigDraft config, Diagnostics diagnostics, ScriptResolver scripts, Origins.Builder origins) {
        GlobalDraft global = config.global();
        this.leftOut = config.leftOutServers();
        this.origins = origins;
        this.diagnostics = diagnostics;
        this.scripts = scripts;
        this.checkers = new CheckerResolver(diagnostics, scripts, global.lvs.logAllFailures);
        this.alert = global.mail.alertOfCheckers(true);
    }

    /** Those that the family of the service, or a tunnel, leads to. */
    List<RealServerDraft> reachable(Service service, List<RealServerDraft> all) {
        var kept = new ArrayList<RealServerDraft>(all.size());
        for (RealServerDraft member : all) {
            if (isReachable(service, member.endpoint, member.forwarding)) {
                kept.add(member);
            } else {
                leftOut.add(member.label());
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
    private static boolean isReachable(Service service, Endpoint endpoint, @Nullable Forwarding own) {
        Forwarding forwarding = own == null ? service.draft().forwarding : own;
        return service.family() == null
                || endpoint.address().family() == service.family()
                || forwarding != null && forwarding.isTunnel();
    }

    List<RealServerDraft> withoutDuplicates(Service service, List<RealServerDraft> members) {
        var seen = new HashSet<Endpoint>();
        var kept = new ArrayList<RealServerDraft>(members.size());
        for (RealServerDraft member : members) {
            if (seen.add(member.endpoint)) {
                kept.add(member);
            } else {
                diagnostics.error(
                        Code.REAL_SERVER_TWICE,
                        member.location(),
                        StatusClass.GENERAL_ERROR,
                        "real server " + member.endpoint + " is given a second time; ignored; "
                                + service.draft().label());
            }
        }
        return kept;
    }

    @Nullable
    SorryServerSpec sorryServer(Service service, Forwarding inherited, List<RealServerDraft> members) {
        VirtualServerDraft draft = service.draft();
        Endpoint sorry = draft.sorryServer;
        if (sorry == null || draft.sorryLocation == null) {
            return null;
        }
        if (!isReachable(service, sorry, draft.sorryForwarding)) {
            diagnostics.error(
                    Code.SERVER_FAMILY,
                    draft.sorryLocation,
                    StatusClass.GENERAL_ERROR,
                    "the sorry server is of another family than the virtual server; ignored; " + draft.label());
            return null;
        }
        Forwarding own = draft.sorryForwarding == null ? inherited : draft.sorryForwarding;
        Endpoint endpoint = withServicePort(service, sorry, own, draft.sorryLocation, "sorry server");
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

    static int weight(VirtualServerDraft draft, RealServerDraft member) {
        return member.weight == null ? draft.weight : member.weight;
    }

    List<RealServerSpec> resolve(
            Service service, List<RealServerDraft> members, Forwarding inherited, CheckDefaults defaults) {
        var specs = new ArrayList<RealServerSpec>(members.size());
        for (RealServerDraft member : members) {
            specs.add(resolve(service, member, inherited, defaults));
        }
        return specs;
    }

    private RealServerSpec resolve(
            Service service, RealServerDraft member, Forwarding inherited, CheckDefaults defaults) {
        VirtualServerDraft draft = service.draft();
        Forwarding forwarding = member.forwarding == null ? inherited : member.forwarding;
        CheckDefaults own = CheckerResolver.inherit(member.checks, defaults);
        var spec = new RealServerSpec(
                withServicePort(service, member.endpoint, forwarding, member.location(), "real server"),
                weight(draft, member),
                forwarding,
                member.upperThreshold,
                member.lowerThreshold,
                inhibits(draft, member),
                own,
                checkers.resolve(member, defaults, own, service.port()),
                scripts.resolve(member.notifyUp),
                scripts.resolve(member.notifyDown),
                member.smtpAlert == null ? alert : member.smtpAlert,
                member.snmpName,
                member.slowStart == null ? draft.slowStart : member.slowStart);
        origins.put(spec, member.written());
        return spec;
    }

    /** Without NAT the packet keeps its port, so the server must listen on the service's. */
    private Endpoint withServicePort(
            Service service, Endpoint server, Forwarding forwarding, SourceLocation location, String what) {
        if (server.port() == 0) {
            return new Endpoint(server.address(), service.port());
        }
        if (forwarding.method() == ForwardingMethod.NAT) {
            return server;
        }
        return switch (service.draft().target) {
            case Target.Address _ -> {
                if (server.port() == service.port()) {
                    yield server;
                }
                tellPort(
                        service,
                        location,
                        what + " port " + server.port() + " differs from the service's and " + forwarding.method()
                                + " cannot change it; port " + service.port() + " is used");
                yield new Endpoint(server.address(), service.port());
            }
            case Target.Mark _ -> {
                tellPort(
                        service,
                        location,
                        what + " port " + server.port() + " means nothing to a fwmark with " + forwarding.method()
                                + "; it is ignored");
                yield new Endpoint(server.address(), 0);
            }
            case Target.Group _ -> inGroup(service, server, forwarding, location, what);
        };
    }

    /** Each service of the group keeps its own port; the server's is reported and stays in the image, as in keepalived. */
    private Endpoint inGroup(
            Service service, Endpoint server, Forwarding forwarding, SourceLocation location, String what) {
        VirtualServerGroupSpec group = service.group();
        if (group != null && !group.hasOnlyPort(server.port())) {
            tellPort(
                    service,
                    location,
                    what + " port " + server.port() + " differs from one of the group's and " + forwarding.method()
                            + " cannot change it; each service's own port is used");
        }
        return server;
    }

    private void tellPort(Service service, SourceLocation location, String message) {
        diagnostics.error(
                Code.PORT_MISMATCH,
                location,
                StatusClass.GENERAL_ERROR,
                message + "; " + service.draft().label());
    }
}
