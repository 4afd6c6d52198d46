package io.aloft.vrrp.packet;

import io.aloft.model.net.IpAddress;
import io.aloft.model.vrrp.VrrpState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The virtual router at the moment when it judges a packet, as far as its specification does not say it.
 *
 * @param authenticator what it remembers of earlier packets; the checks note in it what they accept
 * @param state it is in
 * @param priority its effective priority, 1..255
 * @param master whose advertisement was accepted last; null when nobody's was, or it is Master itself
 * @param now time of day; looked at where {@link Authenticator#usesTime} says so
 */
public record Receiver(
        Authenticator authenticator,
        VrrpState state,
        int priority,
        @Nullable IpAddress master,
        Instant now) {}
