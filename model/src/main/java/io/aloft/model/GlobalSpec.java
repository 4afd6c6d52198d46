package io.aloft.model;

/**
 * What {@code global_defs} says about the whole program.
 *
 * @param routerId name of this director in mails; the host name by default
 * @param scriptSecurity insecure scripts are dropped ({@code enable_script_security})
 */
public record GlobalSpec(String routerId, boolean scriptSecurity) {}
