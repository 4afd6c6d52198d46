package io.aloft.checkers.http;

import io.aloft.model.lvs.UrlSpec;
import io.netty.channel.Channel;
import org.jspecify.annotations.Nullable;

/** What carries an exchange: TCP alone, or something between it and the socket. Used on the loop's thread only. */
public interface WebLayer {

    /** TCP alone. */
    WebLayer PLAIN = new PlainLayer();

    /**
     * The exchange cannot take place; told to it as a user event.
     *
     * @param reason in keepalived's words
     */
    record Failed(String reason) {}

    /**
     * Adds the handlers that stand between the socket and the exchange, which begins when it sees the channel become active.
     *
     * @param channel not active yet
     * @param deadline until when the exchange must have begun, by the loop's clock in nanoseconds
     */
    void install(Channel channel, UrlSpec url, long deadline);

    /** Whether all of the response shares one {@code connect_timeout}, counted from its first byte; else each wait has its own. */
    boolean oneWaitForAll();

    /** The reason when a response that has begun stalls. */
    String stalled();

    /**
     * The reason when reading fails; null when that is taken for the end of the response.
     *
     * @param headerComplete whether the header block had arrived
     */
    @Nullable
    String readError(boolean headerComplete);

    /** Ends the connection as the url wants it. */
    void close(Channel channel, UrlSpec url);
}
