package io.aloft.config.bind;

import java.util.function.Function;

/** The timing keywords that virtual servers, real servers and checkers share. */
final class CheckSettingsBinding {

    private CheckSettingsBinding() {}

    static <T extends Draft> BlockBinding<T> addTo(BlockBinding<T> block, Function<T, CheckSettings> of) {
        return addTimingTo(block, of)
                .duration("connect_timeout", (draft, timeout) -> of.apply(draft).connectTimeout = timeout);
    }

    /** Those of them that a checker without a connection has too. */
    static <T extends Draft> BlockBinding<T> addTimingTo(BlockBinding<T> block, Function<T, CheckSettings> of) {
        return block.duration("delay_loop", (draft, delay) -> of.apply(draft).delayLoop = delay)
                .number("retry", (draft, count) -> of.apply(draft).retry = count)
                .duration("delay_before_retry", (draft, delay) -> of.apply(draft).delayBeforeRetry = delay)
                .duration("warmup", (draft, delay) -> of.apply(draft).warmup = delay);
    }
}
