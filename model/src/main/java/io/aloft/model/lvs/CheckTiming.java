package io.aloft.model.lvs;

import java.time.Duration;

/**
 * When a checker runs, when its verdict changes and what it tells.
 *
 * @param delayLoop between two checks ({@code delay_loop}; default 60 s)
 * @param retry failures that are tolerated in a row before the verdict is "down", 0..4294967295; 3 for DNS_CHECK, 0 for
 *     MISC_CHECK, else 1 by default
 * @param delayBeforeRetry between a tolerated failure and the next try; {@code delayLoop} for DNS_CHECK, 3 s for HTTP_GET and
 *     SSL_GET, else 1 s by default
 * @param warmup upper bound of the random delay before the first check; {@code delayLoop} by default
 * @param alpha starts as failed until the first success
 * @param logAllFailures tolerated failures are logged too ({@code log_all_failures})
 */
public record CheckTiming(
        Duration delayLoop,
        long retry,
        Duration delayBeforeRetry,
        Duration warmup,
        boolean alpha,
        boolean logAllFailures) {}
