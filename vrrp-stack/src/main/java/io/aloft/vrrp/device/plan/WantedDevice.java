package io.aloft.vrrp.device.plan;

import io.aloft.model.net.AddressFamily;
import io.aloft.model.net.IpAddress;
import org.jspecify.annotations.Nullable;

/**
 * An interface that a virtual router needs.
 *
 * @param owner name of the instance
 * @param identity what it has to be
 * @param prefix of its name, to which the VRID is added when {@code name} is taken
 * @param vrid 1..255
 * @param name it should have
 * @param named whether somebody wrote that name down
 * @param group of the interface; null for that of the interface below
 * @param family of the router's addresses on it
 * @param ipv6 whether IPv6 has a purpose on it
 * @param linkLocal whether it needs the link-local address of the interface below
 * @param source its own address, where the configuration gives one
 * @param sourcePrefixLength of {@code source}
 */
public record WantedDevice(
        String owner,
        DeviceIdentity identity,
        String prefix,
        int vrid,
        String name,
        boolean named,
        @Nullable String group,
        AddressFamily family,
        boolean ipv6,
        boolean linkLocal,
        @Nullable IpAddress source,
        int sourcePrefixLength) {

    /** Whether it is a VMAC: a macvlan with a virtual MAC address. */
    public boolean isVmac() {
        return identity.mac() != null;
    }
}
