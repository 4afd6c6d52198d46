package io.aloft.config.bind;

import io.aloft.config.diagnostic.SourceLocation;
import io.aloft.model.net.IpAddress;
import io.aloft.model.vrrp.VirtualAddress;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One line of {@code virtual_ipaddress} and its like, already free of mistakes.
 *
 * @param device null for the instance's interface, of a static address for {@code default_interface}
 * @param group {@code track_group} of a static address
 */
public record AddressDraft(
        IpAddress address,
        int prefixLength,
        @Nullable String device,
        @Nullable String label,
        @Nullable IpAddress broadcast,
        @Nullable IpAddress peer,
        int scope,
        boolean noPrefixRoute,
        Set<VirtualAddress.Flag> flags,
        @Nullable Long preferredLifetime,
        boolean onVmac,
        boolean tracked,
        @Nullable String group,
        SourceLocation location) {}
