package io.aloft.checkers.ping;

import io.aloft.checkers.HealthChecker;
import io.aloft.checkers.health.CheckResult;
import io.aloft.checkers.health.CheckedServer;
import io.aloft.checkers.netty.ConnectFailure;
import io.aloft.checkers.netty.Connector;
import io.aloft.checkers.netty.DatagramExchange;
import io.aloft.model.lvs.ConnectSpec;
import io.aloft.posix.EchoSocket;
import io.aloft.posix.PosixException;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.util.ReferenceCountUtil;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * {@code PING_CHECK}: an echo request is answered. The socket stays open from check to check and is replaced after a failure,
 * so that what comes late cannot be taken for an answer to a later request.
 */
public final class PingChecker implements HealthChecker {

    private static final int EACCES = 13;

    private final CheckedServer server;
    private final Connector connector;
    private final PingGroupRange groups;
    private final boolean ipv4;
    private @Nullable Channel channel;
    private int sequence;
    private boolean closed;

    /**
     * @param server for messages
     * @param connector tells where to
     * @param groups makes sockets possible where they are not
     */
    public PingChecker(CheckedServer server, Connector connector, PingGroupRange groups) {
        this.server = server;
        this.connector = connector;
        this.groups = groups;
        this.ipv4 = connector.spec().target().address().isIpv4();
    }

    @Override
    public void check(int target, Consumer<CheckResult> report) {
        Channel open = channel;
        if (open != null && open.isActive()) {
            ask(open, report);
            return;
        }
        if (!Epoll.isAvailable()) {
            report.accept(
                    new CheckResult.NotChecked("PING_CHECK needs Netty's native library, which cannot be loaded"));
            return;
        }
        try {
            open(report);
        } catch (PosixException e) {
            report.accept(resultOf(ConnectFailure.of(e)));
        }
    }

    private void open(Consumer<CheckResult> report) throws PosixException {
        Channel opened = new EpollDatagramChannel(openDescriptor());
        opened.pipeline().addLast(new Quiet());
        channel = opened;
        sequence = 0;
        connector.loop().register(opened).addListener(registered -> {
            if (registered.isSuccess()) {
                ask(opened, report);
            } else {
                // On a loop with the JDK's selector.
                opened.unsafe().closeForcibly();
                report.accept(new CheckResult.NotChecked("ICMP socket cannot be watched: " + registered.cause()));
            }
        });
    }

    private int openDescriptor() throws PosixException {
        ConnectSpec spec = connector.spec();
        byte[] target = spec.target().address().toBytes();
        byte[] source = spec.bindAddress() == null ? null : spec.bindAddress().toBytes();
        try {
            return EchoSocket.open(target, source, spec.bindInterface());
        } catch (PosixException e) {
            if (e.errno() == EACCES && groups.widen()) {
                return EchoSocket.open(target, source, spec.bindInterface());
            }
            throw e;
        }
    }

    private void ask(Channel open, Consumer<CheckResult> report) {
        sequence = sequence + 1 & 0xffff;
        byte[] request = EchoMessage.request(ipv4, sequence);
        DatagramExchange.start(open, request, connector.spec().timeout(), new ReplyJudge(sequence), result -> {
            if (!(result instanceof CheckResult.Passed)) {
                dropSocket();
            }
            if (!closed) {
                report.accept(result);
            }
        });
    }

    private CheckResult resultOf(ConnectFailure failure) {
        return switch (failure.kind()) {
            case TIMEOUT, REFUSED, UNREACHABLE -> failed();
            case NOT_BOUND, NOT_TRIED ->
                new CheckResult.NotChecked("ICMP socket cannot be used: " + failure.text() + ". Rescheduling.");
        };
    }

    private CheckResult failed() {
        return new CheckResult.Failed("ICMP connection to " + server + " of " + server.virtualServer() + " failed.");
    }

    @Override
    public void close() {
        closed = true;
        dropSocket();
    }

    private void dropSocket() {
        if (channel != null) {
            channel.close();
            channel = null;
        }
    }

    /**
     * A reply with another sequence number says nothing about this request: the network may deliver packets twice. The wait
     * for the right one goes on.
     */
    private final class ReplyJudge implements DatagramExchange.Judge {

        private final int expected;

        ReplyJudge(int expected) {
            this.expected = expected;
        }

        @Override
        public @Nullable CheckResult answered(ByteBuffer datagram) {
            return EchoMessage.isReply(datagram, ipv4, expected) ? new CheckResult.Passed("ICMP connection") : null;
        }

        @Override
        public CheckResult silent() {
            return new CheckResult.Failed("ICMP connection to address " + server + " timeout.");
        }

        @Override
        public CheckResult notSent(Throwable cause) {
            return resultOf(ConnectFailure.of(cause));
        }

        @Override
        public CheckResult refused(Throwable cause) {
            return failed();
        }
    }

    /** Between two checks nobody waits for anything; what comes nevertheless is no reason for a line in the log. */
    private static final class Quiet extends ChannelInboundHandlerAdapter {

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            ReferenceCountUtil.release(message);
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            // The next request finds out what is wrong.
        }
    }
}
