package io.aloft.vrrp.bfd.runtime;

import io.aloft.vrrp.bfd.BfdState;

/**
 * How a session stands.
 *
 * @param name of the {@code bfd_instance}
 * @param state of this side
 */
public record BfdStatus(String name, BfdState state) {}
