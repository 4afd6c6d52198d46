package io.aloft.checkers.dns;

import io.aloft.checkers.HealthChecker;
import io.aloft.checkers.health.CheckResult;
import io.aloft.checkers.netty.ConnectFailure;
import io.aloft.checkers.netty.Connector;
import io.aloft.checkers.netty.DatagramExchange;
import io.aloft.model.lvs.CheckerSpec;
import io.aloft.model.net.Endpoint;
import java.nio.ByteBuffer;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** {@code DNS_CHECK}: a query over UDP is answered with RCODE 0. */
public final class DnsChecker implements HealthChecker {

    private final String server;
    private final CheckerSpec.DnsCheck spec;
    private final Connector connector;
    private final RandomGenerator ids;

    /**
     * @param server how messages name the real server
     * @param spec what to ask
     * @param connector makes the sockets
     * @param ids of queries; such that nobody off the path can guess them
     */
    public DnsChecker(String server, CheckerSpec.DnsCheck spec, Connector connector, RandomGenerator ids) {
        this.server = server;
        this.spec = spec;
        this.connector = connector;
        this.ids = ids;
    }

    @Override
    public void check(int target, Consumer<CheckResult> report) {
        if (!DnsQuery.canAskFor(spec.name())) {
            report.accept(notChecked("cannot ask for name " + spec.name() + ": a label is longer than 63 bytes"));
            return;
        }
        var query = new DnsQuery(ids.nextInt(0x10000), spec.type(), spec.name());
        connector.openDatagram(
                channel -> DatagramExchange.start(
                        channel, query.encode(), connector.spec().timeout(), new AnswerJudge(query), result -> {
                            channel.close();
                            report.accept(result);
                        }),
                failure -> report.accept(resultOf(failure)));
    }

    private CheckResult resultOf(ConnectFailure failure) {
        Endpoint target = connector.spec().target();
        return switch (failure.kind()) {
            case TIMEOUT -> new CheckResult.Failed("connection timeout.");
            case REFUSED -> new CheckResult.Failed("connection failure.");
            case UNREACHABLE ->
                new CheckResult.Failed("network unreachable for [" + target.address() + "]:" + target.port());
            case NOT_BOUND -> notChecked("UDP socket bind failed. Rescheduling. (" + failure.text() + ")");
            case NOT_TRIED -> notChecked("failed to create socket. Rescheduling. (" + failure.text() + ")");
        };
    }

    private CheckResult notChecked(String what) {
        return new CheckResult.NotChecked("DNS_CHECK (" + server + ") " + what);
    }

    /** RFC 1035 section 4.1.1: what an answer's header says. */
    private record AnswerJudge(DnsQuery query) implements DatagramExchange.Judge {

        @Override
        public @Nullable CheckResult answered(ByteBuffer datagram) {
            OptionalInt code = query.responseCode(datagram);
            if (code.isEmpty()) {
                return null;
            }
            return code.getAsInt() == 0
                    ? new CheckResult.Passed("DNS query")
                    : new CheckResult.Failed("read error occurred. (rcode = " + code.getAsInt() + ")");
        }

        @Override
        public CheckResult silent() {
            return new CheckResult.Failed("read timeout from socket");
        }

        @Override
        public CheckResult notSent(Throwable cause) {
            return new CheckResult.Failed("failed to write socket.");
        }

        @Override
        public CheckResult refused(Throwable cause) {
            return new CheckResult.Failed("failed to read socket; " + ConnectFailure.errnoText(cause));
        }
    }
}
