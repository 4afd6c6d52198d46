package io.aloft.checkers.health;

import io.aloft.model.lvs.CheckerSpec;
import io.aloft.model.lvs.VirtualServerKey;
import io.aloft.model.net.IpAddress;
import org.jspecify.annotations.Nullable;

/** The one place that knows how keepalived words what happens to servers; operators search for these lines. */
public final class HealthPhrases {

    private HealthPhrases() {}

    /** A passed check that told something new; null where keepalived says nothing. */
    static @Nullable String succeeded(CheckerSpec.Network spec, CheckedServer server) {
        return switch (spec) {
            case CheckerSpec.TcpCheck _ -> "TCP connection to " + server + " success.";
            case CheckerSpec.UdpCheck _ -> "UDP connection to " + server + " success.";
            case CheckerSpec.PingCheck _ -> "ICMP connection to " + server + " success.";
            case CheckerSpec.SmtpCheck _ -> smtpSuccess(server);
            case CheckerSpec.Web _ -> webServerSuccess(server);
            case CheckerSpec.DnsCheck _ -> null;
        };
    }

    /** Any failure while up, with {@code log_all_failures}. */
    static String tolerated(CheckerSpec.Network spec, CheckedServer server, String reason) {
        return switch (spec) {
            case CheckerSpec.TcpCheck _, CheckerSpec.UdpCheck _, CheckerSpec.PingCheck _ -> reason;
            case CheckerSpec.SmtpCheck _ -> smtpFailure(reason);
            case CheckerSpec.Web _ -> urlFailure(reason, server);
            case CheckerSpec.DnsCheck dns -> dns.keyword() + " (" + server + ") " + reason;
        };
    }

    /**
     * A failure that takes the server down.
     *
     * @param retries that were made; told only where there were any
     */
    static String failed(CheckerSpec.Network spec, CheckedServer server, String reason, long retries) {
        return switch (spec) {
            case CheckerSpec.TcpCheck _, CheckerSpec.UdpCheck _ ->
                spec.keyword() + " on service " + server + " failed" + afterRetries(retries) + ".";
            case CheckerSpec.PingCheck _ ->
                retries > 0
                        ? "ICMP CHECK on service " + server + " of " + server.virtualServer() + " failed"
                                + afterRetries(retries) + "."
                        : "ICMP CHECK on service " + server + " failed.";
            case CheckerSpec.DnsCheck _ -> tolerated(spec, server, reason) + afterRetries(retries);
            case CheckerSpec.SmtpCheck _ -> smtpFailure(reason);
            case CheckerSpec.Web web -> webServerFailed(web, server, retries);
        };
    }

    private static String afterRetries(long retries) {
        return retries > 0 ? " after " + retries + " retries" : "";
    }

    static String smtpSuccess(CheckedServer server) {
        return "Remote SMTP server " + server + " succeed on service.";
    }

    static String smtpFailure(String reason) {
        return "SMTP_CHECK " + reason;
    }

    static String urlSuccess(String test, CheckedServer server, String path) {
        return test + " success to " + server + " url(" + path + ")";
    }

    static String urlFailure(String reason, CheckedServer server) {
        return reason + " server " + server + ".";
    }

    static String webServerSuccess(CheckedServer server) {
        return "Remote Web server " + server + " succeed on service.";
    }

    static String webServerFailed(CheckerSpec.Web spec, CheckedServer server, long retries) {
        return spec.keyword().replace("_GET", "_CHECK") + " on service " + server + " failed" + afterRetries(retries)
                + ".";
    }

    static String miscSuccess(CheckedServer server, CheckerSpec.MiscCheck spec) {
        return misc(server, spec) + " succeeded.";
    }

    /** @param count which failure in a row it is, from 1 */
    static String miscRetry(
            CheckedServer server, CheckerSpec.MiscCheck spec, CheckResult.OfProgram failure, long count, long retry) {
        String how = count == 1
                ? ", will do " + retry + (retry == 1 ? " retry" : " retries")
                : " on retry " + (count - 1) + "/" + retry;
        return misc(server, spec) + programFailure(failure, how);
    }

    static String miscFailed(
            CheckedServer server, CheckerSpec.MiscCheck spec, CheckResult.OfProgram failure, long retry) {
        return misc(server, spec) + programFailure(failure, retry == 0 ? " with retry disabled" : afterRetries(retry));
    }

    private static String misc(CheckedServer server, CheckerSpec.MiscCheck spec) {
        return "Misc check for [" + server + " VS " + server.virtualServer() + "] by ["
                + spec.command().configured() + "]";
    }

    private static String programFailure(CheckResult.OfProgram failure, String how) {
        return switch (failure) {
            case CheckResult.ProgramExited(int status) -> " failed" + how + " (exited with status " + status + ").";
            case CheckResult.ProgramKilled(int signal) -> " failed" + how + " (due to signal " + signal + ").";
            case CheckResult.ProgramTimedOut() -> " timed out" + how + ".";
        };
    }

    /** Aloft's own: the reason of a failure, for status pages. */
    static String programEnd(CheckResult.OfProgram end) {
        return switch (end) {
            case CheckResult.ProgramExited(int status) -> "exited with status " + status;
            case CheckResult.ProgramKilled(int signal) -> "ended by signal " + signal;
            case CheckResult.ProgramTimedOut() -> "timed out";
        };
    }

    /** Aloft's own: the reason of a failure, for status pages. */
    static String fileFailure(CheckerSpec.FileCheck spec, long value) {
        return "tracked file " + spec.trackFile() + " says " + value;
    }

    static String fileFault(CheckedServer server, String trackFile, boolean fault) {
        return "(" + server + "): tracked file " + trackFile + (fault ? " now" : " leaving") + " FAULT state";
    }

    static String bfd(CheckedServer server, String instance, boolean up) {
        return "BFD check of [" + instance + "] RS(" + server + ") is " + (up ? "UP" : "DOWN");
    }

    static String realServerUp(CheckedServer server, boolean inhibit) {
        return inhibit
                ? "Enabling service " + server + " of VS " + server.virtualServer()
                : "Adding service " + server + " to VS " + server.virtualServer();
    }

    static String realServerDown(CheckedServer server, boolean inhibit) {
        return inhibit ? "Disabling service " + server + " of VS " + server.virtualServer() : removed(server);
    }

    /** Out of the table for good. */
    static String removed(CheckedServer server) {
        return "Removing service " + server + " from VS " + server.virtualServer();
    }

    static String noLongerConfigured(CheckedServer server) {
        return "service " + server + " no longer exist";
    }

    static String virtualServerRemoved(VirtualServerKey virtualServer) {
        return virtualServer instanceof VirtualServerKey.ByGroup group
                ? "Removing Virtual Server Group [" + group.group() + "]"
                : "Removing Virtual Server " + virtualServer;
    }

    static String shuttingDown(CheckedServer server, boolean inhibited) {
        return "Shutting down " + (inhibited ? "(inhibited) " : "") + "service " + server + " from VS "
                + server.virtualServer();
    }

    static String weightChanged(CheckedServer server, int from, int to, boolean active) {
        return "Changing weight from " + from + " to " + to + " for " + (active ? "active" : "inactive") + " service "
                + server + " of VS " + server.virtualServer();
    }

    static String quorumGained(VirtualServerKey virtualServer, long quorum, long hysteresis, long weight) {
        return "Gained quorum " + quorum + "+" + hysteresis + "=" + (quorum + hysteresis) + " <= " + weight + " for VS "
                + virtualServer;
    }

    static String quorumLost(VirtualServerKey virtualServer, long quorum, long hysteresis, long weight) {
        return "Lost quorum " + missing(quorum, -hysteresis, weight) + " for VS " + virtualServer;
    }

    /** keepalived always writes a minus sign here, even where it adds; Aloft writes what it did. */
    static String quorumDownAtStart(VirtualServerKey virtualServer, long quorum, long margin, long weight) {
        return "Starting with quorum down " + missing(quorum, margin, weight) + " for VS " + virtualServer;
    }

    private static String missing(long quorum, long margin, long weight) {
        return quorum + (margin > 0 ? "+" : "-") + Math.abs(margin) + "=" + (quorum + margin) + " > " + weight;
    }

    static String sorryServerUp(CheckedServer server, boolean inhibit) {
        return (inhibit ? "Enabling" : "Adding") + " sorry server " + server + " to VS " + server.virtualServer();
    }

    static String sorryServerDown(CheckedServer server, boolean inhibit) {
        return (inhibit ? "Disabling" : "Removing") + " sorry server " + server + " from VS " + server.virtualServer();
    }

    static String poolEmptied(VirtualServerKey virtualServer) {
        return "Removing alive servers from the pool for VS " + virtualServer;
    }

    static String poolFilled(VirtualServerKey virtualServer) {
        return "Adding alive servers to the pool for VS " + virtualServer;
    }

    static String slowStart(CheckedServer server, int weight, long seconds) {
        return "Slow start of service " + server + " of VS " + server.virtualServer() + ": from weight 1 to " + weight
                + " in " + seconds + " s";
    }

    /** A checker begins its series. */
    public static String activating(CheckedServer server) {
        return "Activating healthchecker for service " + server + " for VS " + server.virtualServer();
    }

    /** A checker is registered while the address of its virtual server is not on this machine. */
    public static String deactivating(CheckedServer server) {
        return "Deactivating healthchecker for service " + server + " for VS " + server.virtualServer();
    }

    /** The address of the virtual server has left this machine. */
    public static String suspending(CheckedServer server) {
        return "Suspending healthchecker for service " + server + " for VS " + server.virtualServer();
    }

    /** An address that {@code ha_suspend} looks at came or went. */
    public static String addressReported(IpAddress address, boolean added) {
        return "Netlink reflector reports IP " + address + (added ? " added" : " removed");
    }
}
