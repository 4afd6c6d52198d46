package io.aloft.config.lint.compare;

import io.aloft.config.diagnostic.Code;
import io.aloft.config.diagnostic.Diagnostic;
import io.aloft.config.lint.Findings;
import io.aloft.model.lvs.RealServerSpec;
import io.aloft.model.lvs.VirtualServerSpec;
import io.aloft.model.net.Endpoint;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Virtual servers of two directors: after a switch clients should find the same ones. */
final class ServerComparison {

    /** What checkers take over from it is compared with them. */
    private static final String CHECK_DEFAULTS = "checkDefaults";

    private final Director a;
    private final Director b;
    private final Findings services;
    private final Findings settings;
    private final Findings servers;
    private final Findings serverSettings;

    ServerComparison(Director a, Director b, List<Diagnostic> found) {
        this.a = a;
        this.b = b;
        this.services = new Findings(Code.SERVICE_ON_ONE_SIDE, found);
        this.settings = new Findings(Code.SERVICE_DIFFERS, found);
        this.servers = new Findings(Code.SERVER_ON_ONE_SIDE, found);
        this.serverSettings = new Findings(Code.SERVER_DIFFERS, found);
    }

    /** A director without any virtual server leaves balancing to the other on purpose. */
    void compare() {
        Map<Object, VirtualServerSpec> ours = byKey(a);
        Map<Object, VirtualServerSpec> theirs = byKey(b);
        if (ours.isEmpty() || theirs.isEmpty()) {
            return;
        }
        ours.forEach((key, server) -> {
            VirtualServerSpec other = theirs.get(key);
            if (other == null) {
                reportSingle(a, server);
            } else {
                compare(server, other);
            }
        });
        theirs.forEach((key, server) -> {
            if (!ours.containsKey(key)) {
                reportSingle(b, server);
            }
        });
    }

    private static Map<Object, VirtualServerSpec> byKey(Director director) {
        var byKey = new LinkedHashMap<Object, VirtualServerSpec>();
        director.image().virtualServers().forEach(server -> byKey.putIfAbsent(server.key(), server));
        return byKey;
    }

    private void reportSingle(Director director, VirtualServerSpec server) {
        services.warning(
                director.origins().of(server),
                "the other director does not have the virtual server " + server.key() + ": it ends with a switch",
                "add it to the other file");
    }

    private void compare(VirtualServerSpec ours, VirtualServerSpec theirs) {
        String label = "virtual server " + ours.key();
        List<StructureDiff.Difference> differences = StructureDiff.of(ours, theirs, "realServers", CHECK_DEFAULTS);
        if (!differences.isEmpty()) {
            String keyword = differences.getFirst().keyword();
            settings.warning(
                    a.origins().of(ours, keyword),
                    text(differences) + "; " + label,
                    "write the same in both files",
                    b.origins().of(theirs, keyword));
        }
        Map<Endpoint, RealServerSpec> here = byEndpoint(ours);
        Map<Endpoint, RealServerSpec> there = byEndpoint(theirs);
        here.forEach((endpoint, server) -> {
            RealServerSpec other = there.get(endpoint);
            if (other == null) {
                reportSingle(a, server, label, b, theirs);
            } else {
                compare(server, other, label);
            }
        });
        there.forEach((endpoint, server) -> {
            if (!here.containsKey(endpoint)) {
                reportSingle(b, server, label, a, ours);
            }
        });
    }

    private static Map<Endpoint, RealServerSpec> byEndpoint(VirtualServerSpec server) {
        var byEndpoint = new LinkedHashMap<Endpoint, RealServerSpec>();
        server.realServers().forEach(real -> byEndpoint.putIfAbsent(real.endpoint(), real));
        return byEndpoint;
    }

    private void reportSingle(
            Director director, RealServerSpec server, String label, Director other, VirtualServerSpec without) {
        servers.warning(
                director.origins().of(server),
                "the other director does not have real server " + server.endpoint() + "; " + label,
                "add it to the other file, or remove it here",
                other.origins().of(without));
    }

    private void compare(RealServerSpec ours, RealServerSpec theirs, String label) {
        List<StructureDiff.Difference> differences = StructureDiff.of(ours, theirs, CHECK_DEFAULTS);
        if (!differences.isEmpty()) {
            String keyword = differences.getFirst().keyword();
            serverSettings.warning(
                    a.origins().of(ours, keyword),
                    text(differences) + "; real server " + ours.endpoint() + " of " + label,
                    "write the same in both files",
                    b.origins().of(theirs, keyword));
        }
    }

    private static String text(List<StructureDiff.Difference> differences) {
        return differences.stream().map(StructureDiff.Difference::toString).collect(Collectors.joining(", "));
    }
}
