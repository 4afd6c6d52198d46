package io.aloft.vrrp.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.aloft.model.ConfigImage;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class VrrpLoopTest {

    private static final ConfigImage EMPTY = ConfigImage.empty("test");

    @Test
    void nobodyWaitsForALoopThatHasEnded() throws Exception {
        var loop = new VrrpLoop(
                EMPTY,
                (request, sink) -> {
                    throw new IOException("nothing to open");
                },
                (script, whenDone) -> () -> false,
                (router, change) -> {});
        loop.start();
        loop.close();
        Thread reporter = Thread.ofPlatform().daemon().start(() -> {
            for (int i = 0; i < 20_000; i++) {
                loop.reload(EMPTY);
            }
        });
        assertThat(reporter.join(Duration.ofSeconds(30))).isTrue();
    }
}
