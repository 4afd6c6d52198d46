package io.aloft.config.resolve;

import io.aloft.config.bind.AddressDraft;
import io.aloft.model.vrrp.VirtualAddress;

/** Addresses with the interface that carries them when none is written. */
final class AddressResolver {

    private AddressResolver() {}

    /**
     * An address with its device.
     *
     * @param base interface of the owner
     * @param carrier what carries addresses of the owner: that interface or the VMAC on it, which is meant too when an entry
     *     names the interface
     */
    static VirtualAddress resolve(AddressDraft entry, String base, String carrier) {
        String named = entry.device();
        String device = named == null || named.equals(base) && !entry.onVmac() ? carrier : named;
        return new VirtualAddress(
                entry.address(),
                entry.prefixLength(),
                device,
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
