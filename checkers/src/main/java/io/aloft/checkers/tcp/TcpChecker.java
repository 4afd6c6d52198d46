package io.aloft.checkers.tcp;

import io.aloft.checkers.HealthChecker;
import io.aloft.checkers.health.CheckResult;
import io.aloft.checkers.netty.ConnectFailure;
import io.aloft.checkers.netty.Connector;
import java.util.function.Consumer;

/** {@code TCP_CHECK}: a completed handshake passes, and the connection is closed without a word. */
public final class TcpChecker implements HealthChecker {

    private static final CheckResult PASSED = new CheckResult.Passed("TCP connection");

    private final String server;
    private final Connector connector;

    /**
     * @param server how messages name the real server
     * @param connector makes the connections
     */
    public TcpChecker(String server, Connector connector) {
        this.server = server;
        this.connector = connector;
    }

    @Override
    public void check(int target, Consumer<CheckResult> report) {
        connector.probe(() -> report.accept(PASSED), failure -> report.accept(resultOf(failure)));
    }

    private CheckResult resultOf(ConnectFailure failure) {
        return switch (failure.kind()) {
            case TIMEOUT -> new CheckResult.Failed("TCP connection to " + server + " timeout.");
            case REFUSED, UNREACHABLE -> new CheckResult.Failed("TCP connection to " + server + " failed.");
            case NOT_BOUND ->
                new CheckResult.NotChecked(failure.text() + " (" + server + "): TCP socket bind failed. Rescheduling.");
            case NOT_TRIED ->
                new CheckResult.NotChecked(
                        failure.text() + " (" + server + "): TCP connect fail to create socket. Rescheduling.");
        };
    }
}
