package io.aloft.lab.witness;

import java.time.Duration;
import java.time.Instant;

/**
 * One change of master as the LAN saw it, measured against RFC 3768 section 6.1 (version 2) and RFC 9568 section 6.1
 * (version 3).
 *
 * @param last the last advert of the old master
 * @param first the first advert of the new one
 */
public record Takeover(ObservedAdvert last, ObservedAdvert first) {
    /** How long the new master had to wait: its skew alone after a farewell, else Master_Down_Interval. */
    public Duration deadline() {
        Duration skew = skew(last, first.priority());
        return last.priority() == 0 ? skew : last.interval().multipliedBy(3).plus(skew);
    }

    /** What the takeover took longer than the RFC's deadline; negative when it came too early. */
    public Duration lateness() {
        Instant due = last.at().plus(deadline());
        return Duration.between(due, first.at());
    }

    /**
     * Master_Down_Interval of a router that hears such adverts: 3 x Advertisement_Interval + Skew_Time.
     *
     * @param heard an advert of the master
     */
    public static Duration masterDownInterval(ObservedAdvert heard, int priority) {
        return heard.interval().multipliedBy(3).plus(skew(heard, priority));
    }

    /** Skew_Time: (256 - Priority) / 256 s in version 2; in version 3 that much of the master's interval. */
    public static Duration skew(ObservedAdvert heard, int priority) {
        Duration whole = heard.version() == 2 ? Duration.ofSeconds(1) : heard.interval();
        return whole.multipliedBy(256 - priority).dividedBy(256);
    }
}
