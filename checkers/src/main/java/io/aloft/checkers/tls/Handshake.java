package io.aloft.checkers.tls;

import io.aloft.checkers.http.WebLayer;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Makes a TLS session look like a connection to the exchange above: active when it is agreed on, inactive at its end. */
final class Handshake extends ChannelInboundHandlerAdapter {

    private static final String FAILED = "SSL handshake/communication error connecting to";

    private final long deadline;
    private @Nullable ScheduledFuture<?> timer;
    private Phase phase = Phase.GREETING;

    private enum Phase {
        GREETING,
        TALKING,
        OVER
    }

    /** @param deadline by the loop's clock in nanoseconds: the handshake shares the time limit of connecting */
    Handshake(long deadline) {
        this.deadline = deadline;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        long left = Math.max(0, deadline - context.executor().ticker().nanoTime());
        timer = context.executor().schedule(() -> fail(context, "Timeout connecting"), left, TimeUnit.NANOSECONDS);
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        // TCP is; the exchange has to wait.
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        switch (event) {
            case SslHandshakeCompletionEvent done when done.isSuccess() -> begin(context);
            case SslHandshakeCompletionEvent _ -> fail(context, FAILED);
            case SslCloseCompletionEvent _ -> end(context);
            default -> context.fireUserEventTriggered(event);
        }
    }

    private void begin(ChannelHandlerContext context) {
        if (phase == Phase.GREETING) {
            phase = Phase.TALKING;
            stopTimer();
            context.fireChannelActive();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (phase == Phase.GREETING) {
            fail(context, FAILED);
        } else {
            context.fireExceptionCaught(cause);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        fail(context, FAILED);
        end(context);
    }

    /** With a close_notify or without one, as keepalived takes it. */
    private void end(ChannelHandlerContext context) {
        if (phase == Phase.TALKING) {
            phase = Phase.OVER;
            context.fireChannelInactive();
        }
    }

    private void fail(ChannelHandlerContext context, String reason) {
        if (phase == Phase.GREETING) {
            phase = Phase.OVER;
            stopTimer();
            context.fireUserEventTriggered(new WebLayer.Failed(reason));
        }
    }

    private void stopTimer() {
        if (timer != null) {
            timer.cancel(false);
        }
    }
}
