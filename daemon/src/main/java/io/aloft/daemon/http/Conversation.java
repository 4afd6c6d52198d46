package io.aloft.daemon.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One request and its answer on one connection, which is closed then; or at the end of its time. */
final class Conversation extends SimpleChannelInboundHandler<FullHttpRequest> {

    private static final Logger LOG = LoggerFactory.getLogger(Conversation.class);

    private static final long LIMIT_SECONDS = 30;
    private static final int MOST_PARAMETERS = 16;

    private final Routes routes;
    private boolean asked;

    Conversation(Routes routes) {
        this.routes = routes;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        context.executor().schedule(() -> context.close(), LIMIT_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpRequest message) {
        if (asked) {
            return;
        }
        asked = true;
        if (!message.decoderResult().isSuccess()) {
            write(context, Answer.problem(400, "this is no HTTP request"));
            return;
        }
        HttpMethod method = message.method();
        if (!method.equals(HttpMethod.GET) && !method.equals(HttpMethod.POST)) {
            write(context, Answer.problem(405, "only GET and POST are answered"));
            return;
        }
        Request request;
        try {
            request = request(message);
        } catch (IllegalArgumentException e) {
            write(context, Answer.problem(400, "its parameters cannot be read: " + e.getMessage()));
            return;
        }
        CompletionStage<Answer> answer = routes.answer(request);
        // Written on this thread whoever completes it; the time limit of the connection holds for this too.
        answer.whenCompleteAsync(
                (found, failure) -> write(context, found == null ? failed(failure) : found), context.executor());
    }

    private static Request request(FullHttpRequest message) {
        var query = new QueryStringDecoder(message.uri(), StandardCharsets.UTF_8, true, MOST_PARAMETERS);
        Map<String, String> parameters = new HashMap<>();
        take(query.parameters(), parameters);
        String form = message.content().toString(StandardCharsets.UTF_8);
        take(new QueryStringDecoder(form, StandardCharsets.UTF_8, false, MOST_PARAMETERS).parameters(), parameters);
        return new Request(message.method().name(), query.path(), parameters);
    }

    private static void take(Map<String, List<String>> from, Map<String, String> into) {
        from.forEach((name, values) -> into.put(name, values.getLast()));
    }

    private static Answer failed(Throwable failure) {
        LOG.error("defect, please report it: a request to the control socket failed", failure);
        return Answer.problem(500, "a defect of Aloft; its log says more");
    }

    private static void write(ChannelHandlerContext context, Answer answer) {
        ByteBuf content = Unpooled.copiedBuffer(answer.content(), StandardCharsets.UTF_8);
        var response =
                new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(answer.status()), content);
        response.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, answer.type())
                .set(HttpHeaderNames.CONTENT_LENGTH, content.readableBytes())
                .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        context.writeAndFlush(response).addListener(ChannelFutureListener.CLOSE);
    }

    /** A peer that went away, or bytes that are no HTTP. */
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        LOG.debug("a connection to the control socket ended: {}", cause.toString());
        context.close();
    }
}
