package io.aloft.vrrp.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.aloft.model.ConfigImage;
import java.io.IOException;
import java.time.Duration;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class VrrpLoopTest {

    private static final ConfigImage EMPTY = ConfigImage.empty("test");

    @Test
    void nobodyWaitsForALoopThatHasEnded() throws Exception {
        var loop = new VrrpLoop(
                EMPTY,
                new VrrpPorts(
                        (request, sink) -> {
                            throw new IOException("nothing to open");
                        },
                        (request, sink) -> {
                            throw new IOException("nothing to open");
                        },
                        (script, whenDone) -> () -> false,
                        group -> OptionalInt.empty(),
                        (name, up, eventNanos) -> {}),
                new SilentListener());
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
