package io.aloft.checkers.http;

import io.aloft.model.lvs.UrlSpec;
import io.netty.channel.Channel;

/** Nothing between the exchange and TCP. */
final class PlainLayer implements WebLayer {

    @Override
    public void install(Channel channel, UrlSpec url, long deadline) {
        // The channel is connected, so the exchange begins at once.
    }

    @Override
    public boolean oneWaitForAll() {
        return false;
    }

    @Override
    public String stalled() {
        return "Timeout HTTP read";
    }

    @Override
    public String readError(boolean headerComplete) {
        return "Read error with";
    }

    @Override
    public void close(Channel channel, UrlSpec url) {
        channel.close();
    }
}
