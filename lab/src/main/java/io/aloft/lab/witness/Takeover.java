package io.aloft.lab.witness;

import java.time.Duration;
import java.time.Instant;

/**
 * One change of master as the LAN saw it, measured against RFC 3768 section 6.1.
 *
 * @param last the last advert of the old master
 * @param first the first advert of the new one
 */
public record Takeover(ObservedAdvert last, ObservedAdvert first) {
    /** How long the new master had to wait: its skew alone after a farewell, else Master_Down_Interval. */
    public Duration deadline() {
        return last.priority() == 0 ? skew(first.priority()) : masterDownInterval(last.interval(), first.priority());
    }

    /** What the takeover took longer than the RFC's deadline; negative when it came too early. */
    public Duration lateness() {
        Instant due = last.at().plus(deadline());
        return Duration.between(due, first.at());
    }

    /** Master_Down_Interval of version 2: 3 x Advertisement_Interval + Skew_Time. */
    public static Duration masterDownInterval(int advertSeconds, int priority) {
        return Duration.ofSeconds(3L * advertSeconds).plus(skew(priority));
    }

    /** Skew_Time of version 2: (256 - Priority) / 256 s. */
    public static Duration skew(int priority) {
        return Duration.ofNanos((256 - priority) * 1_000_000_000L / 256);
    }
}
