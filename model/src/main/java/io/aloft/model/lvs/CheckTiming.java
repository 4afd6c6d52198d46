package io.aloft.model.lvs;

import java.time.Duration;

/**
 * When a checker runs and when its verdict changes.
 *
 * @param delayLoop between two checks (default 60 s)
 * @param retry failures that are tolerated in a row before the verdict is "down"
 * @param delayBeforeRetry between a tolerated failure and the next try
 * @param warmup upper bound of the random delay before the first check
 * @param alpha starts as failed until the first success
 */
public record CheckTiming(Duration delayLoop, long retry, Duration delayBeforeRetry, Duration warmup, boolean alpha) {}
