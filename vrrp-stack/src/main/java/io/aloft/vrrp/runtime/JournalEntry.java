package io.aloft.vrrp.runtime;

import io.aloft.model.event.StateChange;
import java.time.Instant;

/**
 * One transition of a virtual router or a sync group.
 *
 * @param at wall clock
 * @param change with its cause and what it rested on
 */
public record JournalEntry(Instant at, StateChange change) {}
