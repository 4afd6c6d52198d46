package io.aloft.model.lvs;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What the checkers of a virtual or real server take when they say nothing themselves. A real server has taken over what it
 * does not say from its virtual server.
 *
 * @param delayLoop between two checks ({@code delay_loop}; default 60 s)
 * @param connectTimeout 1 µs..4294.967295 s ({@code connect_timeout}; default 5 s)
 * @param retry 1..4294967295 ({@code retry}); null leaves it to the kind of checker
 * @param delayBeforeRetry {@code delay_before_retry}; null leaves it to the kind of checker
 * @param warmup {@code warmup}; null for the checker's {@code delay_loop}
 * @param alpha {@code alpha}: real servers are down until checked
 * @param virtualHost Host header ({@code virtualhost}); null for none
 */
public record CheckDefaults(
        Duration delayLoop,
        Duration connectTimeout,
        @Nullable Long retry,
        @Nullable Duration delayBeforeRetry,
        @Nullable Duration warmup,
        boolean alpha,
        @Nullable String virtualHost) {

    /** Nothing written. */
    public static final CheckDefaults DEFAULT =
            new CheckDefaults(Duration.ofSeconds(60), Duration.ofSeconds(5), null, null, null, false, null);
}
