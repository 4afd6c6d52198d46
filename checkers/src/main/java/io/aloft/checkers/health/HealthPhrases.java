package io.aloft.checkers.health;

import io.aloft.model.lvs.VirtualServerKey;

/** The one place that knows how keepalived words what happens to servers; operators search for these lines. */
final class HealthPhrases {

    private HealthPhrases() {}

    static String tcpSuccess(CheckedServer server) {
        return "TCP connection to " + server + " success.";
    }

    /** The count of retries is told only where there were any to make. */
    static String checkFailed(String keyword, CheckedServer server, long retries) {
        String how = retries > 0 ? " failed after " + retries + " retries." : " failed.";
        return keyword.replace("_GET", "_CHECK") + " on service " + server + how;
    }

    static String urlSuccess(String test, CheckedServer server, String path) {
        return test + " success to " + server + " url(" + path + ")";
    }

    static String webServerSuccess(CheckedServer server) {
        return "Remote Web server " + server + " succeed on service.";
    }

    static String realServerUp(CheckedServer server, boolean inhibit) {
        return inhibit
                ? "Enabling service " + server + " of VS " + server.virtualServer()
                : "Adding service " + server + " to VS " + server.virtualServer();
    }

    static String realServerDown(CheckedServer server, boolean inhibit) {
        return inhibit
                ? "Disabling service " + server + " of VS " + server.virtualServer()
                : "Removing service " + server + " from VS " + server.virtualServer();
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
        return "Lost quorum " + quorum + "-" + hysteresis + "=" + (quorum - hysteresis) + " > " + weight + " for VS "
                + virtualServer;
    }

    /** keepalived writes a minus sign here although it adds; the sum is what counts, so Aloft writes what it did. */
    static String quorumDownAtStart(VirtualServerKey virtualServer, long quorum, long hysteresis, long weight) {
        return "Starting with quorum down " + quorum + "+" + hysteresis + "=" + (quorum + hysteresis) + " > " + weight
                + " for VS " + virtualServer;
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
}
