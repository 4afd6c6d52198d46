package io.aloft.model.vrrp;

import java.time.Duration;

/**
 * When gratuitous ARP is sent ({@code garp_*}); see the schedule in docs/vrrp.md.
 *
 * @param masterDelay second block of rounds after becoming Master; zero for none (default 5 s)
 * @param masterRepeat rounds in each block, at least 1 (default 5)
 * @param refresh period of refresh rounds while Master; zero for none
 * @param refreshRepeat rounds in each refresh (default 1)
 * @param lowerPrioDelay second block after an advertisement of lower priority (default: masterDelay of
 *     {@code global_defs})
 * @param lowerPrioRepeat rounds in those blocks (default: masterRepeat of {@code global_defs})
 * @param interval least spacing of two gratuitous ARPs on one interface; zero for none
 */
public record GarpPolicy(
        Duration masterDelay,
        int masterRepeat,
        Duration refresh,
        int refreshRepeat,
        Duration lowerPrioDelay,
        int lowerPrioRepeat,
        Duration interval) {

    /** keepalived's defaults. */
    public static final GarpPolicy DEFAULT =
            new GarpPolicy(Duration.ofSeconds(5), 5, Duration.ZERO, 1, Duration.ofSeconds(5), 5, Duration.ZERO);
}
