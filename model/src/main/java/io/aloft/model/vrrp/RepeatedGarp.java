package io.aloft.model.vrrp;

import java.time.Duration;

/**
 * Gratuitous ARP and neighbour advertisements that are repeated for addresses on interfaces other than the router's own
 * ({@code garp_extra_if}, {@code vrrp_garp_extra_if}).
 *
 * @param period whole seconds 1..86400; zero for none
 * @param allInterfaces on every other interface, and not only on VMACs ({@code all})
 */
public record RepeatedGarp(Duration period, boolean allInterfaces) {

    /** No repetition. */
    public static final RepeatedGarp NONE = new RepeatedGarp(Duration.ZERO, false);
}
