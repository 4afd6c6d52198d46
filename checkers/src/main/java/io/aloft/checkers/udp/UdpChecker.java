package io.aloft.checkers.udp;

import io.aloft.checkers.HealthChecker;
import io.aloft.checkers.health.CheckResult;
import io.aloft.checkers.netty.Connector;
import io.aloft.checkers.netty.DatagramExchange;
import io.aloft.model.lvs.CheckerSpec;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * {@code UDP_CHECK}: a datagram is not refused, or is answered as configured. Without {@code require_reply} silence passes, but
 * only after the whole {@code connect_timeout}: until then an ICMP error may still come.
 */
public final class UdpChecker implements HealthChecker {

    private static final CheckResult PASSED = new CheckResult.Passed("UDP connection");

    private final CheckerSpec.UdpCheck spec;
    private final Connector connector;
    private final byte[] payload;
    private final ReplyJudge judge;

    /**
     * @param server how messages name the real server
     * @param spec what to send and what to expect
     * @param connector makes the sockets
     */
    public UdpChecker(String server, CheckerSpec.UdpCheck spec, Connector connector) {
        this.spec = spec;
        this.connector = connector;
        this.payload = HexFormat.of().parseHex(spec.payload().digits());
        this.judge = new ReplyJudge(server, spec, spec.reply() == null ? null : ReplyPattern.of(spec.reply()));
    }

    @Override
    public void check(int target, Consumer<CheckResult> report) {
        connector.openDatagram(
                channel -> {
                    // One octet more than may come is enough to see that there were too many.
                    DatagramExchange.makeRoom(channel, spec.maxReplyLength() + 1);
                    DatagramExchange.start(channel, payload, connector.spec().timeout(), judge, result -> {
                        channel.close();
                        report.accept(result);
                    });
                },
                // Unlike TCP: whatever keeps the datagram from leaving counts against the server, as in keepalived.
                failure -> report.accept(judge.failed()));
    }

    private record ReplyJudge(
            String server,
            CheckerSpec.UdpCheck spec,
            @Nullable ReplyPattern pattern) implements DatagramExchange.Judge {

        @Override
        public CheckResult answered(ByteBuffer datagram) {
            if (!spec.requireReply() || pattern == null) {
                return PASSED;
            }
            int length = datagram.remaining();
            boolean expected =
                    length >= spec.minReplyLength() && length <= spec.maxReplyLength() && pattern.agreesWith(datagram);
            return expected ? PASSED : new CheckResult.Failed("UDP check to " + server + " reply data mismatch.");
        }

        @Override
        public CheckResult silent() {
            return spec.requireReply() ? failed() : PASSED;
        }

        @Override
        public CheckResult notSent(Throwable cause) {
            return failed();
        }

        @Override
        public CheckResult refused(Throwable cause) {
            return failed();
        }

        CheckResult failed() {
            return new CheckResult.Failed("UDP connection to " + server + " failed.");
        }
    }
}
