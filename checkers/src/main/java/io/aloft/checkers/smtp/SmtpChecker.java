package io.aloft.checkers.smtp;

import io.aloft.checkers.HealthChecker;
import io.aloft.checkers.health.CheckResult;
import io.aloft.checkers.netty.ConnectFailure;
import io.aloft.checkers.netty.Connector;
import io.aloft.model.lvs.CheckerSpec;
import io.aloft.model.net.Endpoint;
import java.util.function.Consumer;

/** {@code SMTP_CHECK}: the server greets, takes a HELO, and answers a QUIT with whatever it likes. */
public final class SmtpChecker implements HealthChecker {

    private static final CheckResult PASSED = new CheckResult.Passed("SMTP dialogue");

    private final String server;
    private final String heloName;
    private final String address;
    private final Connector connector;

    /**
     * @param server how messages name the real server
     * @param spec what HELO says
     * @param connector makes the connections
     */
    public SmtpChecker(String server, CheckerSpec.SmtpCheck spec, Connector connector) {
        this.server = server;
        this.heloName = spec.heloName();
        this.address = bracketed(connector.spec().target());
        this.connector = connector;
    }

    private static String bracketed(Endpoint endpoint) {
        return "[" + endpoint.address() + "]:" + endpoint.port();
    }

    @Override
    public void check(int target, Consumer<CheckResult> report) {
        connector.connect(
                channel -> channel.pipeline()
                        .addLast(new SmtpDialogue(
                                heloName, connector.spec().timeout(), fault -> report.accept(resultOf(fault)))),
                failure -> report.accept(resultOf(failure)));
    }

    private CheckResult resultOf(SmtpDialogue.Outcome outcome) {
        return outcome == SmtpDialogue.Outcome.PASSED
                ? PASSED
                : new CheckResult.Failed(outcome.words() + " server " + address);
    }

    private CheckResult resultOf(ConnectFailure failure) {
        return switch (failure.kind()) {
            case TIMEOUT -> new CheckResult.Failed("Connection timeout to server " + address);
            case REFUSED -> new CheckResult.Failed("Could not connect to server " + address);
            case UNREACHABLE ->
                new CheckResult.Failed("Network unreachable for server " + address + " - real server " + server);
            case NOT_BOUND, NOT_TRIED ->
                new CheckResult.NotChecked(
                        failure.text() + " (" + server + "): SMTP connection to " + address + ". Rescheduling.");
        };
    }
}
