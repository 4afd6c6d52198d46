package io.aloft.model.event;

import io.aloft.model.vrrp.VrrpState;

/**
 * A virtual router changed its state, or told its first one.
 *
 * @param instance name of the {@code vrrp_instance}
 * @param from the state before; equal to {@code to} only at start
 * @param to the state now
 * @param priority effective priority, 1..255
 * @param stopping true for the last word at shutdown, when {@code to} is INIT and scripts are told STOP
 * @param cause why, in a sentence an operator understands
 */
public record StateChange(String instance, VrrpState from, VrrpState to, int priority, boolean stopping, String cause) {

    /** The word keepalived gives to scripts and FIFOs: MASTER, BACKUP, FAULT or STOP. */
    public String word() {
        return stopping ? "STOP" : to.name();
    }
}
