package io.aloft.checkers.netty;

import io.aloft.checkers.health.CheckResult;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.socket.DatagramPacket;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One datagram to a connected socket's peer, and what comes back until the judge has heard enough or the time is up. The
 * channel stays open; whoever gets the result decides about it.
 */
public final class DatagramExchange extends ChannelInboundHandlerAdapter {

    /** Says what each thing that may happen means. */
    public interface Judge {

        /** An answer; null waits for another one. Takes any bytes, as many as there is room for. */
        @Nullable
        CheckResult answered(ByteBuffer datagram);

        /** The time is up. */
        CheckResult silent();

        /** The datagram could not be sent. */
        CheckResult notSent(Throwable cause);

        /** The network reported an error instead of an answer. */
        CheckResult refused(Throwable cause);
    }

    private final Judge judge;
    private final Consumer<CheckResult> report;
    private final Channel channel;
    private @Nullable Future<?> timeout;
    private boolean reported;

    private DatagramExchange(Channel channel, Judge judge, Consumer<CheckResult> report) {
        this.channel = channel;
        this.judge = judge;
        this.report = report;
    }

    /** Lets answers of up to {@code bytes} octets be read whole; longer ones are cut. To be called before the first one. */
    public static void makeRoom(Channel channel, int bytes) {
        channel.config().setRecvByteBufAllocator(new FixedRecvByteBufAllocator(bytes));
    }

    /**
     * Begins. To be called on the loop of the channel.
     *
     * @param timeout from now to the last answer
     * @param report is told once, on the loop
     */
    public static void start(
            Channel channel, byte[] datagram, Duration timeout, Judge judge, Consumer<CheckResult> report) {
        var exchange = new DatagramExchange(channel, judge, report);
        channel.pipeline().addFirst(exchange);
        exchange.timeout = channel.eventLoop()
                .schedule(() -> exchange.finish(judge.silent()), timeout.toNanos(), TimeUnit.NANOSECONDS);
        channel.writeAndFlush(Unpooled.wrappedBuffer(datagram)).addListener(sent -> {
            Throwable cause = sent.cause();
            if (cause != null) {
                exchange.finish(judge.notSent(cause));
            }
        });
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        try {
            if (!reported && message instanceof DatagramPacket packet) {
                CheckResult result = judge.answered(packet.content().nioBuffer());
                if (result != null) {
                    finish(result);
                }
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        finish(judge.refused(new ClosedChannelException()));
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        finish(judge.refused(cause));
    }

    private void finish(CheckResult result) {
        if (reported) {
            return;
        }
        reported = true;
        if (timeout != null) {
            timeout.cancel(false);
        }
        // Whoever gets the result may close the channel, and Netty may be in the middle of reading from it: it would go
        // on with
        // a number that is another file's by then.
        channel.eventLoop().execute(() -> {
            if (channel.pipeline().context(this) != null) {
                channel.pipeline().remove(this);
            }
            report.accept(result);
        });
    }
}
