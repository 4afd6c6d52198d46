package io.aloft.model.route;

import io.aloft.model.net.AddressFamily;
import org.jspecify.annotations.Nullable;

/**
 * One entry of {@code virtual_rules} or {@code static_rules}.
 *
 * @param family whose routing it concerns; null for both
 * @param selector which packets
 * @param action what happens to them
 * @param priority 0..4294967295; null when none is written, which counts down from 16384
 * @param protocol kernel number of who made it, 0..255; 18 is keepalived
 * @param suppression of results of the table; applies to {@link RuleAction.Lookup} only
 * @param tracking what its loss means
 */
public record RuleSpec(
        @Nullable AddressFamily family,
        RuleSelector selector,
        RuleAction action,
        @Nullable Long priority,
        int protocol,
        Suppression suppression,
        EntryTracking tracking) {

    /** As {@code ip rule} writes it: {@code from 10.1.0.0/16 priority 100 lookup 7 protocol 18}. */
    public String describe() {
        return EntryText.of(this);
    }

    /** The same rule with a priority. */
    public RuleSpec withPriority(long chosen) {
        return new RuleSpec(family, selector, action, chosen, protocol, suppression, tracking);
    }

    /**
     * Results of the table that do not count.
     *
     * @param prefixLength those of at most this length ({@code suppress_prefixlength}); null for none
     * @param interfaceGroup those that leave by an interface of this group ({@code suppress_ifgroup}); null for none
     * @param realms {@code realms} that packets get; null for none
     */
    public record Suppression(
            @Nullable Integer prefixLength,
            @Nullable Long interfaceGroup,
            @Nullable Realms realms) {}
}
