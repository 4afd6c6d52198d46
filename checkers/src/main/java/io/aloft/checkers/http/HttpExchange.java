package io.aloft.checkers.http;

import io.aloft.checkers.health.CheckResult;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * One request and its response on one connection.
 *
 * <p>The response ends when the peer closes. Each wait for more of it may last {@code connect_timeout}, as with
 * keepalived; all of it together is limited too, so that a server which sends a byte now and then cannot hold a check
 * for ever.
 */
final class HttpExchange extends ChannelInboundHandlerAdapter {

    /** The least that a whole response may take; a multiple of a long {@code connect_timeout} may be more. */
    static final Duration TOTAL_LIMIT = Duration.ofMinutes(5);

    private static final int TOTAL_LIMIT_IN_TIMEOUTS = 20;

    private final byte[] request;
    private final HttpResponse response;
    private final long timeoutNanos;
    private final long totalNanos;
    private final Consumer<CheckResult> report;
    private long startedAt;
    private long waitingSince;
    private boolean reported;

    HttpExchange(byte[] request, HttpResponse response, Duration timeout, Consumer<CheckResult> report) {
        this.request = request;
        this.response = response;
        this.timeoutNanos = timeout.toNanos();
        this.totalNanos = Math.max(TOTAL_LIMIT.toNanos(), TOTAL_LIMIT_IN_TIMEOUTS * timeoutNanos);
        this.report = report;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        startedAt = now(context);
        waitingSince = startedAt;
        context.writeAndFlush(Unpooled.wrappedBuffer(request)).addListener(sent -> {
            if (!sent.isSuccess()) {
                finish(context, new CheckResult.Failed("Cannot send get request to"));
            }
        });
        awaitBytes(context, timeoutNanos);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        try {
            if (message instanceof ByteBuf bytes && !reported) {
                waitingSince = now(context);
                if (!response.receive(bytes.nioBuffer())) {
                    finish(context, response.judge());
                }
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        finish(context, response.judge());
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        finish(context, new CheckResult.Failed("Read error with"));
    }

    /** Looks again when the present wait would be over; nothing needs to be cancelled when bytes arrive before. */
    private void awaitBytes(ChannelHandlerContext context, long delayNanos) {
        context.executor().schedule(() -> lookAtClock(context), delayNanos, TimeUnit.NANOSECONDS);
    }

    private void lookAtClock(ChannelHandlerContext context) {
        if (reported) {
            return;
        }
        long now = now(context);
        long left = Math.min(waitingSince + timeoutNanos - now, startedAt + totalNanos - now);
        if (left > 0) {
            awaitBytes(context, left);
        } else {
            String reason = response.begun() ? "Timeout HTTP read" : "Timeout WEB read";
            finish(context, new CheckResult.Failed(reason));
        }
    }

    /** The clock that the loop's timers go by. */
    private static long now(ChannelHandlerContext context) {
        return context.executor().ticker().nanoTime();
    }

    private void finish(ChannelHandlerContext context, CheckResult result) {
        if (!reported) {
            reported = true;
            context.close();
            report.accept(result);
        }
    }
}
