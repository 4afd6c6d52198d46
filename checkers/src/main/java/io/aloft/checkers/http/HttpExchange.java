package io.aloft.checkers.http;

import io.aloft.checkers.netty.Patience;
import io.aloft.model.lvs.UrlSpec;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One request and its response on one connection.
 *
 * <p>The response ends when the peer closes. Each wait for more of it may last {@code connect_timeout}, or all of it together
 * where the {@link WebLayer} says so, as with keepalived.
 */
final class HttpExchange extends ChannelInboundHandlerAdapter {

    private final byte[] request;
    private final UrlSpec url;
    private final WebLayer layer;
    private final HttpResponse response;
    private final Duration timeout;
    private final Consumer<@Nullable String> ended;
    private @Nullable Patience patience;
    private boolean over;

    /**
     * @param request what to send
     * @param url whose answer this is
     * @param layer what carries it
     * @param response takes what is received
     * @param timeout {@code connect_timeout}
     * @param ended is called once: null when the response has ended, else why there is no complete one
     */
    HttpExchange(
            byte[] request,
            UrlSpec url,
            WebLayer layer,
            HttpResponse response,
            Duration timeout,
            Consumer<@Nullable String> ended) {
        this.request = request;
        this.url = url;
        this.layer = layer;
        this.response = response;
        this.timeout = timeout;
        this.ended = ended;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        patience = Patience.begin(
                context.executor(),
                timeout,
                () -> finish(context, response.begun() ? layer.stalled() : "Timeout WEB read"));
        context.writeAndFlush(Unpooled.wrappedBuffer(request)).addListener(sent -> {
            if (!sent.isSuccess()) {
                finish(context, "Cannot send get request to");
            }
        });
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        try {
            if (message instanceof ByteBuf bytes && bytes.isReadable() && !over) {
                noteArrival();
                if (!response.receive(bytes.nioBuffer())) {
                    finish(context, null);
                }
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    private void noteArrival() {
        if (patience == null) {
            return;
        }
        if (!layer.oneWaitForAll()) {
            patience.heard();
        } else if (!response.begun()) {
            patience.beginLastWait();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        finish(context, null);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        finish(context, layer.readError(response.headerComplete()));
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof WebLayer.Failed(String reason)) {
            finish(context, reason);
        }
    }

    private void finish(ChannelHandlerContext context, @Nullable String reason) {
        if (over) {
            return;
        }
        over = true;
        if (patience != null) {
            patience.end();
        }
        layer.close(context.channel(), url);
        ended.accept(reason);
    }
}
