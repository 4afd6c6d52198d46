package io.aloft.config.resolve;

import io.aloft.config.bind.AddressDraft;
import io.aloft.model.vrrp.VirtualAddress;

/** Addresses with the interface that carries them when none is written. */
final class AddressResolver {

    private AddressResolver() {}

    static VirtualAddress resolve(AddressDraft entry, String defaultDevice) {
        return new VirtualAddress(
                entry.address(),
                entry.prefixLength(),
                entry.device() == null ? defaultDevice : entry.device(),
                entry.label(),
                entry.broadcast(),
                entry.peer(),
                entry.scope(),
                entry.noPrefixRoute(),
                entry.flags(),
                entry.preferredLifetime(),
                entry.onVmac(),
                entry.tracked());
    }
}
