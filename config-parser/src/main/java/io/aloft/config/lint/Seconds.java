package io.aloft.config.lint;

import java.math.BigDecimal;
import java.time.Duration;

/** Durations as the configuration writes them. */
public final class Seconds {

    private Seconds() {}

    /** {@code 0.5 s}, {@code 60 s}. */
    public static String text(Duration duration) {
        BigDecimal seconds = BigDecimal.valueOf(duration.getSeconds()).add(BigDecimal.valueOf(duration.getNano(), 9));
        return seconds.stripTrailingZeros().toPlainString() + " s";
    }
}
