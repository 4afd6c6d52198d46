package io.aloft.model.event;

import io.aloft.model.vrrp.VrrpState;
import java.util.List;

/**
 * A virtual router changed its state, or told its first one.
 *
 * @param instance name of the {@code vrrp_instance}, or of the {@code vrrp_sync_group}
 * @param from the state before; equal to {@code to} only at start
 * @param to the state now
 * @param priority effective priority, 1..255; 0 for a sync group
 * @param stopping true for the last word at shutdown, when {@code to} is INIT and scripts are told STOP
 * @param cause why, in a sentence an operator understands
 * @param facts what the cause rested on, each in a sentence: who advertised what, which timer was set when and ran out when
 */
public record StateChange(
        String instance,
        VrrpState from,
        VrrpState to,
        int priority,
        boolean stopping,
        String cause,
        List<String> facts) {

    public StateChange {
        facts = List.copyOf(facts);
    }

    /** One that rests on nothing more than its cause. */
    public StateChange(String instance, VrrpState from, VrrpState to, int priority, boolean stopping, String cause) {
        this(instance, from, to, priority, stopping, cause, List.of());
    }

    /** The word keepalived gives to scripts and FIFOs: MASTER, BACKUP, FAULT or STOP. */
    public String word() {
        return stopping ? "STOP" : to.name();
    }
}
