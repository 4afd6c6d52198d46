package io.aloft.daemon.http;

import io.aloft.checkers.health.HealthStatus.Checker;
import io.aloft.checkers.health.HealthStatus.Failure;
import io.aloft.checkers.health.HealthStatus.RealServer;
import io.aloft.checkers.health.HealthStatus.VirtualServer;
import io.aloft.checkers.health.ServerOverride;
import io.aloft.checkers.kernel.KernelStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Servers as a list for people: a line for each, and one more for what went wrong last. */
final class ServersText {

    private ServersText() {}

    static String of(ServerList list) {
        List<VirtualServer> servers = list.servers().virtualServers();
        return troubles(list)
                + (servers.isEmpty()
                        ? "no virtual servers\n"
                        : servers.stream().map(ServersText::virtualServer).collect(Collectors.joining("\n")));
    }

    /** What keeps the kernel from having it so stands first: all that follows is only what is wanted then. */
    private static String troubles(ServerList list) {
        KernelStatus kernel = list.kernel();
        var lines = new ArrayList<String>();
        if (kernel.unreachable() != null) {
            lines.add("IPVS cannot be reached: " + kernel.unreachable());
        }
        if (kernel.refusedServices() > 0) {
            lines.add("the kernel refuses " + kernel.refusedServices() + " of " + kernel.services() + " services");
            kernel.refused().forEach(refused -> lines.add("  " + refused.service() + ": " + refused.reason()));
        }
        if (kernel.marks() != null) {
            lines.add("packets are not marked: " + kernel.marks());
        }
        if (list.syncDaemon() != null) {
            lines.add("sync daemon: " + list.syncDaemon());
        }
        return lines.isEmpty() ? "" : "DEGRADED\n" + String.join("\n", lines) + "\n\n";
    }

    private static String virtualServer(VirtualServer server) {
        var text = new StringBuilder("VS " + server.key());
        text.append(server.quorumUp() ? "  quorum up" : "  QUORUM DOWN");
        text.append(", weight ").append(server.weight()).append(" of ").append(server.quorum());
        if (server.hysteresis() > 0) {
            text.append(" +- ").append(server.hysteresis());
        }
        if (server.sorryServer() != null) {
            text.append(", sorry server ")
                    .append(server.sorryServer())
                    .append(server.sorryServerInUse() ? " IN USE" : " not in use");
        }
        text.append(server.suspended() ? ", checks rest: its address is not here\n" : "\n");
        int widest = server.realServers().stream()
                .mapToInt(real -> server.key().describe(real.endpoint()).length())
                .max()
                .orElse(0);
        for (RealServer real : server.realServers()) {
            String name = server.key().describe(real.endpoint());
            text.append("  RS ").append(name).append(" ".repeat(widest - name.length()));
            text.append("  ").append(String.join(", ", facts(real))).append('\n');
            Failure failure = real.lastFailure();
            if (failure != null) {
                text.append("     last failure ").append(failure(failure)).append('\n');
            }
        }
        return text.toString();
    }

    private static List<String> facts(RealServer real) {
        var facts = new ArrayList<String>();
        facts.add(real.alive() ? "up  " : "DOWN");
        facts.add("weight " + real.weight()
                + (real.tableWeight() == real.weight() ? "" : " (now " + real.tableWeight() + ")"));
        ServerOverride override = real.override();
        switch (override) {
            case null -> {}
            case ServerOverride.Enable _ -> {}
            case ServerOverride.Drain _ -> facts.add("drained (configured " + real.configuredWeight() + ")");
            case ServerOverride.Weight _ -> facts.add("set by hand (configured " + real.configuredWeight() + ")");
        }
        if (!real.inTable()) {
            facts.add("not in the table");
        }
        real.checkers().forEach(checker -> facts.add(checker(checker)));
        return facts;
    }

    private static String checker(Checker checker) {
        String verdict = checker.hasRun() ? (checker.up() ? "up" : "down") : "not yet";
        String obstacle = checker.obstacle() == null ? "" : ", cannot check: " + checker.obstacle();
        return checker.keyword() + " " + verdict + latency(checker.latencyNanos(), " ") + obstacle;
    }

    private static String failure(Failure failure) {
        Duration ago = Duration.ofNanos(failure.agoNanos());
        return ago.toSeconds() + " s ago" + latency(failure.latencyNanos(), " after ") + ": " + failure.reason();
    }

    private static String latency(long nanos, String before) {
        return nanos < 0 ? "" : before + String.format(Locale.ROOT, "%.1f ms", nanos / 1e6);
    }
}
