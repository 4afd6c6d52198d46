package io.aloft.checkers.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.aloft.model.lvs.CheckerSpec.HttpProtocol;
import io.aloft.model.lvs.UrlSpec;
import io.aloft.model.net.Endpoint;
import io.aloft.model.net.IpAddress;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Time stands still but for {@link #pass}: each wait may last 5 s. */
class HttpExchangeTest {

    private static final Duration WAIT = Duration.ofSeconds(5);

    private static final UrlSpec URL = new UrlSpec("/", List.of(), null, null);

    private final UrlTest test = new UrlTest(URL, HttpProtocol.HTTP_1_0, new Endpoint(IpAddress.of("192.0.2.1"), 80));
    private final List<String> results = new ArrayList<>();
    private final EmbeddedChannel channel = new EmbeddedChannel();

    private void begin(Duration wait) {
        channel.freezeTime();
        channel.pipeline()
                .addLast(new HttpExchange(new byte[] {1}, URL, WebLayer.PLAIN, test.newResponse(), wait, this::keep));
        channel.pipeline().fireChannelActive();
    }

    private void keep(@Nullable String reason) {
        results.add(reason == null ? "ended" : reason);
    }

    private void pass(long millis) {
        channel.advanceTimeBy(millis, TimeUnit.MILLISECONDS);
        channel.runScheduledPendingTasks();
    }

    private void receive(String text) {
        channel.writeInbound(Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII));
    }

    @Test
    void firstByteMayTakeTheWholeWait() {
        begin(WAIT);
        pass(4_999);
        assertThat(results).isEmpty();
        pass(1);
        assertThat(results).containsExactly("Timeout WEB read");
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void everyByteStartsTheWaitAnew() {
        begin(WAIT);
        pass(4_000);
        receive("HTTP/1.1 200 OK\r\n");
        pass(4_999);
        assertThat(results).isEmpty();
        pass(1);
        assertThat(results).containsExactly("Timeout HTTP read");
    }

    @Test
    void drippingServerIsCutOffAfterFiveMinutesInAll() {
        begin(WAIT);
        receive("HTTP/1.1 200 OK\r\n\r\n");
        for (int second = 1; second < 300; second++) {
            pass(1_000);
            receive("x");
        }
        assertThat(results).isEmpty();
        pass(1_000);
        assertThat(results).containsExactly("Timeout HTTP read");
    }

    @Test
    void longWaitsStretchTheLimitInAll() {
        begin(Duration.ofSeconds(60));
        receive("HTTP/1.1 200 OK\r\n\r\n");
        for (int second = 50; second < 1_200; second += 50) {
            pass(50_000);
            receive("x");
        }
        assertThat(results).isEmpty();
        pass(50_000);
        assertThat(results).containsExactly("Timeout HTTP read");
    }

    /** As for TLS: the first byte begins a wait that the rest has to share. */
    @Test
    void layerMayGiveTheWholeResponseOneWait() {
        channel.freezeTime();
        channel.pipeline()
                .addLast(new HttpExchange(new byte[] {1}, URL, new OneWait(), test.newResponse(), WAIT, this::keep));
        channel.pipeline().fireChannelActive();
        pass(4_000);
        receive("HTTP/1.1 200 OK\r\n\r\n");
        pass(4_000);
        receive("x");
        pass(999);
        assertThat(results).isEmpty();
        pass(1);
        assertThat(results).containsExactly("stalled");
    }

    private static final class OneWait implements WebLayer {
        @Override
        public void install(Channel channel, UrlSpec url, long deadline) {
            throw new IllegalStateException("the test has its own channel");
        }

        @Override
        public boolean oneWaitForAll() {
            return true;
        }

        @Override
        public String stalled() {
            return "stalled";
        }

        @Override
        public @Nullable String readError(boolean headerComplete) {
            return null;
        }

        @Override
        public void close(Channel channel, UrlSpec url) {
            // The tests look at the exchange alone.
        }
    }

    /** A channel of this kind would cancel all timers when it is closed, so it stays open. */
    @Test
    void noTimerIsLeftBehind() {
        channel.freezeTime();
        channel.pipeline()
                .addLast(new HttpExchange(new byte[] {1}, URL, new OneWait(), test.newResponse(), WAIT, this::keep));
        channel.pipeline().fireChannelActive();
        assertThat(channel.runScheduledPendingTasks()).isPositive();
        receive("HTTP/1.1 200 OK\r\n\r\n");
        channel.pipeline().fireChannelInactive();
        assertThat(results).containsExactly("ended");
        assertThat(channel.runScheduledPendingTasks()).isEqualTo(-1);
    }

    @Test
    void nothingIsReportedTwice() {
        begin(WAIT);
        receive("HTTP/1.1 200 OK\r\n\r\n");
        channel.close();
        channel.pipeline().fireExceptionCaught(new IllegalStateException());
        pass(10_000_000);
        assertThat(results).containsExactly("ended");
    }
}
